import { Temporal } from 'temporal-polyfill';
import { ZoneOffsets } from '../calendar/zone-offsets.ts';
import { type DateOrder, numericDate } from './date-order.ts';

/** A zone is nowhere further from UTC, milliseconds. */
const furthestMs = 15 * 3_600_000;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(.+))?$/;
const named = /^(\d{1,2})[-/. ]([a-z]{3})[a-z]*[-/., ]+(\d{4}|\d{2})(?:[T ,]+(.+))?$/i;
const numeric = /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?:[T ,]+(.+))?$/;
/** Without anything between its parts. Of milliseconds since 1970, as many digits are years before there were such files. */
const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/;
const clock =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/i;

/** Reads times as exports write them, in a zone where they name none. */
export class TimeReader {
  readonly #offsets: ZoneOffsets;
  readonly #order: DateOrder | null;
  /** What was read: the rows of an incident repeat most of their times. */
  readonly #read = new Map<string, number | null>();

  readonly #midnights = new Map<string, number | null>();

  /** @param order of days and months; null where no time depends on it */
  constructor(zone: string, order: DateOrder | null) {
    this.#offsets = new ZoneOffsets(zone);
    this.#order = order;
  }

  /** @returns epoch milliseconds; null for what is no time */
  read(text: string): number | null {
    const found = this.#read.get(text);
    if (found !== undefined) return found;
    const instant = this.#parse(text.trim());
    if (this.#read.size < 100_000) this.#read.set(text, instant);
    return instant;
  }

  #parse(given: string): number | null {
    const text = spelledOut(given);
    if (/^\d{9,13}(\.\d+)?$/.test(text)) return sinceEpoch(Number(text));
    const date = this.#dateOf(text);
    if (!date) return null;
    const time = timeOf(date.rest ?? '0:00');
    if (!time) return null;
    const midnight = this.#midnightOf(date);
    if (midnight === null) return null;
    const local = midnight + time.ms;
    return time.offset === null ? this.#instantOf(local) : local - time.offset;
  }

  #dateOf(
    text: string,
  ): { year: number; month: number; day: number; rest: string | undefined } | null {
    const [, year, month, day, rest] = iso.exec(text) ?? [];
    if (year) return { year: Number(year), month: Number(month), day: Number(day), rest };
    const [, dayOf = '', name = '', yearOf = '', after] = named.exec(text) ?? [];
    const index = months.indexOf(name.toLowerCase());
    if (index >= 0) {
      const full = Number(yearOf) + (yearOf.length === 2 ? 2000 : 0);
      return { year: full, month: index + 1, day: Number(dayOf), rest: after };
    }
    const date = numericDate(text);
    const [matched, behind] = numeric.exec(text) ?? [];
    if (!date || matched === undefined || this.#order === null) return null;
    const { first, second } = date;
    const [dayFirst, monthFirst] = this.#order === 'day-first' ? [first, second] : [second, first];
    return { year: date.year, month: monthFirst, day: dayFirst, rest: behind };
  }

  /** In UTC, epoch milliseconds; null for the 31st of April. Asking Temporal takes its time, so it is kept. */
  #midnightOf({ year, month, day }: { year: number; month: number; day: number }): number | null {
    const two = (value: number) => String(value).padStart(2, '0');
    const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    const known = this.#midnights.get(text);
    if (known !== undefined) return known;
    let midnight: number | null = null;
    try {
      midnight = Temporal.Instant.from(`${text}T00:00Z`).epochMilliseconds;
    } catch {
      // There is no such day.
    }
    this.#midnights.set(text, midnight);
    return midnight;
  }

  /** A time that a change of the clocks skips is read by the offset before; one that comes twice is the first. */
  #instantOf(local: number): number {
    const spans = this.#offsets.between(local - furthestMs, local + furthestMs);
    const span = spans.find(({ to, offset }) => local - offset < to) ?? spans.at(-1);
    if (!span) return local;
    const instant = local - span.offset;
    const before = spans[spans.indexOf(span) - 1];
    return before && instant < span.from ? local - before.offset : instant;
  }
}

/** `202403041015` as `2024-03-04 10:15:00`, where it is a day and a time; anything else as it is. */
function spelledOut(text: string): string {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = compact.exec(text) ?? [];
  const isTime = Number(month) <= 12 && Number(day) <= 31 && Number(hour) < 24;
  return year && isTime ? `${year}-${month}-${day} ${hour}:${minute}:${second}` : text;
}

function timeOf(text: string): { ms: number; offset: number | null } | null {
  const [, hours, minutes, seconds = '0', fraction = '', half, zone] =
    clock.exec(text.trim()) ?? [];
  if (hours === undefined) return null;
  const isAfternoon = half?.toLowerCase().startsWith('p');
  const hour = half ? (Number(hours) % 12) + (isAfternoon ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  return {
    ms: ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + ms,
    offset: zone === undefined ? null : offsetOf(zone),
  };
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ms : ms;
}

/** Seconds, or from 1973 on milliseconds. */
function sinceEpoch(value: number): number {
  return Math.round(value >= 1e11 ? value : value * 1000);
}
