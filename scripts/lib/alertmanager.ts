import { readFileSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { obtainPackage } from './debian-package.ts';
import { root } from './root.ts';

/** Where it is kept once it was obtained. */
const kept = join(root, 'node_modules/.cache/incident-kit/alertmanager');
/** Where Debian's expects its templates. */
const installed = '/usr/share/prometheus/alertmanager';

export interface Alertmanager {
  program: string;
  /** To be started in: it finds its templates from there. */
  folder: string;
}

/**
 * A real Alertmanager, Debian's.
 * @returns null, with a sentence, where there is no apt-get, or nothing to download from
 */
export async function obtainAlertmanager({
  aptGet = 'apt-get',
  into = kept,
} = {}): Promise<{ alertmanager: Alertmanager | null; missing: string }> {
  const missing =
    'Not tried with a real Alertmanager: its package cannot be downloaded. On Debian, `apt-get download prometheus-alertmanager` does that.';
  const program = 'alertmanager';
  const isThere = await obtainPackage('prometheus-alertmanager', {
    ...{ into, aptGet, program },
    prepare: makeMovable,
  });
  const alertmanager = { program: join(into, program), folder: into };
  return { alertmanager: isThere ? alertmanager : null, missing };
}

/** Its path to the templates is absolute: the copy that is run looks in its own folder, by a path as long. */
async function makeMovable(folder: string): Promise<void> {
  const program = readFileSync(join(folder, 'package/usr/bin/prometheus-alertmanager'));
  const own = `${'./'.padEnd(installed.length - 'templates'.length, '/')}templates`;
  const here = Buffer.from(program.toString('latin1').replaceAll(installed, own), 'latin1');
  await writeFile(join(folder, 'alertmanager'), here, { mode: 0o755 });
  await symlink(join('package', installed), join(folder, 'templates'));
}
