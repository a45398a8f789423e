/**
 * Anomalies of a number that is pushed again and again: a load, a latency, a queue's length. Three questions are asked
 * of each value: whether it is outside of anything seen, whether it is far from what was forecast, and whether the
 * mean of the last values has moved. After an alarm it is quiet for a while, since what is unusual goes on.
 */
export interface MetricSettings {
  /** How many values are only learned from at first. */
  learning: number;
  /** How far outside of what was seen a value has to be, as a part of the range that was seen. */
  margin: number;
  /** How much of a new value goes into the forecast that follows it, from 0 to 1. */
  follow: number;
  /** Into how many parts a day is divided for the forecast by the time of day, in UTC. */
  partsOfDay: number;
  /** From how many standard deviations on an error of the forecast is an alarm. */
  errorDeviations: number;
  /** How many values the moving mean is of. */
  meanOf: number;
  /** From how many standard deviations on a moving mean is an alarm. */
  meanDeviations: number;
  /** For how many values it is quiet after an alarm. */
  quiet: number;
}

/** What is shipped. How well it does is measured by `npm run bench nab -- --data=<folder>`. */
export const metricSettings: MetricSettings = {
  learning: 288,
  margin: 0.025,
  follow: 0.4,
  partsOfDay: 48,
  errorDeviations: 17.5,
  meanOf: 66,
  meanDeviations: 2.8,
  quiet: 100,
};

/** Why a value is unusual. */
export type MetricReason = 'outside-of-anything-seen' | 'far-from-forecast' | 'mean-has-moved';

export interface MetricReading {
  /** Whether somebody is to be told. */
  isAlarm: boolean;
  /** Why, also while it is quiet; undefined for what is usual, and while it learns. */
  reason: MetricReason | undefined;
  /** What was expected: the forecast, or for a mean that has moved, the mean so far. */
  expected: number;
  /** What was seen: the value, or the moving mean. */
  seen: number;
  /** Between which values one by itself is usual; undefined while it learns. */
  usual: { low: number; high: number } | undefined;
}

const day = 86_400_000;

/** All that is known of a series, as plain data that can be kept. */
export interface MetricMemory {
  count: number;
  /** The least and the most that was seen; null before anything was. */
  low: number | null;
  high: number | null;
  followed: number | null;
  /** How wrong each of the two forecasts was lately. */
  followedError: number;
  ofDayError: number;
  /** Up to which value it is quiet. */
  quietUntil: number;
  /** Of each part of the day, what it usually is; null where nothing is known. */
  ofDay: (number | null)[];
  errors: MomentsMemory;
  means: MomentsMemory;
  /** The last values, the oldest first, and their sum as it has added up. */
  recent: number[];
  recentSum: number;
}

interface MomentsMemory {
  count: number;
  mean: number;
  squares: number;
}

/** One series of values. Values have to come in the order of their times. */
export class MetricDetector {
  readonly #settings: MetricSettings;
  readonly #errors: Moments;
  readonly #means: Moments;
  readonly #recent: MovingMean;
  /** Of each part of the day, what it usually is; NaN where nothing is known. */
  readonly #ofDay: Float64Array;
  #count = 0;
  #low = Infinity;
  #high = -Infinity;
  #followed = Number.NaN;
  /** How wrong each of the two forecasts was lately. */
  #followedError = 0;
  #ofDayError = 0;
  #quietUntil = 0;

  /** @param known what is known of the series from before */
  constructor(settings: Partial<MetricSettings> = {}, known?: MetricMemory) {
    this.#settings = { ...metricSettings, ...settings };
    this.#errors = new Moments(known?.errors);
    this.#means = new Moments(known?.means);
    this.#recent = new MovingMean(this.#settings.meanOf);
    this.#ofDay = new Float64Array(this.#settings.partsOfDay).fill(Number.NaN);
    if (!known) return;
    this.#recent.restore(known.recent, known.recentSum);
    for (const [part, value] of known.ofDay.entries()) this.#ofDay[part] = value ?? Number.NaN;
    this.#count = known.count;
    this.#low = known.low ?? Infinity;
    this.#high = known.high ?? -Infinity;
    this.#followed = known.followed ?? Number.NaN;
    this.#followedError = known.followedError;
    this.#ofDayError = known.ofDayError;
    this.#quietUntil = known.quietUntil;
  }

  get memory(): MetricMemory {
    const orNull = (value: number) => (Number.isFinite(value) ? value : null);
    return {
      count: this.#count,
      low: orNull(this.#low),
      high: orNull(this.#high),
      followed: orNull(this.#followed),
      followedError: this.#followedError,
      ofDayError: this.#ofDayError,
      quietUntil: this.#quietUntil,
      ofDay: [...this.#ofDay].map(orNull),
      errors: this.#errors.memory,
      means: this.#means.memory,
      recent: this.#recent.values,
      recentSum: this.#recent.sum,
    };
  }

  /**
   * Looks at a value and learns from it.
   * @param at - its own time, epoch milliseconds
   * @throws RangeError for what is no finite number: nothing is learned from it
   */
  observe(at: number, value: number): MetricReading {
    if (!Number.isFinite(value) || !Number.isFinite(at)) {
      throw new RangeError('A value and its time have to be finite numbers.');
    }
    const { learning, quiet, partsOfDay } = this.#settings;
    const part = Math.floor(((((at % day) + day) % day) / day) * partsOfDay);
    const ofDay = this.#ofDay[part] ?? Number.NaN;
    const followed = Number.isNaN(this.#followed) ? value : this.#followed;
    const isByDay = !Number.isNaN(ofDay) && this.#ofDayError < this.#followedError;
    const forecast = isByDay ? ofDay : followed;
    const error = Math.abs(value - forecast);
    this.#recent.push(value);

    const reading: MetricReading = {
      isAlarm: false,
      reason: undefined,
      expected: forecast,
      seen: value,
      usual: undefined,
    };
    if (this.#count >= learning) {
      reading.usual = this.#usualAround(forecast);
      reading.reason = this.#reasonOf(value, error);
      if (reading.reason === 'mean-has-moved') {
        reading.expected = this.#means.mean;
        reading.seen = this.#recent.mean;
      }
      if (reading.reason && this.#count >= this.#quietUntil) {
        reading.isAlarm = true;
        this.#quietUntil = this.#count + quiet;
      }
    }
    this.#learn(value, error, part, ofDay, followed);
    return reading;
  }

  #reasonOf(value: number, error: number): MetricReason | undefined {
    const { margin, errorDeviations, meanDeviations } = this.#settings;
    const beyond = Math.max(value - this.#high, this.#low - value);
    if (beyond > 0 && beyond >= margin * (this.#high - this.#low))
      return 'outside-of-anything-seen';
    if (this.#errors.isBeyond(error, errorDeviations)) return 'far-from-forecast';
    const { isFull, mean } = this.#recent;
    const hasMoved =
      isFull &&
      (this.#means.isBeyond(mean, meanDeviations) || this.#means.isBelow(mean, meanDeviations));
    return hasMoved ? 'mean-has-moved' : undefined;
  }

  /** Neither outside of anything seen nor far from the forecast. */
  #usualAround(forecast: number): { low: number; high: number } {
    const { margin, errorDeviations } = this.#settings;
    const beyond = margin * (this.#high - this.#low);
    const error = this.#errors.limit(errorDeviations);
    return {
      low: Math.max(this.#low - beyond, forecast - error),
      high: Math.min(this.#high + beyond, forecast + error),
    };
  }

  #learn(value: number, error: number, part: number, ofDay: number, followed: number): void {
    this.#count += 1;
    this.#low = Math.min(this.#low, value);
    this.#high = Math.max(this.#high, value);
    this.#errors.push(error);
    if (this.#recent.isFull) this.#means.push(this.#recent.mean);
    this.#followed = followed + this.#settings.follow * (value - followed);
    if (Number.isNaN(ofDay)) {
      this.#ofDay[part] = value;
      return;
    }
    this.#ofDay[part] = ofDay + 0.3 * (value - ofDay);
    this.#followedError += 0.01 * (Math.abs(value - followed) - this.#followedError);
    this.#ofDayError += 0.01 * (Math.abs(value - ofDay) - this.#ofDayError);
  }
}

/** Mean and standard deviation of all that was seen (Welford 1962). */
class Moments {
  mean: number;
  #count: number;
  #squares: number;

  constructor({ count, mean, squares }: MomentsMemory = { count: 0, mean: 0, squares: 0 }) {
    this.#count = count;
    this.mean = mean;
    this.#squares = squares;
  }

  get memory(): MomentsMemory {
    return { count: this.#count, mean: this.mean, squares: this.#squares };
  }

  push(value: number): void {
    this.#count += 1;
    const before = value - this.mean;
    this.mean += before / this.#count;
    this.#squares += before * (value - this.mean);
  }

  get #deviation(): number {
    return Math.sqrt(this.#squares / Math.max(1, this.#count));
  }

  /** From which value on it is beyond; infinite while all are the same. */
  limit(deviations: number): number {
    const deviation = this.#deviation;
    return deviation > 0 ? this.mean + deviations * deviation : Number.POSITIVE_INFINITY;
  }

  isBeyond(value: number, deviations: number): boolean {
    const deviation = this.#deviation;
    return deviation > 0 && value - this.mean >= deviations * deviation;
  }

  isBelow(value: number, deviations: number): boolean {
    const deviation = this.#deviation;
    return deviation > 0 && this.mean - value >= deviations * deviation;
  }
}

/** The mean of the last so many values. */
class MovingMean {
  readonly #values: Float64Array;
  #count = 0;
  sum = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  push(value: number): void {
    const at = this.#count % this.#values.length;
    this.sum += value - (this.#values[at] ?? 0);
    this.#values[at] = value;
    this.#count += 1;
  }

  /** Sums of the same numbers differ by the order in which they came: what was known is not added up again. */
  restore(values: readonly number[], sum: number): void {
    for (const value of values) this.push(value);
    this.sum = sum;
  }

  /** The oldest first. */
  get values(): number[] {
    const start = this.isFull ? this.#count % this.#values.length : 0;
    const kept = Math.min(this.#count, this.#values.length);
    return Array.from(
      { length: kept },
      (_, index) => this.#values[(start + index) % this.#values.length] as number,
    );
  }

  get isFull(): boolean {
    return this.#count >= this.#values.length;
  }

  get mean(): number {
    return this.sum / Math.min(this.#count, this.#values.length);
  }
}
