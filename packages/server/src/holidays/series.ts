import type { CalendarEvent, Days, WholeDays } from './ical-event.ts';
import type { DayRange } from './local-dates.ts';
import { daysOfRule, type Spend } from './rule-days.ts';

/** Whole days on which an event takes place. */
export interface Occurrence extends Days {
  summary: string;
  isWorkday: boolean;
}

/** The events of one id that take the place of days of the others. */
interface Overrides {
  on: Map<number, CalendarEvent>;
  /** Those that stand for all days from theirs on, in order. */
  from: CalendarEvent[];
}

/** The last version of each event, and the others with the one that took their place. */
export function lastVersions(events: readonly CalendarEvent[]): {
  last: CalendarEvent[];
  replaced: { event: CalendarEvent; by: CalendarEvent }[];
} {
  const newest = new Map<string, CalendarEvent>();
  const keys = events.map(({ uid, replaces }) => `${replaces} ${uid}`);
  for (const [index, event] of events.entries()) {
    const found = newest.get(keys[index] ?? '');
    if (!found || event.sequence > found.sequence) newest.set(keys[index] ?? '', event);
  }
  const last: CalendarEvent[] = [];
  const replaced: { event: CalendarEvent; by: CalendarEvent }[] = [];
  for (const [index, event] of events.entries()) {
    const by = newest.get(keys[index] ?? '');
    // Many write one id for all that they have: without versions, those are not the same event.
    if (!by || event.uid === '' || event.sequence === by.sequence) last.push(event);
    else replaced.push({ event, by });
  }
  return { last, replaced };
}

/** Says on which days events take place, with what others of the same id put there. */
export class EventSeries {
  readonly #range: DayRange;
  readonly #spend: Spend;
  readonly #overrides = new Map<string, Overrides>();

  constructor(events: readonly CalendarEvent[], range: DayRange, spend: Spend) {
    this.#range = range;
    this.#spend = spend;
    for (const event of events) {
      if (event.replaces === null || Number.isNaN(event.replaces)) continue;
      const found = this.#overrides.get(event.uid) ?? noOverrides();
      this.#overrides.set(event.uid, found);
      found.on.set(event.replaces, event);
      if (event.isForFuture) found.from.push(event);
    }
    for (const { from } of this.#overrides.values()) {
      from.sort((a, b) => (a.replaces ?? 0) - (b.replaces ?? 0));
    }
  }

  /** The occurrences of an event that reach into the range. */
  occurrencesOf(event: CalendarEvent, days: WholeDays): Occurrence[] {
    // Nearly all events are like that, and a text has thousands.
    if (isSingle(days) && !this.#overrides.has(event.uid)) {
      const isNear = isWithin(this.#range, days.start, days.length);
      return isNear ? [occurrence(event, days, days)] : [];
    }
    // What takes the place of a day has no rule but its own, and only when it is for all that come.
    if (event.replaces === null) return this.#withOverrides(event, days);
    const own = event.isForFuture ? days : { ...days, rules: [], added: [] };
    return this.#plain(own, this.#range).map((each) => occurrence(event, own, each));
  }

  #withOverrides(event: CalendarEvent, days: WholeDays): Occurrence[] {
    const { on, from } = this.#overrides.get(event.uid) ?? noOverrides();
    const shifts = from.map((each) => daysBetween(each));
    // Days that are moved may come from outside of the range.
    const range = {
      from: this.#range.from - Math.max(0, ...shifts),
      to: this.#range.to - Math.min(0, ...shifts),
    };
    const found: Occurrence[] = [];
    let next = 0;
    for (const each of this.#plain(days, range, Math.max(0, ...from.map(lengthOf)))) {
      while ((from[next]?.replaces ?? Number.POSITIVE_INFINITY) <= each.start) next += 1;
      const moved = from[next - 1];
      if (on.has(each.start)) continue;
      if (!moved) found.push(occurrence(event, days, each));
      else if ('start' in moved.what && moved.what.rules.length === 0) {
        const { length } = moved.what;
        const start = each.start + daysBetween(moved);
        found.push(occurrence(moved, moved.what, { start, length }));
      }
    }
    return found.filter(({ start, length }) => isWithin(this.#range, start, length));
  }

  /** The days on which an event would begin if no other took their place, in order. */
  #plain(days: WholeDays, range: DayRange, longest = 0): Days[] {
    const { start, length, rules, exceptRules, added, removed } = days;
    // An event that begins before the range may reach into it.
    const from = range.from - Math.max(length, longest) + 1;
    const byRules = (list: WholeDays['rules']) =>
      list.flatMap(({ rule, last }) => {
        const upTo = Math.min(range.to, last);
        return daysOfRule(rule, { start, range: { from, to: upTo }, spend: this.#spend });
      });
    const found = new Map<number, Days>();
    for (const each of rules.length > 0 ? byRules(rules) : [start]) {
      found.set(each, { start: each, length });
    }
    for (const each of added) found.set(each.start, each);
    for (const each of [...byRules(exceptRules), ...removed]) found.delete(each);
    return [...found.values()]
      .filter((each) => isWithin({ from, to: range.to }, each.start, each.length))
      .sort((a, b) => a.start - b.start);
  }
}

function noOverrides(): Overrides {
  return { on: new Map(), from: [] };
}

function isSingle({ rules, added, removed }: WholeDays): boolean {
  return rules.length === 0 && added.length === 0 && removed.size === 0;
}

function occurrence({ summary }: CalendarEvent, { isWorkday }: WholeDays, days: Days): Occurrence {
  return { start: days.start, length: days.length, summary, isWorkday };
}

/** How many days an event for all that come moves them. */
function daysBetween({ what, replaces }: CalendarEvent): number {
  return 'start' in what ? what.start - (replaces ?? what.start) : 0;
}

function lengthOf({ what }: CalendarEvent): number {
  return 'length' in what ? what.length : 0;
}

function isWithin({ from, to }: DayRange, start: number, length: number): boolean {
  return start <= to && start + length > from;
}
