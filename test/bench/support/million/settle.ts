import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const atOnce = 8_000_000;

/** A database server tidies up in its folder meanwhile. */
function gone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/**
 * Waits until a disk has what was written to a file, or to all files of a folder, and reads that through. What was
 * written in minutes is on its way for minutes more, reads wait behind it, and the system has put pages away for it:
 * a server that has been up for a day with memory for its database knows neither.
 */
export async function settle(path: string): Promise<void> {
  const kind = await stat(path).catch(gone);
  if (kind?.isDirectory()) {
    for (const name of await readdir(path)) await settle(join(path, name));
    return;
  }
  const file = await open(path, 'r').catch(gone);
  if (!file) return;
  try {
    await file.sync();
    const buffer = Buffer.alloc(atOnce);
    while ((await file.read(buffer, 0, atOnce)).bytesRead > 0);
  } finally {
    await file.close();
  }
}
