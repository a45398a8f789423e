import type { Head } from '../log/event-log.ts';
import { projections } from '../registry.ts';
import type { Tables } from '../schema.ts';

/** A table to which rows are written; the head of the log is only ever updated. */
export type WrittenTable = Exclude<keyof Tables, 'head'>;

/** A row of whichever table. All rows of a table have the same columns, in the same order. */
export type Row = object;

/** Everything that a transaction leaves behind, or a part of it. */
export interface Changes {
  /** The rows of each table that has some, in the order in which they were made. */
  rows: ReadonlyMap<WrittenTable, readonly Row[]>;
  /** Events written earlier that lose what is personal in them. */
  erased: readonly number[];
  /** Replies from before this instant go, epoch milliseconds; null for none. */
  repliesBefore: number | null;
  /** Uploads that are gone and expired before this instant are forgotten, epoch milliseconds; null for none. */
  uploadsBefore: number | null;
  /** Deliveries and counts from before this instant go, and alerts and anomalies that are over since, epoch milliseconds; null for none. */
  signalsBefore: number | null;
  /** Messages that were done with, and posts that were drawn, before this instant go, epoch milliseconds; null for none. */
  messagesBefore: number | null;
  /** Subscriptions that have ended before this instant go, epoch milliseconds; null for none. */
  subscribersBefore: number | null;
  /** What was measured before this instant goes, and episodes that are over since, epoch milliseconds; null for none. */
  measuredBefore: number | null;
  /** Calendars that were not tried since this instant are forgotten, epoch milliseconds; null for none. */
  calendarsBefore: number | null;
  /** Of how many incidents, at most, the words that are in no index yet are put there; null for none. */
  wordsToIndex: number | null;
  /** The end of the log that this leads to. */
  head: Head;
}

const keys = new Map<WrittenTable, readonly string[] | null>([
  ['events', null],
  ['answers', null],
  ['secrets', null],
  ['site_secrets', ['site', 'slot']],
  ['uploads', ['id']],
  ['personal_items', ['site', 'person', 'kind', 'id']],
  ['deliveries', ['id']],
  ['alerts', ['source', 'key']],
  ['messages', ['id']],
  ['chat_posts', ['incident', 'channel', 'address']],
  ['subscribers', ['id']],
  ['shift_calendars', ['schedule', 'layer']],
  ['anomalies', ['id']],
  ['watched_series', ['key']],
  ['watched_counts', ['series', 'at']],
  ['incident_moves', ['number']],
  ['measured_minutes', ['objective', 'at', 'source']],
  ['measured_hours', ['objective', 'at']],
  ['burn_episodes', ['id']],
  ...projections.map((each) => [each.table as WrittenTable, each.replacedBy] as const),
]);

/** In the order in which they are written: the same tables make the same statement. */
export const writtenTables: readonly WrittenTable[] = [...keys.keys()];

/** The columns by which a row takes the place of one that is there; null where it must be new. */
export function replacedBy(table: WrittenTable): readonly string[] | null {
  const key = keys.get(table);
  if (key === undefined) throw new Error(`Nobody has said how rows of ${table} are written.`);
  return key;
}
