import { format } from '../intl.ts';
import { formatSpan, grainOf } from '../spans.ts';

/** A span of time as it is read at a glance. */
export function span(locale: string, ms: number): string {
  const grain = grainOf(ms);
  return formatSpan(locale, Math.round(ms / grain) * grain);
}

export function whole(locale: string, n: number): string {
  return format(Intl.NumberFormat, locale, {}, n);
}

export function percent(locale: string, share: number): string {
  return format(Intl.NumberFormat, locale, { style: 'percent', maximumFractionDigits: 1 }, share);
}
