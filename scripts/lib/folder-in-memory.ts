import { readFileSync, statfsSync } from 'node:fs';

/** What all that is kept at once during the tests takes at most, several times over. */
const enoughBytes = 4 * 2 ** 30;

/**
 * A folder of this machine that is in memory, for what need not outlive it; undefined where there is none, where
 * it is small, as in a container, or where no program may be started in it.
 */
export function folderInMemory(folder = '/dev/shm'): string | undefined {
  try {
    const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
    const mount = mounts.map((line) => line.split(' ')).find(([, path]) => path === folder);
    const [, , type, options = ''] = mount ?? [];
    if (type !== 'tmpfs' || options.split(',').some((each) => /^(ro|noexec)$/.test(each)))
      return undefined;
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= enoughBytes ? folder : undefined;
  } catch {
    return undefined;
  }
}
