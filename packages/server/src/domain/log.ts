import type { Actor } from './actor.ts';

/**
 * One thing that happened, as `decide` returns it: not yet numbered. `data` is kept for ever;
 * `personal` holds what a person may ask to have erased (names, contact, free text). The hash chain
 * covers `data` itself but only a salted digest of `personal`, so that erasing does not break it.
 */
export interface NewEvent<Type extends string = string, Data = unknown, Personal = unknown> {
  type: Type;
  data: Data;
  personal: Personal;
}

/** Whether an event still has something that a person may ask to have erased. */
export function holdsPersonal(event: { actorName: string | null; personal: unknown }): boolean {
  return event.actorName !== null || hasValue(event.personal);
}

function hasValue(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return value !== null && value !== undefined;
  return Object.values(value).some(hasValue);
}

/** What the log adds to an event when it is appended. */
export interface Recorded {
  /** Position in the whole log: 1, 2, 3, … without gaps, in commit order. */
  seq: number;
  /** What it happened to: `incident/42` or `matrix`. */
  stream: string;
  /** Position in its stream: 1, 2, 3, … without gaps. */
  version: number;
  /** When, in epoch milliseconds. */
  at: number;
  actor: Actor;
  /** The actor's name at that time; null when there was none or it was erased. */
  actorName: string | null;
}

/** An event as it is read back from the log. `personal` is null once it has been erased. */
export type LogEvent<E extends NewEvent = NewEvent> = E extends NewEvent
  ? Omit<E, 'personal'> & { personal: E['personal'] | null } & Recorded
  : never;
