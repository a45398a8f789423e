import { day, isZone } from '../domain/calendar/local-time.ts';
import { ZoneOffsets } from '../domain/calendar/zone-offsets.ts';
import { type ICalTime, secondsOfDay } from './ical-time.ts';

/** Days since 1970-01-01, both included. */
export interface DayRange {
  from: number;
  to: number;
}

/** Midnights are at quarters of an hour in UTC, wherever they are. */
const quarter = 900;
/** Asking for a time zone takes milliseconds, and a text may name hundreds. */
const mostZones = 2;
const mostFarOff = 20;

/**
 * What times mean to somebody who counts in whole days. A date means itself, and so does a time that is
 * local. A time in UTC stands for the local midnight that is nearest, because programs that know only
 * times write `20260501` in Berlin as `20260430T220000Z`.
 */
export class LocalDates {
  readonly #range: DayRange;
  readonly #zones = new Map<string, ZoneOffsets | undefined>();
  readonly #calendarZone: string | undefined;
  #farOff = 0;

  /** `zone`: what the calendar names, if anything. Zones are asked for between the days of `range`. */
  constructor(range: DayRange, zone: string | undefined) {
    this.#range = range;
    this.#calendarZone = zone;
  }

  /** The date that a time stands for. */
  dateOf(time: ICalTime, zone?: string): number {
    const { second, isUtc } = time;
    if (second === null) return time.day;
    const local = isUtc ? this.#local(time, zone) : undefined;
    if (local?.second === 0) return local.day;
    return time.day + (second >= (isUtc ? secondsOfDay / 2 : secondsOfDay) ? 1 : 0);
  }

  /** The last date that begins at or before a time. */
  lastDateUntil(time: ICalTime, zone?: string): number {
    const { day: at, second, isUtc } = time;
    if (second === null || !isUtc) return this.dateOf(time);
    const local = this.#local(time, zone);
    if (local && (local.second === 0 || isLastMinute(local.second, secondsOfDay))) return local.day;
    // Whoever writes the first or the last second of a day in UTC means that day.
    if (second === 0 || isLastMinute(second, secondsOfDay)) return at;
    if (local) return local.day;
    if (second % quarter === 0) return this.dateOf(time);
    return isLastMinute(second, quarter) ? this.dateOf(minuteAfter(time)) - 1 : at;
  }

  /** The date on which something that ends at a time is over. 23:59 is the end of its day. */
  endOf(time: ICalTime, zone?: string): number {
    const { second, isUtc } = time;
    if (second === null) return time.day;
    if (isUtc) {
      return this.dateOf(isLastMinute(second, quarter) ? minuteAfter(time) : time, zone);
    }
    return time.day + (second > 0 ? 1 : 0);
  }

  /** Whether a day begins or ends at a time. */
  isMidnight(time: ICalTime, zone?: string): boolean {
    const { second } = time;
    if (second === null || second === 0 || isLastMinute(second, secondsOfDay)) return true;
    return time.isUtc && this.#local(time, zone)?.second === 0;
  }

  /** What the wall clock shows in the zone of the property, or else in that of the calendar. */
  #local(time: ICalTime, zone?: string): { day: number; second: number } | undefined {
    const offsets = this.#offsets(zone) ?? this.#offsets(this.#calendarZone);
    const isNear = time.day >= this.#range.from - 2 && time.day <= this.#range.to + 2;
    if (!offsets || (!isNear && this.#farOff >= mostFarOff)) return undefined;
    if (!isNear) this.#farOff += 1;
    const instant = (time.day * secondsOfDay + (time.second ?? 0)) * 1_000;
    const offset = offsets.between(instant, instant + 1)[0]?.offset ?? 0;
    const second = instant / 1_000 + Math.round(offset / 1_000);
    const at = Math.floor(second / secondsOfDay);
    return { day: at, second: second - at * secondsOfDay };
  }

  #offsets(zone: string | undefined): ZoneOffsets | undefined {
    // UTC is nobody's wall clock: programs write it when they do not know.
    if (zone === undefined || /^(UTC|GMT|Z|Etc\b.*)$/i.test(zone)) return undefined;
    if (!this.#zones.has(zone) && this.#zones.size < mostZones) {
      const offsets = isZone(zone) ? new ZoneOffsets(zone) : undefined;
      // All at once: what is asked for later is then known, in whatever order.
      offsets?.between((this.#range.from - 2) * day, (this.#range.to + 3) * day);
      this.#zones.set(zone, offsets);
    }
    return this.#zones.get(zone);
  }
}

/** Whether it is in the last minute before a multiple of `length`, as 23:59:00 and 23:59:59 are. */
function isLastMinute(second: number, length: number): boolean {
  return second % length >= length - 60;
}

/** The full minute after a time. */
function minuteAfter(time: ICalTime): ICalTime {
  return { ...time, second: (Math.floor((time.second ?? 0) / 60) + 1) * 60 };
}
