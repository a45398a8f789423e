import { readFile, stat, writeFile } from 'node:fs/promises';
import { dateOrders } from '../domain/import/date-order.ts';
import { guessMapping, mappingBy, neededFields } from '../domain/import/guess-mapping.ts';
import { type Mapping, mappingSchema } from '../domain/import/mapping.ts';
import { type PresetName, presets } from '../domain/import/presets.ts';
import {
  AmbiguousDates,
  CollectedRows,
  importRecords,
  UnknownIds,
} from '../operations/import/import-records.ts';
import type { ImportReport } from '../operations/import/import-report.ts';
import { readRecords, recordFormats } from '../records/read-records.ts';
import { CannotRead, type SourceRecord } from '../records/source-record.ts';
import { openForReading, openForTrying, openStore } from '../store/open-store.ts';
import { describeMapping, describeRefusal, describeReport, inWords } from './describe-import.ts';
import { Progress } from './progress.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

const names = Object.keys(presets) as PresetName[];

/** What is said in a sentence, to be mended by whoever starts it. */
const refusals = [CannotRead, AmbiguousDates, UnknownIds];

/** Rows by which columns are found. */
const rowsLookedAt = 1_000;

export const importCommand: Command = {
  usage: `incident-kit import FILE --zone ZONE (--preset NAME | --mapping FILE) [--source NAME] [--dry-run]
                    [--dates day-first|month-first] [--format csv|jsonl|xes] [--encoding NAME] [--refused FILE]
                    [--database URL]

  Imports the history of another system with the times that it has there: CSV, JSON Lines or XES, also
  compressed (.gz). ZONE is where times are of that name none, e.g. Europe/Lisbon. NAME of a preset is
  ${names.join(', ')}.
  Without --preset the columns are guessed; with --mapping FILE the guess is saved there to be looked at,
  and a file that is there is used. --refused FILE names every row that was refused. What is imported starts no timer and tells nobody. The same rows again
  write nothing, and rows that came since are added: stopped anywhere, start it again.
`,
  async run(args) {
    const { values, positionals } = readArguments(args, importCommand.usage, importOptions, 1);
    const [path] = positionals;
    if (path === undefined) throw new UsageError(`Name a file.\n\n${importCommand.usage}`);
    const zone = zoneOf(values.zone);
    const dateOrder = chosen('dates', values.dates, dateOrders);
    const format = chosen('format', values.format, recordFormats);
    const preset = chosen('preset', values.preset, names);
    const encoding = encodingOf(values.encoding);
    const database = await databaseOf(values);
    // What is not there yet is not made by importing into it: it needs its documents first.
    await (await openForReading(database)).close();
    const progress = new Progress();
    try {
      const size = (await stat(path).catch(() => null))?.size ?? 0;
      const records = readRecords(path, {
        format: format ?? undefined,
        encoding,
        onBytes: (bytes) => progress.tell(bytes, 'bytes read', size),
      });
      const beginning = await beginningOf(records);
      const columns = [...new Set(beginning.flatMap(columnsOf))];
      const found = await findMapping(columns, { preset, file: values.mapping });
      progress.end();
      process.stderr.write(describeMapping(found.mapping, columns));
      if (found.isGuess) {
        process.stderr.write(guessed(found, values.mapping));
        return 1;
      }
      assertUsable(found.mapping);
      const collected = new CollectedRows(found.mapping);
      for (const each of beginning) collect(collected, each);
      for await (const each of records) collect(collected, each);
      const source = values.source ?? found.source;
      const isDryRun = values['dry-run'] ?? false;
      const store = await (isDryRun ? openForTrying : openStore)(database);
      try {
        const report = await importRecords(store, collected, {
          source,
          mapping: found.mapping,
          zone,
          dateOrder,
          isDryRun,
          onProgress: (done, all) => progress.tell(done, 'incidents', all),
        });
        progress.end();
        process.stdout.write(describeReport(report, { source, isDryRun }));
        if (values.refused !== undefined) await writeRefused(values.refused, report);
        return report.refused > 0 ? 1 : 0;
      } finally {
        await store.close();
      }
    } catch (error) {
      progress.end();
      if (!refusals.some((each) => error instanceof each)) throw error;
      process.stderr.write(`${(error as Error).message}\n`);
      return 1;
    }
  },
};

const importOptions = {
  ...databaseOptions,
  zone: { type: 'string' },
  preset: { type: 'string' },
  mapping: { type: 'string' },
  source: { type: 'string' },
  dates: { type: 'string' },
  format: { type: 'string' },
  encoding: { type: 'string' },
  refused: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

function collect(collected: CollectedRows, record: SourceRecord): void {
  if ('values' in record) collected.add(record.line, record.values);
  else collected.counts.refuse(record.line, record.problem);
}

/**
 * Enough rows to know the columns: objects leave out what they have nothing for.
 * @throws CannotRead
 */
async function beginningOf(records: AsyncGenerator<SourceRecord>): Promise<SourceRecord[]> {
  const beginning: SourceRecord[] = [];
  while (beginning.length < rowsLookedAt) {
    const { value, done } = await records.next();
    if (done) break;
    beginning.push(value);
  }
  if (beginning.some((each) => 'values' in each)) return beginning;
  const [first] = beginning;
  throw new CannotRead(
    first && 'problem' in first
      ? `No row of the file can be read. ${describeRefusal(first)}`
      : 'There are no rows in the file.',
  );
}

/** Each row that was refused, and why: as a table, to be looked at or mended. */
async function writeRefused(file: string, { refusals }: ImportReport): Promise<void> {
  const lines = refusals.map((each) => `${each.line},"${inWords(each).replaceAll('"', '""')}"`);
  await writeFile(file, `${['line,why', ...lines].join('\n')}\n`);
}

function columnsOf(record: SourceRecord): string[] {
  return 'values' in record ? Object.keys(record.values) : [];
}

interface FoundMapping {
  mapping: Mapping;
  /** What the ids are ids of, unless the command says it. */
  source: string;
  isGuess: boolean;
}

async function findMapping(
  columns: readonly string[],
  { preset, file }: { preset: PresetName | null; file: string | undefined },
): Promise<FoundMapping> {
  const saved = file === undefined ? null : await readMapping(file);
  if (saved) return { mapping: saved, source: preset ?? saved.source ?? 'import', isGuess: false };
  const guess = preset
    ? { preset, mapping: mappingBy(presets[preset], columns) }
    : guessMapping(columns);
  const mapping: Mapping = { source: guess.preset, ...guess.mapping };
  if (file !== undefined) await writeFile(file, `${JSON.stringify(mapping, null, 2)}\n`);
  return { mapping, source: guess.preset, isGuess: preset === null };
}

/** @throws UsageError */
async function readMapping(file: string): Promise<Mapping | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UsageError(`The mapping ${file} cannot be read (${error.code}).`);
  });
  if (text === null) return null;
  try {
    return mappingSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UsageError(`The mapping ${file} is not valid: ${(error as Error).message}`);
  }
}

function guessed({ source: name }: FoundMapping, file: string | undefined): string {
  return file === undefined
    ? `That is a guess, by the preset ${name}. If it is right, say --preset ${name}; if not, --mapping FILE ` +
        'saves it, to be changed there. Nothing was imported.\n'
    : `That is a guess, and is saved in ${file}. Look at it, change it, and start again. Nothing was imported.\n`;
}

/** @throws CannotRead */
function assertUsable({ columns }: Mapping): void {
  const missing = neededFields.filter((field) => columns[field] === undefined);
  if (missing.length === 0) return;
  throw new CannotRead(
    `Nothing can be imported without a column for ${missing.join(' and for ')}. Name it in a mapping: --mapping FILE.`,
  );
}

/** @throws UsageError */
function chosen<Choice extends string>(
  option: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | null {
  if (value === undefined) return null;
  const found = choices.find((each) => each === value);
  if (found) return found;
  throw new UsageError(`--${option} is one of ${choices.join(', ')}, and not “${value}”.`);
}

/** @throws UsageError */
function zoneOf(zone: string | undefined): string {
  if (zone === undefined) {
    throw new UsageError(
      'Say where the times of the file are of: --zone Europe/Lisbon, or --zone UTC.',
    );
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new UsageError(`There is no time zone “${zone}”. Use a name such as Europe/Lisbon.`);
  }
}

/** @throws UsageError */
function encodingOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new UsageError(`There is no encoding “${name}”. Use a name such as windows-1252.`);
  }
}
