import type { Signal } from '../signal/signal.ts';
import type { CountReading } from './count-detector.ts';
import type { MetricReading, MetricReason } from './metric-detector.ts';

/** What is watched: how often something happens to a service, or a number that a source pushes. */
export type Watched =
  | { of: 'reports' | 'signals'; service: string }
  | { of: 'numbers'; source: string; name: string; service: string | null };

/** What was expected, what was seen, and how rare that is. */
export interface AnomalyFacts {
  of: Watched['of'];
  /** Of the catalogue. */
  service: string | null;
  /** Who pushed the number, and what it is called; null for counts. */
  source: string | null;
  name: string | null;
  expected: number;
  seen: number;
  /** The window of a count, minutes; null for a number. */
  minutes: number | null;
  /** How many years pass between two such counts, by chance alone; null for a number. */
  onceInYears: number | null;
  /** Why a number is unusual; null for a count. */
  reason: MetricReason | null;
}

/** Who says of anomalies what sources say of alerts: no source is called so. */
export const anomalySource = 'anomalies';

/** The one name of what is watched: of each, one anomaly is open at a time. */
export function seriesOf(watched: Watched): string {
  return watched.of === 'numbers'
    ? `numbers/${watched.source}/${watched.name}`
    : `${watched.of}/${watched.service}`;
}

export function factsOfCount(
  { of, service }: Extract<Watched, { service: string }>,
  { window, onceInYears }: CountReading,
): AnomalyFacts {
  const { minutes = null, expected = 0, seen = 0 } = window ?? {};
  return {
    ...{ of, service, source: null, name: null },
    ...{ expected, seen, minutes, onceInYears, reason: null },
  };
}

export function factsOfNumber(
  { of, service, source, name }: Extract<Watched, { of: 'numbers' }>,
  { expected, seen, reason: why }: MetricReading,
): AnomalyFacts {
  const reason = why ?? null;
  return { of, service, source, name, expected, seen, reason, minutes: null, onceInYears: null };
}

/** What an anomaly is as an alert, whose rules then hold for it as for any other's. Instants in epoch milliseconds. */
export function signalOf(
  series: string,
  facts: AnomalyFacts,
  serviceName: string | null,
  state: Signal['state'],
  times: { startsAt: number; at: number },
): Signal {
  const labels = {
    anomaly: facts.of,
    ...(facts.service !== null && { service: facts.service }),
    ...(facts.source !== null && { source: facts.source }),
  };
  return { key: series, state, ...times, labels, ...textOf(facts, serviceName) };
}

/** In the words of a source of alerts, which has one language. */
function textOf(
  { of, source, name, expected, seen, minutes, onceInYears, reason }: AnomalyFacts,
  serviceName: string | null,
): Pick<Signal, 'title' | 'text'> {
  if (of === 'numbers') {
    const why = reason === null ? '' : ` ${whyUnusual[reason]}`;
    return {
      title: `${name} is unusual`,
      text: `${source} says that ${name} is ${digits(seen)}, and ${digits(expected)} was expected.${why}`,
    };
  }
  const what = of === 'reports' ? 'reports' : 'alerts';
  const rare = onceInYears === null || onceInYears < 1 ? '' : ` ${howRare(onceInYears)}`;
  return {
    title: `Unusually many ${what} of ${serviceName ?? 'a service'}`,
    text: `There were ${seen} within ${minutes} minutes, and ${digits(expected)} were expected.${rare}`,
  };
}

const whyUnusual: Record<MetricReason, string> = {
  'outside-of-anything-seen': 'Nothing like it has been seen before.',
  'far-from-forecast': 'It is much further from the forecast than it usually is.',
  'mean-has-moved': 'Its mean has moved away from where it has been.',
};

/** Beyond a million years a figure says no more than that. */
const rarest = 1_000_000;

function howRare(years: number): string {
  if (years > rarest) return 'By chance that happens less than once in a million years.';
  return `By chance that happens once in ${Math.floor(years).toLocaleString('en')} years.`;
}

function digits(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
