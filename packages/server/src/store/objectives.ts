import type { Counted, TimeRange } from '../domain/objectives/measured.ts';
import { type Connection, fixed, run } from './connection.ts';
import type { BurnEpisode, Measured, ObjectiveReader } from './port/objectives.ts';
import type { BurnEpisodesTable, MeasuredHoursTable, MeasuredMinutesTable } from './schema.ts';

/** What was measured of objectives, and when their budgets burnt; no part of the log. */
export function objectivesOn(connection: Connection): ObjectiveReader {
  return {
    measured: async (objective, source, minutes) =>
      minutes.length === 0
        ? []
        : (await run(connection, saidOf(connection, objective, source, minutes))).map(toCounted),
    hours: async (objective, from) => (await hoursOf(connection, objective, from)).map(toCounted),
    minutes: async (objective, ranges) =>
      ranges.length === 0
        ? []
        : (await run(connection, minutesWithin(connection, objective, ranges))).map(toCounted),
    open: async () => (await stillOpen(connection)).map(toEpisode),
    episodes: async (objective, before, limit) =>
      (await newest(connection, objective, before, limit)).map(toEpisode),
  };
}

export function toMeasuredRow(measured: Measured): MeasuredMinutesTable {
  const { objective, source, at, good, total } = measured;
  return { objective, at, source, good, total };
}

export function toHourRow(objective: string, { at, good, total }: Counted): MeasuredHoursTable {
  return { objective, at, good, total };
}

export function toEpisodeRow(episode: BurnEpisode): BurnEpisodesTable {
  const { id, objective, kind, level, at, endedAt, burn } = episode;
  return { id, objective, kind, level, at, ended_at: endedAt, burn: JSON.stringify(burn) };
}

function toEpisode({ ended_at, burn, ...row }: BurnEpisodesTable): BurnEpisode {
  const endedAt = ended_at === null ? null : Number(ended_at);
  return { ...row, at: Number(row.at), endedAt, burn: JSON.parse(burn) };
}

/** Sums are text on PostgreSQL, as they may be longer than a number. */
function toCounted({ at, good, total }: { at: unknown; good: unknown; total: unknown }): Counted {
  return { at: Number(at), good: Number(good), total: Number(total) };
}

function saidOf(
  { builder }: Connection,
  objective: string,
  source: string,
  minutes: readonly number[],
) {
  return builder
    .selectFrom('measured_minutes')
    .select(['at', 'good', 'total'])
    .where('objective', '=', objective)
    .where('source', '=', source)
    .where('at', 'in', minutes);
}

const hoursOf = fixed((db, objective: string, from: number) =>
  db
    .selectFrom('measured_hours')
    .select(['at', 'good', 'total'])
    .where('objective', '=', objective)
    .where('at', '>=', from)
    .orderBy('at'),
);

function minutesWithin({ builder }: Connection, objective: string, ranges: readonly TimeRange[]) {
  return builder
    .selectFrom('measured_minutes')
    .select(({ fn }) => ['at', fn.sum('good').as('good'), fn.sum('total').as('total')])
    .where('objective', '=', objective)
    .where(({ and, eb, or }) =>
      or(ranges.map(({ from, to }) => and([eb('at', '>=', from), eb('at', '<', to)]))),
    )
    .groupBy('at')
    .orderBy('at');
}

const stillOpen = fixed((db) =>
  db.selectFrom('burn_episodes').selectAll().where('ended_at', 'is', null).orderBy('at'),
);

const newest = fixed((db, objective: string, before: number, limit: number) =>
  db
    .selectFrom('burn_episodes')
    .selectAll()
    .where('objective', '=', objective)
    .where('at', '<', before)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit),
);
