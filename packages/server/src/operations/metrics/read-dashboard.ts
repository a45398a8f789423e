import { reachOf } from '../../access/caller.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { BucketUnit, Period } from '../../domain/metrics/buckets.ts';
import { ages, Dashboard, type Figures } from '../../domain/metrics/dashboard.ts';
import type { Dimension } from '../../domain/metrics/fact-table.ts';
import { personNamed } from '../../domain/teams/teams.ts';
import type { OperationContext } from '../context.ts';
import { assertMaySeePeople, type DashboardInput, queryOf } from './query.ts';
import { readFacts } from './read-facts.ts';

/** A period that is looked at, and what of it is not there. Instants in epoch milliseconds. */
export interface PeriodView extends Period {
  /** It begins before the first incident was reported. */
  beginsBeforeData: boolean;
  /** It is not over: its figures will change. */
  isRunning: boolean;
}

/** What somebody or a team has open, and has resolved in the period. */
export interface Load {
  key: string | null;
  name: string | null;
  open: number;
  resolved: number;
}

export interface DashboardAnswer {
  period: PeriodView;
  compared: PeriodView | null;
  unit: BucketUnit;
  by: Dimension;
  figures: Figures;
  /** How many are open by their age: younger than each of `bounds` (milliseconds), and the rest. */
  backlogByAge: { bounds: number[]; counts: number[] };
  /** How many were reported in each hour of the week in the zone, from Monday's first. */
  hours: number[];
  teams: Load[];
  /** Null for whom those are none of their business. */
  people: Load[] | null;
  /** How what parts and filters name is called; what is not in there any more is left out. */
  names: Record<Dimension, Record<string, string>>;
  seq: number;
  now: number;
}

/** The figures of a period. */
export async function readDashboard(
  context: OperationContext,
  input: DashboardInput,
): Promise<DashboardAnswer> {
  assertMaySeePeople(context, input);
  const { store, caller } = context;
  const table = await readFacts(store);
  const { rules, seq } = await store.read(async ({ documents, log }) => ({
    rules: await documents.rules(),
    seq: await log.lastSeq(),
  }));
  const now = context.now();
  const query = queryOf(input, now);
  const dashboard = new Dashboard(table, query);
  const viewOf = ({ from, to }: Period): PeriodView => ({
    from,
    to,
    beginsBeforeData: from < table.firstReportedAt,
    isRunning: to > now,
  });
  const mayLoad = reachOf(caller, 'metrics:read-people') === 'all' || input.assignee === caller.id;
  const named = (each: Omit<Load, 'name'>, name: string | undefined): Load => ({
    ...each,
    name: name ?? null,
  });
  const names = namesIn(rules);
  return {
    period: viewOf(query.period),
    compared: query.compared && viewOf(query.compared),
    unit: query.unit,
    by: query.by,
    figures: dashboard.figures(),
    backlogByAge: { bounds: [...ages], counts: dashboard.backlogByAge() },
    hours: dashboard.hours(),
    teams: dashboard.load('team').map((each) => named(each, names.team[each.key ?? ''])),
    people: mayLoad
      ? dashboard
          .load('assignee')
          .map((each) => named(each, personNamed(rules.teams.document, each.key ?? '')?.name))
      : null,
    names,
    seq,
    now,
  };
}

/** How what figures are divided and filtered by is called. */
export function namesIn({
  catalogue,
  teams,
  matrix,
}: Rules): Record<Dimension, Record<string, string>> {
  const of = (entries: readonly { id: string; name: string }[]) =>
    Object.fromEntries(entries.map(({ id, name }) => [id, name]));
  return {
    service: of(catalogue.document.services),
    category: of(catalogue.document.categories),
    team: of(teams.document.teams),
    priority: of(matrix.document.priorities),
    // Those who are named in the load.
    assignee: {},
  };
}
