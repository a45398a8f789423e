import { openForReading, rebuildDatabase } from '../store/open-store.ts';
import { CannotRebuild } from '../store/rebuild.ts';
import { Progress } from './progress.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { type Command, readArguments } from './usage.ts';

export const rebuild: Command = {
  usage: `incident-kit rebuild [--database URL] [--config FILE]

  Throws away everything that was made from the log (incidents, words, notifications, documents, …) and
  makes it again. It happens all at once or not at all: stopped in the middle, nothing has changed.
  Servers may go on meanwhile: they show what was there before, and refuse what they would have to write
  ("try again"). Restart them afterwards, as they keep documents in memory.
`,
  async run(args) {
    const { values } = readArguments(args, rebuild.usage, databaseOptions);
    const database = await databaseOf(values);
    // What is not there yet is not made by rebuilding it.
    await (await openForReading(database)).close();
    const progress = new Progress();
    try {
      const events = await rebuildDatabase(database, { onProgress: progress.tell });
      progress.end();
      const count = events.toLocaleString('en');
      process.stdout.write(`Made the read models again from ${count} events.\n`);
      return 0;
    } catch (error) {
      progress.end();
      if (!(error instanceof CannotRebuild)) throw error;
      process.stderr.write(
        `${error.message} Nothing was changed. “incident-kit verify” says what is wrong with the log.\n`,
      );
      return 1;
    }
  },
};
