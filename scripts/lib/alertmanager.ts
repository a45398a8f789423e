import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './processes.ts';
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
 * A real Alertmanager, Debian's: its package is downloaded and unpacked, not installed. Anybody may do that.
 * @returns null, with a sentence, where there is no apt-get, or nothing to download from
 */
export async function obtainAlertmanager({
  aptGet = 'apt-get',
  into = kept,
} = {}): Promise<{ alertmanager: Alertmanager | null; missing: string }> {
  const missing =
    'Not tried with a real Alertmanager: its package cannot be downloaded. On Debian, `apt-get download prometheus-alertmanager` does that.';
  const alertmanager = { program: join(into, 'alertmanager'), folder: into };
  if (existsSync(alertmanager.program)) return { alertmanager, missing };
  await mkdir(join(into, '..'), { recursive: true });
  // What others obtain meanwhile is as good.
  const folder = await mkdtemp(`${into}-`);
  try {
    if (!(await unpackInto(folder, aptGet))) return { alertmanager: null, missing };
    await rename(folder, into).catch((error: unknown) => {
      if (!existsSync(alertmanager.program)) throw error;
    });
    return { alertmanager, missing };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpackInto(folder: string, aptGet: string): Promise<boolean> {
  const { code } = await run(aptGet, ['-q', 'download', 'prometheus-alertmanager'], {
    cwd: folder,
  });
  const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  if (code !== 0 || archive === undefined) return false;
  const unpacked = await run('dpkg-deb', ['-x', archive, 'package'], { cwd: folder });
  if (unpacked.code !== 0) return false;
  await rm(join(folder, archive));
  const program = readFileSync(join(folder, 'package/usr/bin/prometheus-alertmanager'));
  // Its path to the templates is absolute: the copy that is run looks in its own folder, by a path as long.
  const own = `${'./'.padEnd(installed.length - 'templates'.length, '/')}templates`;
  const here = Buffer.from(program.toString('latin1').replaceAll(installed, own), 'latin1');
  await writeFile(join(folder, 'alertmanager'), here, { mode: 0o755 });
  await symlink(join('package', installed), join(folder, 'templates'));
  return true;
}
