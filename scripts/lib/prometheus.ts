import { join } from 'node:path';
import { obtainPackage } from './debian-package.ts';
import { root } from './root.ts';

/** Where it is kept once it was obtained. */
const kept = join(root, 'node_modules/.cache/incident-kit/prometheus');

/**
 * The program of a real Prometheus, Debian's.
 * @returns null, with a sentence, where there is no apt-get, or nothing to download from
 */
export async function obtainPrometheus({
  aptGet = 'apt-get',
  into = kept,
} = {}): Promise<{ prometheus: string | null; missing: string }> {
  const missing =
    'Not tried with a real Prometheus: its package cannot be downloaded. On Debian, `apt-get download prometheus` does that.';
  const program = 'package/usr/bin/prometheus';
  const isThere = await obtainPackage('prometheus', { into, aptGet, program });
  return { prometheus: isThere ? join(into, program) : null, missing };
}
