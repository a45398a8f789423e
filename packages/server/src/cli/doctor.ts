import { z } from 'zod';
import { KitError } from '../domain/errors.ts';
import { fieldErrorsOf } from '../domain/field-errors.ts';
import { correctLogTime } from '../operations/correct-log-time.ts';
import { reason, text } from '../operations/input.ts';
import { openForReading, openStore } from '../store/open-store.ts';
import { type Examined, examine } from './doctor/examine.ts';
import { databaseOf, databaseOptions, settingsOf } from './settings.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

/** How far the time that somebody types may be from the clock, milliseconds. */
const typedWithinMs = 10 * 60_000;

export const doctor: Command = {
  usage: `incident-kit doctor [--database URL] [--config FILE] [--backup PATH] [--json]
incident-kit doctor --correct-time TIME --by NAME --reason TEXT [--database URL]

  Says whether a server with these settings can do its work, and if not, why and how to go on: origins, keys of
  sites, clocks, database, disk, proxies, and where files are kept and scanned. Nothing is changed.

  --backup        the file of a backup, or the folder that they are kept in: it is told when the newest is older
                  than a day
  --json          all that was looked at, for programs: { ok, log, findings: [{ check, level, sentence, next }] }

  --correct-time  lets the log go on from now, after a clock that was wrong had put its end into the
                  future. TIME is what time it is, as in 2026-11-26T09:30Z: it is compared with the
                  clock. The log keeps who said so and why, and everything that was in it before.

  Exits with 0 when all is well or corrected, with 1 when it is not, with 2 when it could not be read.
`,
  async run(args) {
    const { values } = readArguments(args, doctor.usage, {
      ...databaseOptions,
      backup: { type: 'string' },
      json: { type: 'boolean' },
      'correct-time': { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
    });
    const { 'correct-time': time, by, reason } = values;
    const database = await databaseOf(values);
    if (time !== undefined) return correct(database, time, { by, reason });
    if (by !== undefined || reason !== undefined) {
      throw new UsageError(`Say what time it is with --correct-time.\n\n${doctor.usage}`);
    }
    const settings = await settingsOf(values);
    return report(await examine(database, settings, values.backup), values.json ?? false);
  },
};

/** @returns 1 when something is wrong; what may be meant so is told, and no more */
function report({ log, isLogWell, findings }: Examined, asJson: boolean): number {
  const isWell = isLogWell && findings.every(({ level }) => level !== 'problem');
  if (asJson) {
    process.stdout.write(`${JSON.stringify({ ok: isWell, log, findings }, null, 2)}\n`);
    return isWell ? 0 : 1;
  }
  const told = findings
    .filter(({ level }) => level !== 'fine')
    .map(
      ({ check, level, sentence, next }) =>
        `${level === 'problem' ? 'Wrong' : 'Look at'} (${check}): ${sentence}${next === null ? '' : ` ${next}`}`,
    );
  const end = isLogWell ? ['A server can write to it. “incident-kit verify” reads all of it.'] : [];
  process.stdout.write(`${[...log, ...told, ...end].join('\n')}\n`);
  return isWell ? 0 : 1;
}

const correctionInput = z.object({ by: text('who you are', { min: 1, max: 120 }), reason });

async function correct(
  database: string,
  time: string,
  given: { by?: string | undefined; reason?: string | undefined },
): Promise<number> {
  const { data, error } = correctionInput.safeParse(given);
  if (!data) {
    const sentences = fieldErrorsOf(error).map((each) => each.message);
    throw new UsageError(`${sentences.join(' ')}\n\n${doctor.usage}`);
  }
  const typed = Date.parse(time);
  if (Number.isNaN(typed) || !/(Z|[+-]\d\d:?\d\d)$/i.test(time)) {
    throw new UsageError('Write the time with its zone, as in 2026-11-26T09:30Z.');
  }
  // What is not there yet is not made by correcting it.
  await (await openForReading(database)).close();
  const store = await openStore(database);
  try {
    const now = store.now();
    if (Math.abs(now - typed) > typedWithinMs) {
      throw new KitError(
        'clock-off',
        `The clock says ${new Date(now).toISOString()}, and you ${new Date(typed).toISOString()}. ` +
          'Nothing was changed. Set the clock first, or write the time that it is.',
        { details: { offByMs: now - typed } },
      );
    }
    const { from, to, seq } = await correctLogTime(store, data);
    process.stdout.write(
      `The log had come to ${new Date(from).toISOString()} and goes on from ${new Date(to).toISOString()}. ` +
        `Event ${seq} says so, and that it was ${data.by} who did it.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}
