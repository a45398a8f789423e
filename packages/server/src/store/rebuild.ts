import { isDocumentEvent } from '../domain/configuration/events.ts';
import type { IncidentEvent } from '../domain/incident/events.ts';
import { evolve } from '../domain/incident/evolve.ts';
import { numberOfStream } from '../domain/incident/reference.ts';
import type { Incident } from '../domain/incident/state.ts';
import type { Article } from '../domain/knowledge/article.ts';
import {
  type ArticleEvent,
  isArticleEvent,
  numberOfArticleStream,
} from '../domain/knowledge/events.ts';
import { evolveArticle } from '../domain/knowledge/evolve.ts';
import { isTimeCorrection } from '../domain/log-time.ts';
import {
  evolveRecord,
  isRecordEvent,
  type RecordEvent,
  type RecordState,
} from '../domain/problem/records.ts';
import { isSiteEvent } from '../domain/sites/events.ts';
import type { WrittenTable } from './commit/changes.ts';
import type { Writing } from './commit/engine.ts';
import { PendingWrites } from './commit/pending-writes.ts';
import { DocumentCache } from './document-cache.ts';
import { readHead, readLogAfter } from './log/event-log.ts';
import type { KitEvent } from './port/log.ts';
import { readArticles } from './projections/articles.ts';
import { readIncidents } from './projections/incidents.ts';
import type { Change } from './projections/projection.ts';
import { projections } from './registry.ts';

/** The log itself is not as it was written: told in a sentence. */
export class CannotRebuild extends Error {}

export interface RebuildOptions {
  /** Told how many events have been read; what it returns is waited for. */
  onProgress?(events: number): void | Promise<void>;
  /** Events that are read, and whose rows are written, in one go. Bounds what is held in memory. */
  pageSize?: number;
}

/** Incidents that are read in one go. */
const statesAtOnce = 100;

/**
 * Throws away the rows of every read model and makes them again from the log, as they were made when it
 * was written. It is for a transaction that holds the lock of the log: until that commits, whoever reads
 * sees the rows of before.
 * @returns how many events there are
 * @throws CannotRebuild; nothing is to be committed then
 */
export async function rebuild(
  connection: Writing,
  { onProgress = () => undefined, pageSize = 2_000 }: RebuildOptions = {},
): Promise<number> {
  const head = await readHead(connection);
  for (const { table } of projections) await connection.clear(table as WrittenTable);
  // It is made of the log as well, when somebody asks for it.
  await connection.clear('incident_moves');
  const documents = new DocumentCache();
  const records = new Map<string, RecordState>();
  let [seq, count] = [0, 0];
  for (;;) {
    const events = await readPage(connection, seq, pageSize);
    const last = events.at(-1);
    if (!last) return count;
    // Documents first: incidents of the same page may have clocks that run by what they say.
    const published = new PendingWrites();
    for (const event of events) {
      if (isDocumentEvent(event) || isSiteEvent(event)) published.project({ event } as Change);
      if (isRecordEvent(event)) published.project(recordChange(records, event as RecordEvent));
    }
    if (!published.isEmpty) await connection.write(published.changes(head));
    const happened = events.filter(
      (event) =>
        !isDocumentEvent(event) &&
        !isSiteEvent(event) &&
        !isRecordEvent(event) &&
        !isArticleEvent(event) &&
        !isTimeCorrection(event),
    ) as IncidentEvent[];
    // What is made later at other times, too: nobody is to wait for it once they are here.
    const pending = new PendingWrites(projections);
    for (const change of await fold(connection, documents, happened)) pending.project(change);
    const written = events.filter(isArticleEvent);
    for (const change of await foldArticles(connection, written)) pending.project(change);
    if (!pending.isEmpty) await connection.write(pending.changes(head));
    seq = last.seq;
    count += events.length;
    await onProgress(count);
  }
}

/** @param records what the streams have come to, by their names */
function recordChange(records: Map<string, RecordState>, event: RecordEvent): Change {
  const after = evolveRecord(records.get(event.stream) ?? null, event);
  records.set(event.stream, after);
  return { event, after };
}

async function readPage(connection: Writing, seq: number, pageSize: number): Promise<KitEvent[]> {
  try {
    return await readLogAfter(connection, seq, pageSize);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CannotRebuild(`One of the events after position ${seq} cannot be read.`, {
      cause: error,
    });
  }
}

/** Folds events on top of what those before them have made of their incidents. */
async function fold(
  connection: Writing,
  documents: DocumentCache,
  events: readonly IncidentEvent[],
): Promise<Change[]> {
  const states = await statesOf(connection, new Set(events.map(numberOf)));
  const changes: Change[] = [];
  for (const event of events) {
    const number = numberOf(event);
    const before = states.get(number) ?? null;
    const after = evolvedFrom(event, () => evolve(before, event));
    const book = await documents.calendarBook(connection, [after.terms.calendar]);
    states.set(number, after);
    changes.push({ event, before, after, book });
  }
  return changes;
}

/** Folds events on top of what those before them have made of their articles. */
async function foldArticles(
  connection: Writing,
  events: readonly ArticleEvent[],
): Promise<Change[]> {
  if (events.length === 0) return [];
  const numbers = [...new Set(events.map(({ stream }) => numberOfArticleStream(stream)))];
  const found = await readArticles(connection, numbers);
  const states = new Map<number, Article>(found.map((each) => [each.number, each]));
  return events.map((event) => {
    const article = evolvedFrom(event, () =>
      evolveArticle(states.get(numberOfArticleStream(event.stream)) ?? null, event),
    );
    states.set(article.number, article);
    return { event, article };
  });
}

async function statesOf(
  connection: Writing,
  wanted: ReadonlySet<number>,
): Promise<Map<number, Incident>> {
  const states = new Map<number, Incident>();
  const numbers = [...wanted];
  for (let from = 0; from < numbers.length; from += statesAtOnce) {
    const some = numbers.slice(from, from + statesAtOnce);
    // Always as many: a statement of each length would be kept prepared.
    const padded = Array.from({ length: statesAtOnce }, (_, index) => some[index] ?? 0);
    for (const each of await readIncidents(connection, padded)) states.set(each.number, each);
  }
  return states;
}

function evolvedFrom<State>({ seq }: KitEvent, evolved: () => State): State {
  try {
    return evolved();
  } catch (error) {
    throw new CannotRebuild(`Nothing can be made of the event at position ${seq}.`, {
      cause: error,
    });
  }
}

function numberOf({ stream, seq }: IncidentEvent): number {
  const number = numberOfStream(stream) ?? Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new CannotRebuild(`The event at position ${seq} is of no incident: “${stream}”.`);
}
