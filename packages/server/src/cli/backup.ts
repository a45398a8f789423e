import { stat } from 'node:fs/promises';
import { LogNotWhole } from '../audit/export.ts';
import { type Verified, verifyDatabase } from '../audit/verify.ts';
import { copyDatabase, damageIn, locate, openForReading } from '../store/open-store.ts';
import { completeFile } from './output.ts';
import { Progress } from './progress.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const backup: Command = {
  usage: `incident-kit backup --out FILE [--database URL]

  Copies an SQLite database as it is at one instant, while servers go on, and verifies the log in the
  copy. FILE has its name only then; one that is there already is replaced. To restore it, stop the
  servers, take away the database with its -wal and -shm, and put FILE in its place.
`,
  async run(args) {
    const { values } = readArguments(args, backup.usage, {
      ...databaseOptions,
      out: { type: 'string' },
    });
    const { out } = values;
    if (!out) throw new UsageError(`Say where the copy goes.\n\n${backup.usage}`);
    const url = await databaseOf(values);
    // What is not there, or is no log of this version, is told before anything is made.
    await (await openForReading(url)).close();
    const named = locate(url);
    if ('file' in named && (await isSameFile(out, named.file))) {
      throw new UsageError(`${out} is the database itself. Name another file with --out.`);
    }
    const progress = new Progress();
    try {
      const { count, end } = await completeFile(out, async (partial) => {
        await copyDatabase(url, partial, (copied, pages) =>
          progress.tell(copied, `of ${pages.toLocaleString('en')} pages`),
        );
        return verifyCopy(partial, progress);
      });
      progress.end();
      process.stdout.write(
        `Backed up ${count.toLocaleString('en')} events to ${out}. The log in it is whole, ending with ${end.hash}.\n`,
      );
      return 0;
    } catch (error) {
      progress.end();
      if (!(error instanceof LogNotWhole)) throw error;
      process.stderr.write(`No backup was made, as the log is not whole. ${error.message}\n`);
      return 1;
    }
  },
};

/** @throws LogNotWhole */
async function verifyCopy(file: string, progress: Progress): Promise<Verified> {
  const reader = await openForReading(`sqlite:${file}`);
  try {
    const verified = await verifyDatabase(reader, { onProgress: progress.tell, damageIn });
    if (verified.tampering) throw new LogNotWhole(verified.tampering);
    return verified;
  } finally {
    await reader.close();
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return !!a && !!b && a.dev === b.dev && a.ino === b.ino;
}
