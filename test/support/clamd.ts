import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** ClamAV's daemon, or a sentence that says what was not tried without it. */
export function findScanner(path = `${process.env.PATH}${delimiter}/usr/sbin`): {
  clamd: string | null;
  missing: string;
} {
  const missing =
    'Not tried with ClamAV: clamd is not on this machine. On Debian, `apt-get install clamav-daemon` brings it.';
  for (const folder of path.split(delimiter)) {
    const clamd = join(folder, 'clamd');
    try {
      accessSync(clamd, constants.X_OK);
      return { clamd, missing };
    } catch {
      // Then in another folder.
    }
  }
  return { clamd: null, missing };
}
