import { percent, span, whole } from '../base/figures/say.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { Figure } from './figures.ts';

/** A number of a figure, as its kind has it. */
export function say(locale: string, value: Figure['value'], number: number | null): string {
  if (number === null) return '–';
  if ('median' in value) return span(locale, number);
  return 'share' in value ? percent(locale, number) : whole(locale, Math.round(number));
}

/** What is said below a figure's number, a sentence each. */
export function hints(
  locale: string,
  { value, before, open }: Figure,
  words: IncidentMetricsMessages,
): string[] {
  const said: string[] = [];
  const number = (each: number | null) => (each === null ? null : say(locale, value, each));
  const interval = 'median' in value ? value.medianInterval : value.interval;
  if (interval && value.n > 0) {
    const { low, high } = interval;
    said.push(
      low === null && high === null ? words.tooFew : words.interval(number(low), number(high)),
    );
  }
  if ('median' in value && value.p90 !== null) {
    said.push(words.p90(span(locale, value.p90)), words.mean(span(locale, value.mean ?? 0)));
  }
  if (before) {
    const shown = 'median' in before ? before.median : 'share' in before ? before.share : before.n;
    said.push(words.before(say(locale, value, shown), whole(locale, before.n)));
  }
  if (open > 0) said.push(words.open(open));
  return said;
}
