import { systemActor } from '../../domain/actor.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { type DateOrder, DateOrderEvidence } from '../../domain/import/date-order.ts';
import { type ImportedRow, type RowCells, RowReader } from '../../domain/import/imported-row.ts';
import type { Mapping } from '../../domain/import/mapping.ts';
import { planImport } from '../../domain/import/plan-import.ts';
import { TimeReader } from '../../domain/import/read-time.ts';
import { ImportTerms } from '../../domain/import/terms.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { statusWithId } from '../../domain/workflow/workflow.ts';
import type { Snapshot, Store, Transaction } from '../../store/port/store.ts';
import { ImportCounts, type ImportReport, type PlannedIncident } from './import-report.ts';

/** Nobody can know what the dates of a file mean until somebody says it. */
export class AmbiguousDates extends Error {}

/** A mapping says ids that nothing here has. */
export class UnknownIds extends Error {}

/** Rows of an import that share a transaction, about: others that write wait for no more. */
const rowsPerCommit = 500;

export interface ImportOptions {
  /** What the rows' ids are ids of. */
  source: string;
  mapping: Mapping;
  /** Where times that name no zone are of, IANA. */
  zone: string;
  /** Of days and months; null to decide by all the times that there are. */
  dateOrder: DateOrder | null;
  /** Nothing is written; everything else is the same. */
  isDryRun: boolean;
  /** Told how many of the incidents are done, and of how many. */
  onProgress?(done: number, all: number): void;
}

/** Collects rows while a file is read; they are held in memory, the same texts once. */
export class CollectedRows {
  readonly rows: RowCells[] = [];
  readonly evidence = new DateOrderEvidence();
  readonly counts = new ImportCounts();
  readonly #mapping: Mapping;
  readonly #texts = new Map<string, string>();

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  add(line: number, values: Readonly<Record<string, string>>): void {
    const { columns, keep } = this.#mapping;
    const cells = Object.entries(columns).map(([field, column]) => [
      field,
      this.#once(values[column] ?? ''),
    ]);
    const kept = keep.map((column) => [column, this.#once(values[column] ?? '')]);
    const row: RowCells = {
      line,
      cells: Object.fromEntries(cells),
      kept: Object.fromEntries(kept),
    };
    this.rows.push(row);
    for (const field of ['reported', 'updated', 'resolved', 'closed'] as const) {
      const text = row.cells[field];
      if (text) this.evidence.note(text, line);
    }
  }

  #once(text: string): string {
    if (text.length > 100) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    // Not the slice of a file that it is, which would keep all of that.
    const own = Buffer.from(text).toString();
    if (this.#texts.size < 500_000) this.#texts.set(own, own);
    return own;
  }
}

/**
 * Writes what the log does not have yet of some rows, with the times and words that they have. What was written
 * before stays, so it may be stopped anywhere and run again.
 * @throws AmbiguousDates
 * @throws UnknownIds
 */
export async function importRecords(
  store: Pick<Store, 'read' | 'write' | 'now'>,
  collected: CollectedRows,
  options: ImportOptions,
): Promise<ImportReport> {
  const { source, mapping, zone, isDryRun, onProgress = () => undefined } = options;
  const { counts } = collected;
  const order = decideOrder(collected.evidence, options.dateOrder);
  const rules = await store.read((snapshot) => snapshot.documents.rules());
  const terms = new ImportTerms(rules, mapping);
  assertIds(terms);
  const reader = new RowReader(mapping, new TimeReader(zone, order), terms, store.now());
  const incidents = new Map<string, ImportedRow[]>();
  for (const cells of collected.rows) {
    const row = reader.read(cells);
    if ('problem' in row) {
      counts.refuse(cells.line, row.problem);
      continue;
    }
    if (row.unknownStatus !== null) counts.noteStatus(row.unknownStatus, row.line);
    counts.words.note(terms, row.facts.asImported, row.line);
    const known = incidents.get(row.id);
    if (known) known.push(row);
    else incidents.set(row.id, [row]);
  }
  let done = 0;
  for (const batch of batchesOf([...incidents])) {
    const importing = (from: Snapshot | Transaction) =>
      importBatch(from, batch, { source, rules, at: store.now(), isDryRun });
    const plans = await (isDryRun ? store.read(importing) : store.write(importing));
    for (const each of plans) counts.add(each);
    done += batch.length;
    onProgress(done, incidents.size);
  }
  return counts.report(order);
}

type Batch = [id: string, rows: ImportedRow[]][];

function* batchesOf(incidents: Batch): Generator<Batch> {
  let batch: Batch = [];
  let rows = 0;
  for (const each of incidents) {
    batch.push(each);
    rows += each[1].length;
    if (rows < rowsPerCommit) continue;
    yield batch;
    [batch, rows] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

async function importBatch(
  from: Snapshot | Transaction,
  batch: Batch,
  { source, rules, at, isDryRun }: { source: string; rules: Rules; at: number; isDryRun: boolean },
): Promise<PlannedIncident[]> {
  const numbers = await from.imported.numbersOf(
    source,
    batch.map(([id]) => id),
  );
  const found = await from.incidents.getMany([...numbers.values()]);
  const byNumber = new Map(found.map((each) => [each.number, each]));
  const { document: workflow } = rules.workflow;
  const begins = {
    initial: statusWithId(workflow, workflow.initial),
    matrixVersion: rules.matrix.version,
  };
  const done: PlannedIncident[] = [];
  for (const [id, rows] of batch) {
    const existing = byNumber.get(numbers.get(id) ?? 0) ?? null;
    const { events, news, tooLate } = planImport({ source, id }, rows, existing, begins);
    if (!isDryRun) await write(from as Transaction, existing, events, at);
    done.push({
      isNew: existing === null,
      rows: rows.length,
      news,
      tooLate,
      events: events.length,
    });
  }
  return done;
}

async function write(
  { incidents, log }: Transaction,
  existing: Incident | null,
  events: ReturnType<typeof planImport>['events'],
  at: number,
): Promise<void> {
  if (events.length === 0) return;
  const number = existing?.number ?? (await incidents.nextNumber());
  const stream = incidentStream(number);
  let version = existing?.version ?? 0;
  for (const event of events) {
    const numbered =
      event.type === 'incident.imported' ? { ...event, data: { ...event.data, number } } : event;
    await log.append(stream, version, numbered, { at, actor: systemActor, actorName: null });
    version += 1;
  }
}

/** @throws UnknownIds */
function assertIds(terms: ImportTerms): void {
  const unknown = terms.unknownIds();
  if (unknown.length === 0) return;
  const named = unknown.map(({ field, id }) => `no ${field} “${id}”`).join(', ');
  throw new UnknownIds(
    `There is ${named} here. The values of the mapping say ids. Nothing was imported.`,
  );
}

/** @throws AmbiguousDates */
function decideOrder(evidence: DateOrderEvidence, chosen: DateOrder | null): DateOrder | null {
  const found = evidence.decide();
  if (chosen !== null) return chosen;
  if (found === 'irrelevant') return null;
  if (typeof found === 'string' && found !== 'ambiguous') return found;
  const why =
    typeof found === 'object'
      ? found.contradicts.map(({ line, text }) => `line ${line} says “${text}”`).join(', ')
      : 'every one can be read both ways';
  throw new AmbiguousDates(
    `Whether the day or the month comes first in its dates the file does not say: ${why}. ` +
      'Choose: --dates day-first or --dates month-first.',
  );
}
