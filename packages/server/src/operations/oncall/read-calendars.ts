import { hash } from 'node:crypto';
import { day } from '../../domain/calendar/local-time.ts';
import { KitError } from '../../domain/errors.ts';
import { goOn } from '../../domain/oncall/calendar-turns.ts';
import type { CalendarRule, Layer, Schedule } from '../../domain/oncall/schedules.ts';
import { decodeICal } from '../../holidays/decode.ts';
import { type FetchOptions, fetchChanged } from '../../outbound/fetch-text.ts';
import { shiftsFromICal } from '../../shift-calendars/read-shifts.ts';
import type { CalendarProblem, ShiftCalendar } from '../../store/port/shift-calendars.ts';
import type { Store } from '../../store/port/store.ts';

const minute = 60_000;
/** How often a calendar is read. */
const everyMs = 15 * minute;
/** Who reads one has it for so long: who dies meanwhile is followed by another. */
const leaseMs = 2 * minute;
/** Up to when its shifts are worked out, and when they are to be worked out anew though nothing has changed. */
const ahead = 400 * day;
const leastAhead = 370 * day;
/** How long past shifts are kept, and those of layers that have no calendar any more. */
const keptMs = 400 * day;
const largest = 2 ** 20;
/** Titles that are told of those that name nobody. */
const mostTold = 5;
const longestTold = 80;

/** From where calendars may be read. */
export type CalendarReading = Pick<FetchOptions, 'allowPrivateAddresses' | 'signal'>;

/** A layer whose calendar this instance reads now. */
interface Taken {
  layer: Layer;
  rule: CalendarRule;
  kept: ShiftCalendar;
}

/**
 * Reads the calendars whose time has come, each by one of all instances. One that cannot be read keeps the shifts
 * that it had when it was read last.
 * @returns how many were tried
 */
export async function readCalendars(
  store: Store,
  options: CalendarReading,
  now: () => number,
): Promise<number> {
  const taken = await takeDue(store, now());
  for (const each of taken) {
    const found = await read(each, options, now);
    // What was broken off says nothing about the calendar.
    if (options.signal?.aborted) break;
    await finish(store, found);
  }
  return taken.length;
}

/** Forgets calendars that no layer has had for a long time. */
export async function forgetCalendars(store: Store, now: number): Promise<void> {
  await store.write(({ shiftCalendars }) => shiftCalendars.forgetBefore(now - keptMs));
}

async function takeDue(store: Store, now: number): Promise<Taken[]> {
  // Nearly always there is nothing to do, and reading costs nobody a commit.
  const isDue = await store.read(async (snapshot) => {
    const { document } = (await snapshot.documents.rules()).schedules;
    if (!document.schedules.some(({ layers }) => layers.some(({ calendar }) => calendar)))
      return false;
    return due(document.schedules, await snapshot.shiftCalendars.all(), now).length > 0;
  });
  if (!isDue) return [];
  return store.write(async ({ documents, shiftCalendars }) => {
    const { document } = (await documents.rules()).schedules;
    const taken = due(document.schedules, await shiftCalendars.all(), now);
    for (const { kept } of taken) await shiftCalendars.keep({ ...kept, dueAt: now + leaseMs });
    return taken;
  });
}

function due(
  schedules: readonly Pick<Schedule, 'id' | 'layers'>[],
  calendars: readonly ShiftCalendar[],
  now: number,
): Taken[] {
  return schedules.flatMap((schedule) =>
    schedule.layers.flatMap((layer): Taken[] => {
      const { calendar: rule } = layer;
      if (!rule) return [];
      const source = sourceOf(layer, rule);
      const found = calendars.find(
        (each) => each.schedule === schedule.id && each.layer === layer.id,
      );
      if (found?.source !== source) {
        // What it had by another address or rule holds until it is read by this one.
        const { turns = [], readAt = null } = found ?? {};
        const kept = { ...unread, schedule: schedule.id, layer: layer.id, source, turns, readAt };
        return [{ layer, rule, kept: { ...kept, triedAt: now, dueAt: now } }];
      }
      // Where the clock was set back, it waits for no longer than it would have.
      const waits = found.dueAt > now && found.dueAt <= now + everyMs;
      return waits ? [] : [{ layer, rule, kept: found }];
    }),
  );
}

const unread = { problem: null, about: [], etag: null, lastModified: null, until: 0 };

/** By what a calendar is read: when any of it changes, it is read anew. */
function sourceOf({ zone, people }: Layer, rule: CalendarRule): string {
  return hash('sha256', JSON.stringify([zone, rule, people]));
}

async function read(
  { layer, rule, kept }: Taken,
  { allowPrivateAddresses = false, signal }: CalendarReading,
  now: () => number,
): Promise<ShiftCalendar> {
  const isEnough = kept.until >= now() + leastAhead;
  const known = isEnough ? kept : { etag: null, lastModified: null };
  try {
    const found = await fetchChanged(rule.url, known, {
      ...(signal && { signal }),
      allowPrivateAddresses,
      requireTls: !allowPrivateAddresses,
      maxBytes: largest,
      decode: decodeICal,
    });
    const at = now();
    const tried = { ...kept, triedAt: at, dueAt: at + everyMs };
    if (!found) return { ...tried, readAt: at };
    const span = { from: at - day, to: at + ahead };
    const { turns, unknown, unreadable } = await shiftsFromICal(
      found.text,
      { zone: layer.zone, people: layer.people, rule },
      span,
    );
    const { etag, lastModified } = found;
    return {
      ...tried,
      turns: goOn(kept.turns, turns, at).filter(({ to }) => to > at - keptMs),
      readAt: at,
      ...whatOf(unknown, unreadable),
      ...{ etag: shortOr(etag), lastModified: shortOr(lastModified), until: span.to },
    };
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    const { why, status } = error.details as { why?: CalendarProblem; status?: number };
    const about = status === undefined ? [] : [String(status)];
    const at = now();
    const problem = why ?? 'unreachable';
    return { ...kept, triedAt: at, dueAt: at + everyMs, problem, about };
  }
}

/** What of a calendar could not be read, though it was. */
function whatOf(
  unknown: readonly string[],
  unreadable: readonly string[],
): Pick<ShiftCalendar, 'problem' | 'about'> {
  const told = unreadable.length > 0 ? unreadable : unknown;
  if (told.length === 0) return { problem: null, about: [] };
  return {
    problem: unreadable.length > 0 ? 'unreadable-events' : 'unknown-people',
    about: told.slice(0, mostTold).map((each) => each.slice(0, longestTold).toWellFormed()),
  };
}

/** What is to be sent back is short, or not worth it. */
function shortOr(value: string | null): string | null {
  return value !== null && value.length <= 200 ? value : null;
}

/** Keeps what was read, unless the layer was changed meanwhile: then it is read anew. */
async function finish(store: Store, read: ShiftCalendar): Promise<void> {
  await store.write(async ({ shiftCalendars }) => {
    const current = (await shiftCalendars.all()).find(
      (each) => each.schedule === read.schedule && each.layer === read.layer,
    );
    if (current?.source === read.source) await shiftCalendars.keep(read);
  });
}
