import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

type Records = Awaited<ReturnType<KitApi['problems']['list']['query']>>;
type Hints = Awaited<ReturnType<KitApi['problems']['hints']['query']>>;

export type ProblemRowView = Records['problems'][number];
export type HintShown = Hints['hints'][number];

/** Which problems are shown. */
export type Filter = 'open' | 'known' | 'over';
export const filters: readonly Filter[] = ['open', 'known', 'over'];

type State = ProblemRowView['state'];

const statesOf: Record<Filter, State[]> = {
  open: ['open', 'known-error'],
  known: ['known-error'],
  over: ['resolved', 'closed'],
};

/** What is shown: what seems to keep coming back, and the records of one filter. */
export interface Problems extends Records {
  filter: Filter;
  hints: Hints;
}

const pageSize = 25;

/** Reads the newest again; what is older stays as it was. */
export async function readNewest(
  kit: KitClient,
  filter: Filter,
  shown: Problems | undefined,
): Promise<Problems> {
  const [records, hints] = await Promise.all([
    kit.call((api) => api.problems.list.query({ states: statesOf[filter], limit: pageSize })),
    kit.call((api) => api.problems.hints.query()),
  ]);
  if (shown?.filter !== filter || records.next === null) return { ...records, filter, hints };
  const last = numberOf(records.problems.at(-1));
  const older = shown.problems.filter((each) => numberOf(each) < last);
  return older.length === 0
    ? { ...records, filter, hints }
    : { ...records, filter, hints, problems: [...records.problems, ...older], next: shown.next };
}

/** The same with a hint of before that somebody is writing about: the form does not go with it. */
export function withHint(now: Problems, before: Problems | undefined, id: string): Problems {
  const { hints } = now.hints;
  const at = before?.hints.hints.findIndex((each) => each.id === id) ?? -1;
  const hint = before?.hints.hints[at];
  if (!hint || hints.some((each) => each.id === id)) return now;
  return { ...now, hints: { ...now.hints, hints: hints.toSpliced(at, 0, hint) } };
}

/** What follows what is shown. */
export async function readOlder(kit: KitClient, shown: Problems): Promise<Problems> {
  const { next: before, filter } = shown;
  if (before === null) return shown;
  const page = await kit.call((api) =>
    api.problems.list.query({ states: statesOf[filter], limit: pageSize, before }),
  );
  return { ...shown, problems: [...shown.problems, ...page.problems], next: page.next };
}

function numberOf(row: ProblemRowView | undefined): number {
  return Number(row?.problem.slice('PRB-'.length) ?? 0);
}
