import { Temporal } from 'temporal-polyfill';
import { day, dayNumber, weekdayOf } from '../calendar/local-time.ts';
import { type EvenSpan, ZoneOffsets } from '../calendar/zone-offsets.ts';

/** A half-open time, in epoch milliseconds. */
export interface Period {
  from: number;
  to: number;
}

/** Up to when something is known of a period: what happens now is. */
export function endOf({ to }: Period, now: number): number {
  return Math.min(to, now + 1);
}

export const bucketUnits = ['day', 'week', 'month'] as const;
export type BucketUnit = (typeof bucketUnits)[number];

/** A part of a period: a day, week (from Monday) or month of somebody's calendar. */
export interface Bucket extends Period {
  /** Whether all of it lies in the period, is over, and began after the first data. */
  isWhole: boolean;
}

/** So many days or weeks of a chart can still be told apart. */
const most: readonly [BucketUnit, number][] = [
  ['day', 45 * day],
  ['week', 370 * day],
];

/** What a period is best shown by. */
export function unitFor({ from, to }: Period): BucketUnit {
  return most.find(([, length]) => to - from <= length)?.[0] ?? 'month';
}

/** No zone's clock has changed at anything finer in the time of computers. */
const slot = 15 * 60_000;
/** Before and after a period, for the rest of the units at its ends and the offsets of both. */
const margin = 33 * day;

/** A period as somebody's calendar and clock divide it. */
export class ZonedPeriod {
  readonly period: Period;
  readonly buckets: readonly Bucket[];
  readonly #spans: readonly EvenSpan[];
  readonly #firstSlot: number;
  #hourOfSlot: Uint8Array | null = null;

  /** @param known from when on there are data, and until when: now; epoch milliseconds */
  constructor(period: Period, zone: string, unit: BucketUnit, known: Period) {
    this.period = period;
    this.#spans = new ZoneOffsets(zone).between(period.from - margin, period.to + margin);
    this.buckets = this.#divide(unit, known);
    this.#firstSlot = Math.floor(period.from / slot);
  }

  /** The hour of the week of an instant of the period: 0 for Monday's first, 167 for Sunday's last. */
  hourOf(at: number): number {
    this.#hourOfSlot ??= this.#hours();
    return this.#hourOfSlot[this.#slotOf(at)] as number;
  }

  #slotOf(at: number): number {
    return Math.floor(at / slot) - this.#firstSlot;
  }

  #hours(): Uint8Array {
    const hours = new Uint8Array(this.#slotOf(this.period.to) + 1);
    let span = 0;
    for (let each = 0; each < hours.length; each += 1) {
      const at = (Math.floor(this.period.from / slot) + each) * slot;
      while (at >= (this.#spans[span]?.to ?? Number.POSITIVE_INFINITY)) span += 1;
      const local = at + (this.#spans[span]?.offset ?? 0);
      const days = Math.floor(local / day);
      hours[each] = 24 * weekdayOf(days) + Math.floor((local - days * day) / 3_600_000);
    }
    return hours;
  }

  #divide(unit: BucketUnit, known: Period): Bucket[] {
    const { from, to } = this.period;
    const buckets: Bucket[] = [];
    for (let local = beginOf(unit, this.#localOf(from)); ; ) {
      const next = nextOf(unit, local);
      const [begins, ends] = [this.#instantOf(local), this.#instantOf(next)];
      if (begins >= to) return buckets;
      buckets.push({
        from: Math.max(from, begins),
        to: Math.min(to, ends),
        isWhole: begins >= Math.max(from, known.from) && ends <= Math.min(to, known.to),
      });
      local = next;
    }
  }

  #localOf(at: number): number {
    return at + (this.#spans.find((span) => at < span.to)?.offset ?? 0);
  }

  /** When a wall clock shows so; one that skips it: the first moment after. */
  #instantOf(local: number): number {
    for (const { from, to, offset } of this.#spans) {
      if (local - offset < to) return Math.max(from, local - offset);
    }
    return local;
  }
}

/** The beginning of the unit that a local time is in, as local time. */
function beginOf(unit: BucketUnit, local: number): number {
  const days = Math.floor(local / day);
  if (unit === 'day') return days * day;
  if (unit === 'week') return (days - weekdayOf(days)) * day;
  return dayNumber(dateOf(local).with({ day: 1 }).toString()) * day;
}

function nextOf(unit: BucketUnit, local: number): number {
  if (unit === 'day') return local + day;
  if (unit === 'week') return local + 7 * day;
  return dayNumber(dateOf(local).with({ day: 1 }).add({ months: 1 }).toString()) * day;
}

function dateOf(local: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDate();
}
