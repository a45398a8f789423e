import type { Actor } from '../actor.ts';
import type { Audience } from '../views/audience.ts';
import type { Incident, Said } from './state.ts';

/**
 * Whether somebody else has said something since a person has last read the incident. What one said oneself
 * is never unread.
 * @param until up to when they have read it, epoch milliseconds; null for never
 */
export function isUnread(
  { lastSaid }: Pick<Incident, 'lastSaid'>,
  { id, site }: Actor,
  audience: Audience,
  until: number | null,
): boolean {
  const heard: (Said | null)[] = [lastSaid.public, audience === 'desk' ? lastSaid.internal : null];
  return heard.some(
    (said) =>
      said !== null &&
      said.at > (until ?? Number.NEGATIVE_INFINITY) &&
      !(said.person === id && said.site === site),
  );
}
