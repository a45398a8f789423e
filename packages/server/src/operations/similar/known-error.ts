import { toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { stateOf } from '../../domain/problem/problem.ts';
import { type ProblemBrief, toProblemBrief } from '../../domain/views/problem.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** A problem of which the cause or a workaround is known, and the similar incidents that are linked to it. */
export interface KnownError extends ProblemBrief {
  incidents: string[];
}

/** How like it an incident has to be for its problem to be a guess. */
const leastLikeness = 0.25;

/**
 * The known error that most of the similar incidents with one belong to; of as many, that of the most similar. Null for none.
 * @param similar the most similar first
 */
export async function knownErrorOf(
  { problems }: Snapshot,
  similar: readonly { incident: Incident; likeness: number }[],
): Promise<KnownError | null> {
  const near = similar.filter(({ likeness }) => likeness >= leastLikeness);
  const numbers = near.map(({ incident }) => incident.number);
  const links = await problems.problemsOf(numbers);
  const found = await problems.getMany([...new Set(links.map(({ problem }) => problem))]);
  const known = found
    .filter((each) => stateOf(each) === 'known-error')
    .map((each) => {
      const linked = links.filter(({ problem }) => problem === each.number);
      const incidents = numbers.filter((one) => linked.some(({ incident }) => incident === one));
      return { ...toProblemBrief(each), incidents };
    })
    .sort(
      (a, b) =>
        b.incidents.length - a.incidents.length ||
        numbers.indexOf(a.incidents[0] ?? 0) - numbers.indexOf(b.incidents[0] ?? 0),
    );
  const [first] = known;
  return first ? { ...first, incidents: first.incidents.map(toReference) } : null;
}
