import { tailOfCounts } from './count-tail.ts';

/**
 * Anomalies of how often something happens: reports or signals of a service. How many to expect is learned as a rate for
 * each hour of the day, whose uncertainty is a Gamma distribution; how improbable as many as were seen are is the tail
 * of what that predicts (a negative binomial distribution; Gelman et al., Bayesian Data Analysis, 2.6).
 */
export interface CountSettings {
  /** For how long nothing is told at first, while it learns, milliseconds. */
  learning: number;
  /** Over which windows events are counted, minutes. */
  windows: readonly number[];
  /** Fewer events than that are never an anomaly. */
  leastEvents: number;
  /** How improbable a window has to be. */
  probability: number;
  /** How many hours of one hour of the day are remembered at most: the rest is forgotten little by little. */
  memory: number;
  /** The most events that a rate counts as learned from: real counts vary more than chance alone. */
  mostCertain: number;
  /** For how long nothing is told after an alarm, milliseconds; while it lasts nothing is learned either. */
  quiet: number;
  /** After how long what is unusual is what is usual from now on, milliseconds. */
  mostUnusual: number;
}

export const countSettings: CountSettings = {
  learning: 7 * 86_400_000,
  windows: [5, 15, 60],
  leastEvents: 3,
  probability: 1e-6,
  memory: 60,
  mostCertain: 400,
  quiet: 3_600_000,
  mostUnusual: 86_400_000,
};

export interface CountReading {
  isAlarm: boolean;
  /** Of the window that is least probable. */
  window: { minutes: number; expected: number; seen: number; probability: number } | undefined;
  /** How many years pass between two such windows, by chance alone. */
  onceInYears: number;
}

const minute = 60_000;
const hour = 60 * minute;
const year = 365.25 * 24 * hour;

/** One hour of the day: so many events in so many hours. */
interface Rate {
  events: number;
  hours: number;
}

/** What a service begins with before anything is known of it: one event in four hours, which soon is outweighed. */
const prior: Rate = { events: 0.25, hours: 1 };

/** The events of one service. They have to come in the order of their times. */
export class CountDetector {
  readonly #settings: CountSettings;
  readonly #rates: Rate[] = Array.from({ length: 24 }, () => ({ events: 0, hours: 0 }));
  /** Of the longest window. */
  #recent: number[] = [];
  /** Up to when has been learned, epoch milliseconds. */
  #learnedUntil: number;
  /** Events since then. */
  #pending: number[] = [];
  #quietUntil = -Infinity;
  /** Since when it has been unusual without an end, epoch milliseconds. */
  #unusualSince = -Infinity;
  /** Whether that is usual by now. */
  #hasForgotten = false;
  readonly #tellsFrom: number;

  /** @param startsAt - from when on it is watched, epoch milliseconds */
  constructor(startsAt: number, settings: Partial<CountSettings> = {}) {
    this.#settings = { ...countSettings, ...settings };
    this.#learnedUntil = startsAt;
    this.#tellsFrom = startsAt + this.#settings.learning;
  }

  /** @param at - when something happened, epoch milliseconds; what comes late counts as of the newest so far */
  observe(at: number): CountReading {
    const { windows, leastEvents, probability, quiet } = this.#settings;
    const longest = Math.max(...windows) * minute;
    this.#learn(at - longest);
    this.#recent = this.#recent.filter((each) => each > at - longest);
    this.#recent.push(at);
    this.#pending.push(at);

    const rate = this.#rateAt(at);
    let worst: CountReading['window'];
    for (const minutes of windows) {
      const seen = this.#recent.filter((each) => each > at - minutes * minute).length;
      if (seen < leastEvents) continue;
      const chance = tailOfCounts(rate.events, rate.hours, minutes / 60, seen);
      if (worst && chance >= worst.probability) continue;
      const expected = (rate.events / rate.hours) * (minutes / 60);
      worst = { minutes, expected, seen, probability: chance };
    }
    const isUnusual = !!worst && worst.probability <= probability;
    const isAlarm = isUnusual && at >= this.#quietUntil && at >= this.#tellsFrom;
    if (isAlarm) {
      // One alarm soon after another: it has not ended.
      if (at > this.#quietUntil + 6 * hour) {
        this.#unusualSince = at;
        this.#hasForgotten = false;
      }
      this.#quietUntil = at + quiet;
    }
    const onceInYears = worst ? (worst.minutes * minute) / worst.probability / year : 0;
    return { isAlarm, window: worst, onceInYears };
  }

  /** What is predicted for the hour of the day, as Gamma distribution: learned there and, less, around it. */
  #rateAt(at: number): Rate {
    const { mostCertain } = this.#settings;
    const now = Math.floor(at / hour) % 24;
    const near = [now, (now + 23) % 24, (now + 1) % 24].map((each) => this.#rates[each] as Rate);
    const events = near.reduce(
      (sum, each, index) => sum + each.events / (index ? 4 : 1),
      prior.events,
    );
    const hours = near.reduce(
      (sum, each, index) => sum + each.hours / (index ? 4 : 1),
      prior.hours,
    );
    const scale = Math.min(1, mostCertain / events);
    return { events: events * scale, hours: hours * scale };
  }

  /** What was usual is no longer: little of it is left to be outweighed. */
  #forget(): void {
    for (const rate of this.#rates) {
      const share = Math.min(1, 1 / rate.hours);
      rate.events *= share;
      rate.hours *= share;
    }
    this.#hasForgotten = true;
  }

  /** Learns of all that has left the longest window, but for what happened around an alarm. */
  #learn(until: number): void {
    const { memory, mostUnusual } = this.#settings;
    while (this.#learnedUntil < until) {
      const from = this.#learnedUntil;
      const next = Math.min(until, (Math.floor(from / hour) + 1) * hour);
      const events = this.#pending.filter((each) => each <= next).length;
      this.#pending = this.#pending.filter((each) => each > next);
      this.#learnedUntil = next;
      if (from < this.#quietUntil) {
        if (from - this.#unusualSince <= mostUnusual) continue;
        if (!this.#hasForgotten) this.#forget();
      }
      const rate = this.#rates[Math.floor(from / hour) % 24] as Rate;
      rate.events += events;
      rate.hours += (next - from) / hour;
      if (rate.hours <= memory) continue;
      rate.events *= memory / rate.hours;
      rate.hours = memory;
    }
  }
}
