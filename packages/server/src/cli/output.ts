import { open, rename, rm, stat } from 'node:fs/promises';
import { UsageError } from './usage.ts';

/** Where an export goes. */
export interface Output {
  write(text: string): Promise<void>;
  /** Everything was written. */
  finish(): Promise<void>;
  /** It will not be finished. */
  abandon(): Promise<void>;
}

/** Whoever read the output has left before the end. */
export class ReaderLeft extends Error {}

export function standardOutput(): Output {
  // Each write has its own answer; without a listener, this event would end the process.
  process.stdout.on('error', () => undefined);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => {
          if (!error) resolve();
          else reject('code' in error && error.code === 'EPIPE' ? new ReaderLeft() : error);
        });
      }),
    async finish() {},
    async abandon() {},
  };
}

/**
 * A file that has its name only once it is complete: half an export is never taken for a whole one.
 * Others on the machine cannot read it.
 * @throws UsageError when it cannot be written there
 */
export async function fileOutput(path: string): Promise<Output> {
  const there = await stat(path).catch(() => null);
  if (there && !there.isFile())
    throw new UsageError(`${path} is no file. Name another with --out.`);
  const partial = `${path}.${process.pid}.partial`;
  const file = await open(partial, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be written (${error.code}). Name another with --out.`);
  });
  return {
    async write(text) {
      await file.appendFile(text);
    },
    async finish() {
      await file.sync();
      await file.close();
      await rename(partial, path);
    },
    async abandon() {
      await file.close();
      await rm(partial, { force: true });
    },
  };
}
