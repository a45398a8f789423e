import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { UsageError } from './usage.ts';

/** Takes a part of what is written; resolves when there is room for more. */
export type Write = (text: string) => Promise<void>;

/** Whoever read the output has left before the end. */
export class ReaderLeft extends Error {}

// Each write has its own answer; without a listener, this event would end the process.
const ignoreErrorEvent = () => undefined;

/** @throws ReaderLeft */
export const writeToStandardOutput: Write = (text) => {
  process.stdout.off('error', ignoreErrorEvent).on('error', ignoreErrorEvent);
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) resolve();
      else reject('code' in error && error.code === 'EPIPE' ? new ReaderLeft() : error);
    });
  });
};

/**
 * Makes a file that has its name only once it is complete: half of one is never taken for a whole one.
 * Others on the machine cannot read it.
 * @param make fills the file, which is there and empty; what it throws leaves nothing behind
 * @throws UsageError when it cannot be written there
 */
export async function completeFile<T>(
  path: string,
  make: (partial: string, file: FileHandle) => Promise<T>,
): Promise<T> {
  const there = await stat(path).catch(() => null);
  if (there && !there.isFile())
    throw new UsageError(`${path} is no file. Name another with --out.`);
  const partial = `${path}.${process.pid}.partial`;
  const file = await open(partial, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be written (${error.code}). Name another with --out.`);
  });
  try {
    const made = await make(partial, file);
    await file.sync();
    await rename(partial, path);
    return made;
  } finally {
    await file.close();
    await rm(partial, { force: true });
  }
}
