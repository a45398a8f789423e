import { page } from '../client/settings.ts';
import { format } from './intl.ts';

/**
 * The day of a moment on the clocks of the provider's zone, or else the browser's: the midnight at which it
 * begins, epoch milliseconds, as if those clocks showed UTC. Days are 24 hours apart, whatever the clocks did.
 */
export function dayOf(locale: string | undefined, at: number): number {
  const timeZone = page.zones?.[locale as string];
  // In Sweden dates are written as ISO has them.
  if (timeZone) return Date.parse(format(Intl.DateTimeFormat, 'sv-SE', { timeZone }, at));
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
