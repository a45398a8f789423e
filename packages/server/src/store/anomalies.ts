import { type Connection, fixed, run } from './connection.ts';
import type { Anomaly, AnomalyReader, WatchedSeries } from './port/anomalies.ts';
import type { AnomaliesTable, WatchedCountsTable, WatchedSeriesTable } from './schema.ts';

/** What is watched for anomalies, and those that were found; no part of the log. */
export function anomaliesOn(connection: Connection): AnomalyReader {
  return {
    get: async (id) => (await anomalyWith(connection, id)).map(toAnomaly)[0] ?? null,
    open: async () => (await stillOpen(connection)).map(toAnomaly),
    list: async (before, limit) => (await newest(connection, before, limit)).map(toAnomaly),
    series: async (keys) =>
      keys.length === 0 ? [] : (await run(connection, seriesWith(connection, keys))).map(toSeries),
    counts: async (series, from, before) =>
      (await countsOf(connection, series, from, before)).map(({ at, count }) => ({
        at: Number(at),
        count: Number(count),
      })),
  };
}

export function toAnomalyRow(anomaly: Anomaly): AnomaliesTable {
  const { id, series, at, lastAt, facts, state, endedAt, decidedBy, decidedWhy, course } = anomaly;
  return {
    ...{ id, series, at, last_at: lastAt, facts: JSON.stringify({ facts, decidedWhy, course }) },
    ...{ state, ended_at: endedAt, decided_by: decidedBy },
  };
}

export function toSeriesRow({ key, memory, until }: WatchedSeries): WatchedSeriesTable {
  return { key, memory: JSON.stringify(memory), looked_until: until };
}

export function toCountRow(series: string, at: number, count: number): WatchedCountsTable {
  return { series, at, count };
}

function toAnomaly(row: AnomaliesTable): Anomaly {
  const kept = JSON.parse(row.facts);
  // Before there was more to keep of an anomaly, its facts stood there by themselves.
  const { facts, decidedWhy, course } = 'facts' in kept ? kept : { facts: kept };
  return {
    id: row.id,
    series: row.series,
    state: row.state,
    at: Number(row.at),
    lastAt: Number(row.last_at),
    facts,
    decidedWhy: decidedWhy ?? null,
    course: course ?? null,
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
    decidedBy: row.decided_by,
  };
}

function toSeries({ key, memory, looked_until }: WatchedSeriesTable): WatchedSeries {
  return { key, memory: JSON.parse(memory), until: Number(looked_until) };
}

const anomalyWith = fixed((db, id: string) =>
  db.selectFrom('anomalies').selectAll().where('id', '=', id),
);

const stillOpen = fixed((db) =>
  db.selectFrom('anomalies').selectAll().where('ended_at', 'is', null).orderBy('at'),
);

const newest = fixed((db, before: number, limit: number) =>
  db
    .selectFrom('anomalies')
    .selectAll()
    .where('at', '<', before)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit),
);

function seriesWith({ builder }: Connection, keys: readonly string[]) {
  return builder.selectFrom('watched_series').selectAll().where('key', 'in', keys);
}

const countsOf = fixed((db, series: string, from: number, before: number) =>
  db
    .selectFrom('watched_counts')
    .select(['at', 'count'])
    .where('series', '=', series)
    .where('at', '>=', from)
    .where('at', '<', before)
    .orderBy('at'),
);
