import { exportLog, LogNotWhole, NoSuchPosition } from '../audit/export.ts';
import { fingerprintOf } from '../audit/signature.ts';
import { openForReading } from '../store/open-store.ts';
import { completeFile, ReaderLeft, type Write, writeToStandardOutput } from './output.ts';
import { Progress } from './progress.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { signingKeyOf } from './signing-key.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const exportCommand: Command = {
  usage: `incident-kit export [--database URL] [--out file.jsonl] [--after N]

  Writes the log as JSON Lines: each event with its hash, and at last the head, signed. Without --out
  it goes to the standard output. With --after it goes on where an earlier export ended.
`,
  async run(args) {
    const { values } = readArguments(args, exportCommand.usage, {
      ...databaseOptions,
      out: { type: 'string' },
      after: { type: 'string' },
    });
    const after = positionFrom(values.after ?? '0');
    const database = await databaseOf(values);
    const key = await signingKeyOf(database);
    const reader = await openForReading(database);
    const progress = new Progress();
    // One snapshot for all of it: what is erased meanwhile is erased in the next export.
    const exportTo = (write: Write) =>
      reader.read((snapshot) =>
        exportLog(snapshot, {
          after,
          key,
          exportedAt: Date.now(),
          write,
          onProgress: progress.tell,
        }),
      );
    try {
      const { head } =
        values.out === undefined
          ? await exportTo(writeToStandardOutput)
          : await completeFile(values.out, (_, file) => exportTo((text) => file.appendFile(text)));
      progress.end();
      const count = (head.seq - after).toLocaleString('en');
      process.stderr.write(
        `Exported ${count} events up to ${head.seq}, signed by ${fingerprintOf(key.publicKey)}.\n`,
      );
      return 0;
    } catch (error) {
      progress.end();
      process.stderr.write(`${sentenceOf(error)}\n`);
      return 1;
    } finally {
      await reader.close();
    }
  },
};

/** @throws what is none of the reasons that are known */
function sentenceOf(error: unknown): string {
  if (error instanceof ReaderLeft) return 'Whoever read the export left before its end.';
  if (error instanceof NoSuchPosition) return error.message;
  if (error instanceof LogNotWhole) {
    return `The log is not whole, so the export was not signed. ${error.message}`;
  }
  throw error;
}

function positionFrom(text: string): number {
  const position = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(position)) return position;
  throw new UsageError(`“${text}” is no position of the log. Give the last one that you have.`);
}
