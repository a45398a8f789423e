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
  /** Whether somebody is to be told. */
  isAlarm: boolean;
  /** Also while it is quiet, and while it learns. */
  isUnusual: boolean;
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

/** So many at once, epoch milliseconds. */
type Counted = [at: number, count: number];

/** All that is known of a service, as plain data that can be kept. Instants in epoch milliseconds. */
export interface CountMemory {
  /** By the hour of the day, UTC. */
  rates: Rate[];
  /** Of the longest window. */
  recent: Counted[];
  /** Up to when has been learned. */
  learnedUntil: number;
  /** Events since then. */
  pending: Counted[];
  /** Long ago while nothing was told yet. */
  quietUntil: number;
  /** Since when it has been unusual without an end; long ago while it never was. */
  unusualSince: number;
  /** Whether that is usual by now. */
  hasForgotten: boolean;
  /** From when on it tells. */
  tellsFrom: number;
}

/** The events of one service. They have to come in the order of their times. */
export class CountDetector {
  readonly #settings: CountSettings;
  readonly #memory: CountMemory;

  /**
   * @param from when it begins to be watched, epoch milliseconds; or what was known of it
   */
  constructor(from: number | CountMemory, settings: Partial<CountSettings> = {}) {
    this.#settings = { ...countSettings, ...settings };
    this.#memory =
      typeof from === 'number' ? unknown(from, this.#settings.learning) : structuredClone(from);
  }

  get memory(): CountMemory {
    return structuredClone(this.#memory);
  }

  /**
   * @param at when something happened, epoch milliseconds; what comes late counts as of the newest so far
   * @param count how often
   */
  observe(at: number, count = 1): CountReading {
    const { windows, leastEvents, probability, quiet } = this.#settings;
    const memory = this.#memory;
    const longest = Math.max(...windows) * minute;
    this.#learn(at - longest);
    memory.recent = memory.recent.filter(([each]) => each > at - longest);
    memory.recent.push([at, count]);
    memory.pending.push([at, count]);

    const rate = this.#rateAt(at);
    let worst: CountReading['window'];
    for (const minutes of windows) {
      const seen = sum(memory.recent.filter(([each]) => each > at - minutes * minute));
      if (seen < leastEvents) continue;
      const chance = tailOfCounts(rate.events, rate.hours, minutes / 60, seen);
      if (worst && chance >= worst.probability) continue;
      const expected = (rate.events / rate.hours) * (minutes / 60);
      worst = { minutes, expected, seen, probability: chance };
    }
    const isUnusual = !!worst && worst.probability <= probability;
    const isAlarm = isUnusual && at >= memory.quietUntil && at >= memory.tellsFrom;
    if (isAlarm) {
      // One alarm soon after another: it has not ended.
      if (at > memory.quietUntil + 6 * hour) {
        memory.unusualSince = at;
        memory.hasForgotten = false;
      }
      memory.quietUntil = at + quiet;
    }
    // Less than a double can hold: what is so rare needs no more digits.
    const onceInYears = worst
      ? (worst.minutes * minute) / Math.max(worst.probability, 1e-300) / year
      : 0;
    return { isAlarm, isUnusual, window: worst, onceInYears };
  }

  /**
   * How many events may end at an instant, in a window of so many minutes, without being unusual.
   * @param at epoch milliseconds
   */
  mostUsual(at: number, minutes: number): number {
    const { leastEvents, probability } = this.#settings;
    const { events, hours } = this.#rateAt(at);
    const isUsual = (seen: number) =>
      seen < leastEvents || tailOfCounts(events, hours, minutes / 60, seen) > probability;
    let [most, beyond] = [leastEvents - 1, leastEvents];
    while (isUsual(beyond)) [most, beyond] = [beyond, beyond * 2];
    while (beyond - most > 1) {
      const middle = Math.floor((most + beyond) / 2);
      if (isUsual(middle)) most = middle;
      else beyond = middle;
    }
    return most;
  }

  /** What is predicted for the hour of the day, as Gamma distribution: learned there and, less, around it. */
  #rateAt(at: number): Rate {
    const { mostCertain } = this.#settings;
    const now = Math.floor(at / hour) % 24;
    const { rates } = this.#memory;
    const near = [now, (now + 23) % 24, (now + 1) % 24].map((each) => rates[each] as Rate);
    const events = near.reduce(
      (total, each, index) => total + each.events / (index ? 4 : 1),
      prior.events,
    );
    const hours = near.reduce(
      (total, each, index) => total + each.hours / (index ? 4 : 1),
      prior.hours,
    );
    const scale = Math.min(1, mostCertain / events);
    return { events: events * scale, hours: hours * scale };
  }

  /** What was usual is no longer: little of it is left to be outweighed. */
  #forget(): void {
    for (const rate of this.#memory.rates) {
      const share = Math.min(1, 1 / rate.hours);
      rate.events *= share;
      rate.hours *= share;
    }
    this.#memory.hasForgotten = true;
  }

  /** Learns of all that has left the longest window, but for what happened around an alarm. */
  #learn(until: number): void {
    const { memory: hoursKept, mostUnusual } = this.#settings;
    const memory = this.#memory;
    while (memory.learnedUntil < until) {
      const from = memory.learnedUntil;
      const next = Math.min(until, (Math.floor(from / hour) + 1) * hour);
      const events = sum(memory.pending.filter(([each]) => each <= next));
      memory.pending = memory.pending.filter(([each]) => each > next);
      memory.learnedUntil = next;
      if (from < memory.quietUntil) {
        if (from - memory.unusualSince <= mostUnusual) continue;
        if (!memory.hasForgotten) this.#forget();
      }
      const rate = memory.rates[Math.floor(from / hour) % 24] as Rate;
      rate.events += events;
      rate.hours += (next - from) / hour;
      if (rate.hours <= hoursKept) continue;
      rate.events *= hoursKept / rate.hours;
      rate.hours = hoursKept;
    }
  }
}

function unknown(startsAt: number, learning: number): CountMemory {
  return {
    rates: Array.from({ length: 24 }, () => ({ events: 0, hours: 0 })),
    recent: [],
    learnedUntil: startsAt,
    pending: [],
    // Before any instant that there is: 0 may be one, in a test.
    quietUntil: -1e15,
    unusualSince: -1e15,
    hasForgotten: false,
    tellsFrom: startsAt + learning,
  };
}

function sum(counted: readonly Counted[]): number {
  return counted.reduce((total, [, count]) => total + count, 0);
}
