import { sql } from 'kysely';
import { problemEventTypes } from '../../domain/problem/events.ts';
import { type Dismissals, hintStream } from '../../domain/problem/hints/dismissals.ts';
import { type Problem, type ProblemState, stateOf } from '../../domain/problem/problem.ts';
import type { RecordState } from '../../domain/problem/records.ts';
import { problemStream } from '../../domain/problem/reference.ts';
import { reviewEventTypes, reviewStream } from '../../domain/review/events.ts';
import type { Review, ReviewState } from '../../domain/review/review.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { Json } from '../schema.ts';
import { countIncidents, incidentsOf, problemsOf } from './problem-incidents.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    problem_records: ProblemRecordsTable;
  }
}

/** A problem, the review of an incident, or the hints that rest, as it is by now. */
export interface ProblemRecordsTable {
  stream: string;
  kind: 'problem' | 'review' | 'hints';
  /** Of the problem, or of the incident; 0 where there is one only. */
  number: number;
  state: string;
  record: Json;
}

export const problemRecords = projection({
  table: 'problem_records',
  reads: [...problemEventTypes, ...reviewEventTypes, 'hint.dismissed', 'hint.erased'],
  replacedBy: ['stream'],
  holdsPersonal: true,
  rows: ({ event, after }) => [toRow(event.stream, after)],
  queries: {
    noun: 'problems',
    tables: ['problem_records', 'problem_incidents'],
    on: (connection) => ({
      get: (number) => readRecord(connection, problemStream(number)),
      getMany: (numbers) => readMany(connection, numbers),
      lastNumber: async () => Number((await lastNumber(connection))[0]?.number ?? 0),
      list: (states: readonly ProblemState[], before, limit) =>
        readPage<Problem>(connection, 'problem', { states, before, limit }),
      incidentsOf: (problem, limit) => incidentsOf(connection, problem, limit),
      countIncidents: (problems) => countIncidents(connection, problems),
      problemsOf: (incidents) => problemsOf(connection, incidents),
      review: (incident) => readRecord(connection, reviewStream(incident)),
      reviews: (states: readonly ReviewState[], before, limit) =>
        readPage<Review>(connection, 'review', { states, before, limit }),
      dismissals: () => readRecord<Dismissals>(connection, hintStream),
    }),
  },
});

function toRow(stream: string, after: RecordState): ProblemRecordsTable {
  const record = JSON.stringify(after);
  if ('resting' in after) return { stream, kind: 'hints', number: 0, state: '', record };
  return 'title' in after
    ? { stream, kind: 'problem', number: after.number, state: stateOf(after), record }
    : { stream, kind: 'review', number: after.number, state: after.state, record };
}

const one = fixed((db, stream: string) =>
  db.selectFrom('problem_records').select('record').where('stream', '=', stream),
);

async function readRecord<State extends RecordState>(
  connection: Connection,
  stream: string,
): Promise<State | null> {
  const [row] = await one(connection, stream);
  return row ? (JSON.parse(row.record) as State) : null;
}

async function readMany(connection: Connection, numbers: readonly number[]): Promise<Problem[]> {
  if (numbers.length === 0) return [];
  const query = connection.builder
    .selectFrom('problem_records')
    .select('record')
    .where('stream', 'in', numbers.map(problemStream));
  return (await run(connection, query)).map(({ record }) => JSON.parse(record) as Problem);
}

const lastNumber = fixed((db) =>
  db
    .selectFrom('problem_records')
    .select('number')
    .where('kind', '=', sql.lit('problem' as const))
    .orderBy('number', 'desc')
    .limit(sql.lit(1)),
);

async function readPage<State extends RecordState>(
  connection: Connection,
  kind: 'problem' | 'review',
  page: { states: readonly string[]; before: number; limit: number },
): Promise<State[]> {
  const query = connection.builder
    .selectFrom('problem_records')
    .select('record')
    .where('kind', '=', kind)
    .where('state', 'in', page.states)
    .where('number', '<', page.before)
    .orderBy('number', 'desc')
    .limit(page.limit);
  return (await run(connection, query)).map(({ record }) => JSON.parse(record) as State);
}
