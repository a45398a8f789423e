import { factsOf, type IncidentFacts } from '../../domain/metrics/facts.ts';
import { fixed } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    incident_facts: IncidentFactsTable;
  }
}

/** See `IncidentFacts`; instants in epoch milliseconds. */
export interface IncidentFactsTable {
  number: number;
  reported_at: number;
  acknowledged_at: number | null;
  responded_at: number | null;
  resolved_at: number | null;
  due_at: number | null;
  response_judged_at: number | null;
  resolution_judged_at: number | null;
  update_judged_at: number | null;
  service: string | null;
  team: string | null;
  assignee: string | null;
  priority: string;
  category: string | null;
  marks: number;
  /** The position of the event up to which they say what happened; 0 where a version before wrote them. */
  seq: number;
}

/**
 * What figures are made of. An incident's state is some kilobytes; a million of these are read in seconds. They are
 * made later, of those incidents first to which something happened first. So the highest `seq` says up to where in the
 * log all of them are right.
 */
export const incidentFacts = projection({
  table: 'incident_facts',
  reads: ['incident.*'],
  replacedBy: ['number'],
  lastEventOnly: true,
  isMadeLater: true,
  rows: ({ after, book }) => [factsRow(factsOf(after, book), after.seq)],
  queries: {
    noun: 'facts',
    tables: ['incident_facts'],
    on: (connection) => ({
      after: async (number, limit) => (await following(connection, number, limit)).map(toFacts),
      madeUntil: async () => Number((await last(connection))[0]?.seq ?? 0),
    }),
  },
});

export function factsRow({ judgedAt, ...facts }: IncidentFacts, seq: number): IncidentFactsTable {
  return {
    number: facts.number,
    reported_at: facts.reportedAt,
    acknowledged_at: facts.acknowledgedAt,
    responded_at: facts.respondedAt,
    resolved_at: facts.resolvedAt,
    due_at: facts.dueAt,
    response_judged_at: judgedAt.response,
    resolution_judged_at: judgedAt.resolution,
    update_judged_at: judgedAt.update,
    service: facts.service,
    team: facts.team,
    assignee: facts.assignee,
    priority: facts.priority,
    category: facts.category,
    marks: facts.marks,
    seq,
  };
}

const instant = (value: number | null) => (value === null ? null : Number(value));

function toFacts(row: IncidentFactsTable): IncidentFacts {
  return {
    number: Number(row.number),
    reportedAt: Number(row.reported_at),
    acknowledgedAt: instant(row.acknowledged_at),
    respondedAt: instant(row.responded_at),
    resolvedAt: instant(row.resolved_at),
    dueAt: instant(row.due_at),
    judgedAt: {
      response: instant(row.response_judged_at),
      resolution: instant(row.resolution_judged_at),
      update: instant(row.update_judged_at),
    },
    service: row.service,
    team: row.team,
    assignee: row.assignee,
    priority: row.priority,
    category: row.category,
    marks: Number(row.marks),
  };
}

const following = fixed((db, number: number, limit: number) =>
  db
    .selectFrom('incident_facts')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit),
);

const last = fixed((db) =>
  db.selectFrom('incident_facts').select(({ fn }) => fn.max('seq').as('seq')),
);
