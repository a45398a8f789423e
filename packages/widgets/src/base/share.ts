import { format } from './intl.ts';

/** A part of a whole, from 0 to 1, e.g. "94%". */
export function formatShare(locale: string | undefined, share: number): string {
  const options = { style: 'percent', maximumFractionDigits: 0 } as const;
  return format(Intl.NumberFormat, locale, options, share);
}
