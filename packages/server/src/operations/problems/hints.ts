import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import {
  type Dismissal,
  hintRestMs,
  hintStream,
  isResting,
} from '../../domain/problem/hints/dismissals.ts';
import { falseAlarms, overlap } from '../../domain/problem/hints/find-hints.ts';
import type { Hint, HintRule } from '../../domain/problem/hints/hint.ts';
import type { HintPeriods } from '../../domain/problem/hints/past.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { reason } from '../input.ts';
import { type Looked, lookForHints } from './look-for-hints.ts';

export const dismissHintInput = z.strictObject({
  hint: z.string().min(1).max(200),
  /** Why it is none: whoever looks later reads that. */
  reason,
});

/** A hint as the desk sees it. Instants in epoch milliseconds. */
export interface HintView extends Omit<Hint, 'incidents'> {
  serviceName: string | null;
  categoryName: string | null;
  /** The newest first, at most a hundred. */
  incidents: { incident: string; title: string }[];
}

/** A hint that was dismissed, and until when it rests. */
export interface RestingHint {
  hint: string;
  rule: HintRule;
  at: number;
  until: number;
  by: string | null;
  reason: string | null;
  incidents: string[];
}

export interface HintsAnswer {
  /** The least likely first. */
  hints: HintView[];
  /** The newest first. */
  resting: RestingHint[];
  /** How many services, categories and words were tested. */
  tested: number;
  /** How likely it is that something is told when nothing keeps coming back: at most so. */
  falseAlarms: number;
  /** What was compared; null where there is too little from before. */
  periods: HintPeriods | null;
  mayWork: boolean;
  now: number;
}

/** What seems to keep coming back, but for what is a problem already, and what was dismissed lately. */
export async function listHints(context: OperationContext): Promise<HintsAnswer> {
  const { store, caller } = context;
  const now = context.now();
  const looked = await lookForHints(store, now);
  return store.read(async (snapshot) => {
    const resting = await restingOf(snapshot, now);
    const { catalogue } = await snapshot.documents.rules();
    const nameIn = (entries: readonly { id: string; name: string }[], id: string | null) =>
      entries.find((each) => each.id === id)?.name ?? id;
    const hints = await newsOf(snapshot, looked, resting);
    const numbers = hints.flatMap(({ incidents }) => incidents.slice(0, limits.page));
    const found = await snapshot.incidents.getMany([...new Set(numbers)]);
    const titles = new Map(found.map(({ number, title }) => [number, title]));
    return {
      hints: hints.map(({ incidents, ...hint }) => ({
        ...hint,
        serviceName: nameIn(catalogue.document.services, hint.service),
        categoryName: nameIn(catalogue.document.categories, hint.category),
        incidents: incidents.slice(0, limits.page).map((number) => ({
          incident: toReference(number),
          title: titles.get(number) ?? '',
        })),
      })),
      resting: resting.map(toResting).reverse(),
      tested: looked.tested,
      falseAlarms,
      periods: looked.periods,
      mayWork: reachOf(caller, 'problem:work') !== null,
      now,
    };
  });
}

/**
 * Says why a hint is none: it rests for a while. What rests already stays so.
 * @throws KitError `hint-not-found`
 */
export async function dismissHint(
  context: OperationContext,
  { hint: id, reason }: z.output<typeof dismissHintInput>,
): Promise<RestingHint> {
  const { store } = context;
  const now = context.now();
  const { hints } = await lookForHints(store, now);
  return store.write(async (transaction) => {
    const resting = await restingOf(transaction, now);
    const there = resting.find((each) => each.hint === id);
    if (there) return toResting(there);
    const hint = hints.find((each) => each.id === id);
    if (!hint) throw hintNotFound(id);
    const { rule, incidents } = hint;
    const version = (await transaction.problems.dismissals())?.version ?? 0;
    const by = stamp(context);
    const data = { hint: id, rule, incidents };
    const event = { type: 'hint.dismissed', data, personal: { reason } } as const;
    await transaction.log.append(hintStream, version, event, by);
    return toResting({ ...data, at: by.at, by: by.actorName, reason });
  });
}

/** Those that are neither dismissed nor of a problem that somebody works on. */
async function newsOf(
  { problems }: Snapshot,
  { hints }: Looked,
  resting: readonly Dismissal[],
): Promise<Hint[]> {
  const open = await problems.list(['open', 'known-error'], Number.MAX_SAFE_INTEGER, limits.page);
  const ofProblems = new Set(open.map(({ hint }) => hint));
  const isOpen = new Set(open.map(({ number }) => number));
  const links = await problems.problemsOf(hints.flatMap(({ incidents }) => incidents));
  const linked = new Set(
    links.flatMap(({ problem, incident }) => (isOpen.has(problem) ? incident : [])),
  );
  return hints.filter(({ id, rule, incidents }) => {
    const isKnown = incidents.filter((each) => linked.has(each)).length * 2 >= incidents.length;
    const rests = resting.some(
      (each) => each.hint === id || (each.rule === rule && isSame(each.incidents, incidents)),
    );
    return !isKnown && !rests && !ofProblems.has(id);
  });
}

/** Words that are shared change with each incident, though it is the same that comes back. */
function isSame(a: readonly number[], b: readonly number[]): boolean {
  return overlap(a, b) >= 0.5;
}

async function restingOf({ problems }: Snapshot, now: number): Promise<Dismissal[]> {
  const dismissals = await problems.dismissals();
  return (dismissals?.resting ?? []).filter((each) => isResting(each, now));
}

function toResting({ hint, rule, at, by, reason, incidents }: Dismissal): RestingHint {
  const until = at + hintRestMs;
  return { hint, rule, at, until, by, reason, incidents: incidents.map(toReference) };
}

function hintNotFound(hint: string): KitError {
  return new KitError('hint-not-found', 'There is no such hint any more. Load the list again.', {
    fields: [fieldError(['hint'], 'No such hint.', 'not-found', { id: hint })],
    details: { hint },
  });
}
