import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { limits } from '../../domain/limits.ts';
import { type ProbableCause, probableCauseOf } from '../../domain/similar/probable-cause.ts';
import { type Match, SimilarIndex } from '../../domain/similar/similar-index.ts';
import { type SimilarText, similarTextOf } from '../../domain/similar/similar-text.ts';
import { type SimilarIncident, toSimilarIncident } from '../../domain/views/similar.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { allIncidents } from '../incidents/all-incidents.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { chosen, incidentInput, text } from '../input.ts';
import { type KnownError, knownErrorOf } from './known-error.ts';

const limit = z.int().min(1).max(10).default(5);

export const findSimilarInput = incidentInput.extend({ limit });

export const findSimilarToTextInput = z.strictObject({
  title: text('a title', { ...limits.title, min: 0 }).default(''),
  description: text('a description', limits.description).default(''),
  service: chosen.nullish(),
  limit,
});

export interface SimilarAnswer {
  /** The most similar first, and of those that are as similar the newest. */
  incidents: SimilarIncident[];
  /** What resolved most of those that are very similar, with the incidents that it did; null where nothing did. */
  cause: ProbableCause | null;
  /** The known error that it may be, for the desk; null for none. */
  knownError: KnownError | null;
  /** Whether some of the older incidents are still being read, since the server began. */
  isComplete: boolean;
  now: number;
}

/** What is less like it than that is hardly like it: among duplicates that people marked, it keeps 98 of 100. */
const leastLikeness = 0.1;

/** Incidents that a reporter's text is compared with: the latest of theirs. */
const mostOwn = 100;

/**
 * Incidents that are like one.
 * @throws KitError `incident-not-found`
 */
export async function findSimilar(
  context: OperationContext,
  input: z.infer<typeof findSimilarInput>,
): Promise<SimilarAnswer> {
  const incident = await context.store.read((snapshot) =>
    findIncident(snapshot, context.caller, 'incident:read', input.incident),
  );
  // What is known to be the same is no news.
  const { number, duplicateOf, duplicates } = incident;
  const known = new Set([number, duplicateOf, ...duplicates]);
  return answer(context, similarTextOf(incident), input.limit, known);
}

/** Incidents that are like what somebody writes. */
export async function findSimilarToText(
  context: OperationContext,
  { title, description, service, limit }: z.infer<typeof findSimilarToTextInput>,
): Promise<SimilarAnswer> {
  const wanted = similarTextOf({ title, description, service: service ?? null });
  return answer(context, wanted, limit, new Set());
}

async function answer(
  context: OperationContext,
  text: SimilarText,
  limit: number,
  known: ReadonlySet<number | null>,
): Promise<SimilarAnswer> {
  const seesAll = reachOf(context.caller, 'incident:list') === 'all';
  const most = limit + known.size;
  const { matches, isComplete } = seesAll
    ? await context.similar.search(text, most)
    : { matches: await amongOwn(context, text, most), isComplete: true };
  const wanted = matches
    .filter(({ number, share }) => !known.has(number) && share >= leastLikeness)
    .slice(0, limit);
  const found = await context.store.read(({ incidents }) =>
    incidents.getMany(wanted.map(({ number }) => number)),
  );
  const byNumber = new Map(found.map((each) => [each.number, each]));
  const similar = wanted.flatMap(({ number, share }) => {
    const incident = byNumber.get(number);
    return incident ? [{ incident, likeness: Math.min(share, 1) }] : [];
  });
  const isForDesk = reachOf(context.caller, 'problem:read') !== null;
  return {
    incidents: similar.map(toSimilarIncident),
    cause: probableCauseOf(similar),
    knownError: isForDesk
      ? await context.store.read((snapshot) => knownErrorOf(snapshot, similar))
      : null,
    isComplete,
    now: context.now(),
  };
}

/**
 * Among what the caller reported. How rare a word is is counted among these alone: that of all incidents would tell
 * something of the others.
 */
async function amongOwn(
  { store, caller }: OperationContext,
  text: SimilarText,
  limit: number,
): Promise<Match[]> {
  if (caller.id === null) return [];
  const reporter = { id: caller.id, site: caller.site?.key ?? '' };
  const own = await store.read(({ incidents }) => readOwn(incidents, reporter));
  const index = new SimilarIndex();
  for (const incident of own) index.set(incident.number, similarTextOf(incident));
  return index.search(text, limit);
}

async function readOwn(
  incidents: Snapshot['incidents'],
  reporter: { id: string; site: string },
): Promise<Incident[]> {
  const numbers = await incidents.findNumbers({ ...allIncidents, reporter }, null, mostOwn);
  return incidents.getMany(numbers);
}
