import { day, dayNumber, minute, minuteOfDay } from '../calendar/local-time.ts';
import { ZoneOffsets } from '../calendar/zone-offsets.ts';
import type { CalendarTurn } from './calendar-turns.ts';
import type { Layer, OnCallPerson } from './schedules.ts';

/** A person's turn in a layer. Epoch milliseconds, half-open. */
export interface Turn {
  from: number;
  to: number;
  person: OnCallPerson;
}

const hour = 3_600_000;
const lengths = { hours: hour, days: day, weeks: 7 * day };
/** No zone is further from UTC, also where it once left out a whole day. */
const furthest = 3 * day;

const zones = new Map<string, ZoneOffsets>();

function offsetsOf(zone: string): ZoneOffsets {
  const known = zones.get(zone);
  if (known) return known;
  const offsets = new ZoneOffsets(zone);
  zones.set(zone, offsets);
  return offsets;
}

/** A wall time as a number: the instant at which a clock in UTC would show it. */
function wallOf(text: string): number {
  return dayNumber(text.slice(0, 10)) * day + minuteOfDay(text.slice(11)) * minute;
}

/**
 * The first instant at which the clock of a zone shows a time, or, where the clock leaves that out, a
 * later one. Of a time that it shows twice that is the first.
 */
export function firstAt(zone: string, wall: number): number {
  const spans = offsetsOf(zone).between(wall - furthest, wall + furthest);
  const span = spans.find(({ to, offset }) => to + offset > wall);
  return span ? Math.max(span.from, wall - span.offset) : wall;
}

/** The same for a wall time as it is written in a layer. */
export function instantOf(zone: string, text: string): number {
  return firstAt(zone, wallOf(text));
}

/**
 * The turns of a layer that are, in whole or in part, between two instants, clipped to them, in order.
 * @param told what its calendar says, in order
 */
export function turnsBetween(
  layer: Layer,
  from: number,
  to: number,
  told: readonly CalendarTurn[] = [],
): Turn[] {
  const { zone, people, length, start, until } = layer;
  if (!length) return turnsTold(layer, from, to, told);
  const begin = wallOf(start);
  const each = length.count * lengths[length.unit];
  const handoff = (turn: number) => firstAt(zone, begin + turn * each);
  const first = Math.max(from, handoff(0));
  const end = Math.min(to, until === null ? to : instantOf(zone, until));
  const turns: Turn[] = [];
  if (first >= end) return turns;
  // The turns differ from what one counts in UTC by what the zone is away from it.
  let turn = Math.max(0, Math.floor((first - furthest - begin) / each));
  while (handoff(turn + 1) <= first) turn += 1;
  for (let at = first; at < end; turn += 1) {
    const next = Math.min(end, handoff(turn + 1));
    const person = people[turn % people.length];
    // A turn that lies in an hour that the clock leaves out is over as it begins.
    if (person && next > at) turns.push({ from: at, to: next, person });
    at = next;
  }
  return turns;
}

function turnsTold(
  { zone, people, start, until }: Layer,
  from: number,
  to: number,
  told: readonly CalendarTurn[],
): Turn[] {
  const first = Math.max(from, instantOf(zone, start));
  const end = Math.min(to, until === null ? to : instantOf(zone, until));
  const named = new Map(people.map((each) => [each.id, each]));
  return told.flatMap((turn) => {
    const span = { from: Math.max(turn.from, first), to: Math.min(turn.to, end) };
    const person = named.get(turn.person);
    return person && span.from < span.to ? [{ ...span, person }] : [];
  });
}
