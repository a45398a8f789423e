import { toReference } from '../incident/reference.ts';
import type { ResolutionCode } from '../incident/resolution.ts';
import type { Incident } from '../incident/state.ts';

/** What resolved incidents that are very similar: no more than that is known of what it is. */
export interface ProbableCause {
  /** How most of them were resolved. */
  code: ResolutionCode;
  /** What was written when the most similar of these that has a text was resolved. */
  text: string;
  /** The incident that this was written of. */
  from: string;
  /** Those that were resolved so, the most similar first: the evidence. */
  incidents: string[];
  /** How many of the very similar ones are resolved, however. */
  of: number;
}

/** How like it an incident has to be to say something of what helps. */
const leastLikeness = 0.25;

/** How many have to have been resolved alike. */
const leastAlike = 2;

/**
 * How most of the similar incidents that are resolved were resolved; null when fewer than two were, or no way has
 * more than half of them. Nor is there one where nothing but a code was noted, as of many that were imported: it is how
 * they ended, and nothing that helps.
 * @param similar the most similar first
 */
export function probableCauseOf(
  similar: readonly { incident: Pick<Incident, 'number' | 'resolved'>; likeness: number }[],
): ProbableCause | null {
  const resolved = similar.flatMap(({ incident: { number, resolved }, likeness }) =>
    resolved && resolved.code !== 'duplicate' && likeness >= leastLikeness
      ? [{ number, ...resolved }]
      : [],
  );
  const alike = [...Map.groupBy(resolved, ({ code }) => code).values()].find(
    (each) => each.length * 2 > resolved.length,
  );
  const told = alike?.find(({ text }) => text.trim() !== '');
  if (!alike || !told || alike.length < leastAlike) return null;
  return {
    code: told.code,
    text: told.text,
    from: toReference(told.number),
    incidents: alike.map(({ number }) => toReference(number)),
    of: resolved.length,
  };
}
