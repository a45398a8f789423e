import { sql } from 'kysely';
import type { StatusCategory } from '../domain/incident/status.ts';
import type { Moves } from '../domain/process/moves.ts';
import { type Connection, fixed, run } from './connection.ts';
import type { MoveReader } from './port/moves.ts';
import type { IncidentMovesTable } from './schema.ts';

/** Where incidents went; see the port. */
export function movesOn(connection: Connection): MoveReader {
  return {
    lastSeq: async () => Number((await last(connection))[0]?.seq ?? 0),
    of: async (numbers) =>
      numbers.length === 0 ? [] : (await run(connection, of(connection, numbers))).map(toMoves),
    changedAfter: async (seq, limit) =>
      (await after(connection, seq, limit)).map((row) => ({
        seq: Number(row.seq),
        moves: toMoves(row),
      })),
  };
}

type StageRow = [at: number, stage: string | null, category: StatusCategory | null];

/** Without the names of their members: there are some in each row, and many rows. */
export function toMovesRow(seq: number, { number, stages, teams }: Moves): IncidentMovesTable {
  return {
    ...{ number, seq },
    stages: JSON.stringify(stages.map(({ at, stage, category }) => [at, stage, category])),
    teams: JSON.stringify(teams.map(({ at, team }) => [at, team])),
  };
}

function toMoves(row: IncidentMovesTable): Moves {
  const stages = JSON.parse(row.stages) as StageRow[];
  const teams = JSON.parse(row.teams) as [number, string | null][];
  return {
    number: Number(row.number),
    stages: stages.map(([at, stage, category]) => ({ at, stage, category })),
    teams: teams.map(([at, team]) => ({ at, team })),
  };
}

const last = fixed((db) =>
  db.selectFrom('incident_moves').select('seq').orderBy('seq', 'desc').limit(sql.lit(1)),
);

function of({ builder }: Connection, numbers: readonly number[]) {
  return builder.selectFrom('incident_moves').selectAll().where('number', 'in', numbers);
}

const after = fixed((db, seq: number, limit: number) =>
  db.selectFrom('incident_moves').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit),
);
