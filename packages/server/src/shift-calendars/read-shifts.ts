import { setImmediate as turn } from 'node:timers/promises';
import { day } from '../domain/calendar/local-time.ts';
import { KitError } from '../domain/errors.ts';
import { type CalendarTurn, tiled } from '../domain/oncall/calendar-turns.ts';
import { firstAt } from '../domain/oncall/handoffs.ts';
import type { CalendarRule, Layer } from '../domain/oncall/schedules.ts';
import { readSummary } from '../holidays/ical-event.ts';
import { readLines } from '../holidays/ical-lines.ts';
import { EventError } from '../holidays/properties.ts';
import { type Repetition, UnusableRule, wallsOf } from './repetition.ts';
import { type EventReading, type Removal, readShiftEvent, type ShiftEvent } from './shift-event.ts';
import { whomBy } from './whom.ts';
import { Zones } from './zones.ts';

/** The shifts of a calendar. */
export interface ShiftsRead {
  /** In order, without overlapping. */
  turns: CalendarTurn[];
  /** Titles of events that name nobody of the layer; each once. */
  unknown: string[];
  /** Titles of events that cannot be read; each once. */
  unreadable: string[];
}

const mostEvents = 5_000;
const mostTurns = 5_000;
/** What rules may be gone through, in times that are looked at; each takes some 0.1 ms. */
const mostForEvent = 5_000;
const mostForCalendar = 20_000;
/** No clock is further from UTC. */
const furthest = 3 * day;
/** Longer is nobody's shift, and what began before is looked for that far back. */
const longestShift = 100 * day;

/**
 * The shifts that an iCalendar text has between two instants, for a layer.
 * @throws KitError `ical-invalid`, with what is wrong
 */
export async function shiftsFromICal(
  text: string,
  { zone, people, rule }: Pick<Layer, 'zone' | 'people'> & { rule: CalendarRule },
  span: { from: number; to: number },
): Promise<ShiftsRead> {
  const { events } = readLines(text);
  if (events.length > mostEvents) {
    const message = `The calendar has ${events.length} events; at most 5,000 are read.`;
    throw new KitError('ical-invalid', message, {
      details: { why: 'too-many-events', max: mostEvents },
    });
  }
  const local = (wall: number) => firstAt(zone, wall);
  const reading: EventReading = { zones: new Zones(text), local, whom: whomBy(rule, people) };
  const read = new ShiftReader(span);
  for (const lines of events) {
    const summary = readSummary(lines.all('SUMMARY')[0]);
    try {
      read.take(readShiftEvent(lines, summary, reading));
    } catch (error) {
      if (!(error instanceof EventError)) throw error;
      read.unreadable.add(summary);
    }
  }
  const times = await read.times();
  return {
    turns: tiled(times),
    unknown: [...read.unknown],
    unreadable: [...read.unreadable],
  };
}

/** An event with what takes the place of some of its times. */
interface Series {
  own: ShiftEvent | undefined;
  others: ShiftEvent[];
}

class ShiftReader {
  readonly unknown = new Set<string>();
  readonly unreadable = new Set<string>();
  readonly #span: { from: number; to: number };
  readonly #series = new Map<string, Series>();
  readonly #times: CalendarTurn[] = [];
  #spent = 0;

  constructor(span: { from: number; to: number }) {
    this.#span = span;
  }

  take(event: ShiftEvent): void {
    const series = this.#series.get(event.uid) ?? { own: undefined, others: [] };
    this.#series.set(event.uid, series);
    if (event.replaces) series.others.push(event);
    else if (!series.own || series.own.sequence <= event.sequence) series.own = event;
  }

  /** Between two series others have their turn: a calendar may take a second in all. */
  async times(): Promise<CalendarTurn[]> {
    for (const { own, others } of this.#series.values()) {
      const before = this.#spent;
      for (const each of others) if (!each.isOff) this.#add(each, each.begin);
      if (own && !own.isOff) this.#addSeries(own, others);
      if (this.#spent > before + 100) await turn();
    }
    return this.#times;
  }

  #addSeries(own: ShiftEvent, others: readonly ShiftEvent[]): void {
    const later = others.filter(({ isForFuture }) => isForFuture).sort(byPlace);
    const gone = [...own.removed, ...others.flatMap(({ replaces }) => replaces ?? [])];
    /** The wall times that those for all that come take the place of. */
    const places = new Map<ShiftEvent, number>();
    try {
      for (const wall of this.#wallsOf(own)) {
        const at = own.clock(wall);
        for (const each of later) if (isMeant(each.replaces, at, wall)) places.set(each, wall);
        if (gone.some((each) => isMeant(each, at, wall))) continue;
        const instead = later.findLast((each) => placeOf(each) <= at);
        if (!instead) this.#add(own, wall);
        else if (!instead.isOff) {
          this.#add(instead, wall + instead.begin - (places.get(instead) ?? instead.begin));
        }
      }
    } catch (error) {
      if (!(error instanceof UnusableRule)) throw error;
      this.unreadable.add(own.summary);
    }
  }

  /** The wall times at which it begins, each once. */
  #wallsOf({ begin, isDate, rules, added, clock }: ShiftEvent): number[] {
    const from = this.#span.from - longestShift - furthest;
    const to = this.#span.to + furthest;
    const walls = new Set([...(rules.length > 0 ? [] : [begin]), ...added]);
    const ofEvent = this.#spent + mostForEvent;
    const spend = () => {
      this.#spent += 1;
      if (this.#spent > mostForCalendar) throw tooMuch();
      if (this.#spent > ofEvent) throw new UnusableRule('It repeats too often.');
    };
    for (const each of rules) {
      for (const wall of wallsOf(each, { begin, isDate, from, to }, spend)) {
        if (isOver(each, wall, clock(wall))) break;
        walls.add(wall);
      }
    }
    return [...walls].sort((a, b) => a - b);
  }

  #add(event: ShiftEvent, wall: number): void {
    const [from, to] = [event.clock(wall), event.endOf(wall)];
    const isNear = to > this.#span.from && from < this.#span.to;
    if (!isNear || from >= to || to - from > longestShift) return;
    if (event.person === null) this.unknown.add(event.summary);
    else this.#times.push({ from, to, person: event.person });
    if (this.#times.length > mostTurns) throw tooMuch();
  }
}

function tooMuch(): KitError {
  const message = 'The calendar repeats too much to go through. Let it have fewer events.';
  return new KitError('ical-invalid', message, {
    details: { why: 'repeats-too-much', summary: '' },
  });
}

function isOver({ until }: Repetition, wall: number, at: number): boolean {
  if (!until) return false;
  return 'at' in until ? at > until.at : wall > until.wall;
}

function isMeant(removal: Removal | null, at: number, wall: number): boolean {
  if (!removal) return false;
  if ('at' in removal) return removal.at === at;
  return removal.day === Math.floor(wall / day) * day;
}

function byPlace(a: ShiftEvent, b: ShiftEvent): number {
  return placeOf(a) - placeOf(b);
}

function placeOf({ replaces }: ShiftEvent): number {
  if (!replaces) return 0;
  return 'at' in replaces ? replaces.at : replaces.day;
}
