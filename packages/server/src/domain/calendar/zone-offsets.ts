import { Temporal } from 'temporal-polyfill';

/** A time in which a zone's wall clock runs evenly: local time is the instant plus `offset`. */
export interface EvenSpan {
  /** Epoch milliseconds, half-open. */
  from: number;
  to: number;
  /** Milliseconds. */
  offset: number;
}

/**
 * How a zone's wall clock stands to the instants. Asking Temporal takes some 0.1 ms, so what it said
 * is kept.
 */
export class ZoneOffsets {
  readonly #zone: string;
  readonly #spans: EvenSpan[] = [];

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** The even spans between two instants, clipped to them, in order. Instants in epoch ms. */
  between(fromMs: number, toMs: number): EvenSpan[] {
    const spans: EvenSpan[] = [];
    for (let from = fromMs; from < toMs; ) {
      const { to, offset } = this.#spanAt(from);
      spans.push({ from, to: Math.min(to, toMs), offset });
      from = to;
    }
    return spans;
  }

  #spanAt(at: number): EvenSpan {
    const found = this.#spans.find(({ from, to }) => from <= at && at < to);
    if (found) return found;
    const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.#zone);
    const to = moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    // One that ends at the same change is the same one, of which the beginning was not known yet.
    const later = this.#spans.find((span) => span.to === to);
    if (later) {
      later.from = at;
      return later;
    }
    const span = { from: at, to, offset: moment.offsetNanoseconds / 1e6 };
    this.#spans.push(span);
    return span;
  }
}
