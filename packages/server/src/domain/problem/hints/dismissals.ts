import type { LogEvent, NewEvent } from '../../log.ts';
import type { HintRule } from './hint.ts';

const day = 24 * 60 * 60_000;
/** How long a hint rests that somebody dismissed. */
export const hintRestMs = 30 * day;

/** Somebody says that what a hint shows is none. What it is about stands there by the incidents: words could be anybody's. */
export type HintDismissed = NewEvent<
  'hint.dismissed',
  { hint: string; rule: HintRule; incidents: number[] },
  { reason: string | null }
>;

/** The record of an erasure: from which events, by their positions in the log. */
export type HintsErased = NewEvent<'hint.erased', { events: number[] }, { reason: string | null }>;

export type NewHintEvent = HintDismissed | HintsErased;
export type HintEvent = LogEvent<NewHintEvent>;

export interface Dismissal {
  hint: string;
  rule: HintRule;
  incidents: number[];
  /** Epoch milliseconds. */
  at: number;
  by: string | null;
  reason: string | null;
}

/** What was dismissed lately, the newest last. */
export interface Dismissals {
  version: number;
  seq: number;
  at: number;
  resting: Dismissal[];
}

/** The stream of the log that holds them. */
export const hintStream = 'hints';

export function evolveDismissals(before: Dismissals | null, event: HintEvent): Dismissals {
  const { version, seq, at, actorName: by } = event;
  if (event.type === 'hint.erased') return { resting: [], ...before, version, seq, at };
  const { data, personal } = event;
  const others = (before?.resting ?? []).filter(
    (each) => isResting(each, at) && each.hint !== data.hint,
  );
  const reason = personal?.reason ?? null;
  return { version, seq, at, resting: [...others, { ...data, at, by, reason }] };
}

export function isResting({ at }: Dismissal, now: number): boolean {
  return now < at + hintRestMs;
}
