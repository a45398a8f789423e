import ICAL from 'ical.js';
import { day } from '../domain/calendar/local-time.ts';
import type { EventLines } from '../holidays/ical-lines.ts';
import { type ICalTime, readTime } from '../holidays/ical-time.ts';
import {
  EventError,
  type Property,
  propertiesOf,
  propertyOf,
  writtenValue,
} from '../holidays/properties.ts';
import { type Repetition, readRepetition } from './repetition.ts';
import type { Whom } from './whom.ts';
import { type Clock, utc, type Zones } from './zones.ts';

/** One event of a calendar. Walls are wall times as if in UTC, epoch milliseconds. */
export interface ShiftEvent {
  uid: string;
  /** The version of the event; the highest counts. */
  sequence: number;
  summary: string;
  /** The id of who has it; null where it names nobody whom the layer knows. */
  person: string | null;
  isOff: boolean;
  /** The instant of the repetition whose place it takes, or its day; null for an event of its own. */
  replaces: Removal | null;
  /** Whether it also takes the place of all that come after. */
  isForFuture: boolean;
  /** When it begins, by which clock. */
  begin: number;
  isDate: boolean;
  clock: Clock;
  /** When what begins at a wall time is over, an instant. */
  endOf(wall: number): number;
  rules: Repetition[];
  added: number[];
  removed: Removal[];
}

/** An instant, or, where only a date is written, a day's wall time. */
export type Removal = { at: number } | { day: number };

export interface EventReading {
  zones: Zones;
  /** The clock of times that name none. */
  local: Clock;
  whom: Whom;
}

const mostRules = 5;
const mostListed = 1_000;

interface Moment {
  wall: number;
  isDate: boolean;
  clock: Clock;
}

/** @throws EventError when it cannot be read */
export function readShiftEvent(
  lines: EventLines,
  summary: string,
  reading: EventReading,
): ShiftEvent {
  const begin = momentsOf(propertyOf(lines, 'DTSTART'), reading)[0];
  if (!begin) throw new EventError(lines.line, 'it has no date.');
  const identity = propertyOf(lines, 'RECURRENCE-ID');
  const [replaced] = momentsOf(identity, reading);
  const { wall, isDate, clock } = begin;
  return {
    uid: writtenValue(lines.all('UID')[0]) || `line ${lines.line}`,
    sequence: Number(/^\d{1,9}$/.exec(writtenValue(lines.all('SEQUENCE')[0])) ?? 0),
    summary,
    person: reading.whom(lines, summary),
    isOff: lines.isCancellation || /^CANCELL?ED$/i.test(writtenValue(lines.all('STATUS')[0])),
    replaces: replaced ? removalOf(replaced) : null,
    isForFuture: /^THISANDFUTURE$/i.test(String(identity?.parameters.range ?? '')),
    ...{ begin: wall, isDate, clock },
    endOf: readEnd(lines, begin, reading),
    rules: listed(lines, 'RRULE', mostRules).map((each) => {
      const found = readRepetition(each.value);
      if (!found) throw new EventError(each.line, 'its rule cannot be read.');
      return found;
    }),
    added: listed(lines, 'RDATE').flatMap((each) =>
      // Of a period only the beginning is taken: it is as long as the event.
      momentsOf({ ...each, values: each.values.map((value) => [value].flat()[0]) }, reading).map(
        (moment) => wallIn(begin, moment),
      ),
    ),
    removed: listed(lines, 'EXDATE').flatMap((each) => momentsOf(each, reading).map(removalOf)),
  };
}

function readEnd(lines: EventLines, begin: Moment, reading: EventReading): ShiftEvent['endOf'] {
  const { wall, isDate, clock } = begin;
  const [end] = momentsOf(propertyOf(lines, 'DTEND'), reading);
  if (end && end.clock !== clock) {
    const length = end.clock(end.wall) - clock(wall);
    return (at) => clock(at) + length;
  }
  // What lasts from nine to nine does so by the clock, also in the night in which it changes.
  const length = end ? end.wall - wall : durationOf(lines);
  return (at) => clock(at + (length > 0 ? length : isDate ? day : 0));
}

function durationOf(lines: EventLines): number {
  const duration = propertyOf(lines, 'DURATION');
  if (!duration) return 0;
  try {
    return ICAL.Duration.fromString(duration.value).toSeconds() * 1_000;
  } catch {
    throw new EventError(duration.line, 'its duration cannot be read.');
  }
}

function momentsOf(property: Property | undefined, { zones, local }: EventReading): Moment[] {
  if (!property) return [];
  const { line, values, value, parameters } = property;
  const { tzid } = parameters;
  const named = typeof tzid === 'string' ? zones.clockOf(tzid) : local;
  return values.map((each) => {
    const time = readTime(each);
    if (!time) throw new EventError(line, `“${value.slice(0, 20)}” is no date.`);
    const clock = time.isUtc ? utc : time.second === null ? local : named;
    if (!clock) {
      throw new EventError(
        line,
        `nothing says what the time zone ${String(tzid).slice(0, 60)} is.`,
      );
    }
    return { wall: wallOf(time), isDate: time.second === null, clock };
  });
}

function wallOf({ day: date, second }: ICalTime): number {
  return date * day + (second ?? 0) * 1_000;
}

/** The wall time of a moment where an event's clock shows it. */
function wallIn(begin: Moment, moment: Moment): number {
  if (moment.clock === begin.clock) return moment.wall;
  if (moment.isDate) return moment.wall + (begin.wall % day);
  const offset = begin.clock(moment.wall) - moment.wall;
  return moment.clock(moment.wall) - offset;
}

function removalOf({ wall, isDate, clock }: Moment): Removal {
  return isDate ? { day: wall } : { at: clock(wall) };
}

/** @throws EventError for more than anybody writes by hand */
function listed(lines: EventLines, name: string, most = mostListed): Property[] {
  const written = lines.all(name);
  const values = written.reduce((sum, { text }) => sum + text.split(',').length, 0);
  if (written.length > most || values > mostListed) {
    throw new EventError(lines.line, `it lists more than can be gone through (${name}).`);
  }
  return propertiesOf(lines, name);
}
