import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './processes.ts';

/**
 * Downloads a package of Debian and unpacks it, not installed, into the folder `package` of `into`. Anybody may do that.
 * @returns false where there is no apt-get, or nothing to download from
 */
export async function obtainPackage(
  name: string,
  {
    into,
    aptGet,
    program,
    prepare = async () => {},
  }: {
    into: string;
    aptGet: string;
    /** In `into`; where it is already, nothing is downloaded. */
    program: string;
    /** What is done once it is unpacked, before anybody finds it. */
    prepare?: (folder: string) => Promise<void>;
  },
): Promise<boolean> {
  const isThere = () => existsSync(join(into, program));
  if (isThere()) return true;
  await mkdir(join(into, '..'), { recursive: true });
  // What others obtain meanwhile is as good.
  const folder = await mkdtemp(`${into}-`);
  try {
    if (!(await unpackInto(folder, name, aptGet))) return false;
    await prepare(folder);
    await rename(folder, into).catch((error: unknown) => {
      if (!isThere()) throw error;
    });
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpackInto(folder: string, name: string, aptGet: string): Promise<boolean> {
  const { code } = await run(aptGet, ['-q', 'download', name], { cwd: folder });
  const [archive] = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
  if (code !== 0 || archive === undefined) return false;
  const unpacked = await run('dpkg-deb', ['-x', archive, 'package'], { cwd: folder });
  if (unpacked.code !== 0) return false;
  await rm(join(folder, archive));
  return true;
}
