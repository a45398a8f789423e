import { rmSync } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
  await removeLeftBehind(path);
  const partial = `${path}.${process.pid}.partial`;
  const file = await open(partial, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be written (${error.code}). Name another with --out.`);
  });
  const endsWithout = (signal: NodeJS.Signals) => {
    rmSync(partial, { force: true });
    // As it would have ended without this.
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, endsWithout);
  try {
    const made = await make(partial, file);
    await file.sync();
    await rename(partial, path);
    return made;
  } finally {
    for (const signal of signals) process.off(signal, endsWithout);
    await file.close();
    await rm(partial, { force: true });
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What others left that were ended without a word: nobody writes it any more, and it may be secret. */
async function removeLeftBehind(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder).catch(() => [])) {
    const [, owner, pid] = /^(.*)\.(\d+)\.partial$/.exec(name) ?? [];
    if (owner === basename(path) && !isRunning(Number(pid))) await rm(join(folder, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
