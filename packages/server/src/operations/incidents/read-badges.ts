import { z } from 'zod';
import { type Caller, disclosureTo, isShownBy, mayTouch, reachOf } from '../../access/caller.ts';
import { elementsAsJson, elementsOf } from '../../access/site-elements.ts';
import type { ElementProperties } from '../../domain/element-defaults.ts';
import { fromReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import { bounded } from '../../domain/plain-text.ts';
import { type Audience, audienceOf } from '../../domain/views/audience.ts';
import { type BadgeView, disclose, toBadge } from '../../domain/views/badge.ts';
import { answeredAt } from '../../domain/views/positions.ts';
import type { OperationContext } from '../context.ts';
import type { BadgeCache, KeptBadge, KeptBadges, Shown } from './badge-cache.ts';

export const readBadgesInput = z.strictObject({
  incidents: z
    .array(bounded(z.string(), { min: 1, max: 32 }))
    .min(1, 'Name at least one incident.')
    .max(limits.badges, `Ask for at most ${limits.badges} badges at once.`),
});

export interface BadgesAnswer {
  /** Null for what is no incident that the caller may see. */
  badges: Record<string, BadgeView | null>;
  seq: number;
  now: number;
  /** What the site says of elements, by the names of their properties; left out where it says nothing. */
  elements?: ElementProperties;
}

/** Many badges at once. One that does not exist does not spoil the others. */
export async function readBadges(
  context: OperationContext,
  { incidents }: z.infer<typeof readBadgesInput>,
): Promise<BadgesAnswer> {
  const numbers = [...new Set(incidents.map(fromReference).filter((number) => number !== null))];
  const { caller, badgeCache } = context;
  const audience = audienceOf(caller.role);
  const at = context.now();
  const kept = badgeCache.get(numbers, audience, at);
  const { badges, seq, now } = kept
    ? { ...kept, now: at }
    : await readAndKeep(context, numbers, audience);
  const found = new Map<string, BadgeView>();
  const told = disclosureTo(caller);
  for (const each of badges) {
    if (each && mayTouch(caller, 'badge:read', each.incident)) {
      found.set(each.badge.incident, told ? disclose(each.badge, told) : each.badge);
    }
  }
  return {
    badges: Object.fromEntries(incidents.map((each) => [each, found.get(each) ?? null])),
    seq: answeredAt(
      audience,
      seq,
      [...found.values()].map((each) => each.seq),
    ),
    now,
    ...elementsOf(caller.site),
  };
}

/**
 * The same as JSON, put together from what is kept; null when it has to be read.
 * @param numbers of incidents, each once
 */
export function keptBadgesAsJson(
  badgeCache: BadgeCache,
  caller: Caller,
  numbers: readonly number[],
  now: number,
): string | null {
  const reach = reachOf(caller, 'badge:read');
  // The holder of a receipt sees one of them, and is answered by the procedure.
  if (reach === 'own' || reach === null) return null;
  const told = disclosureTo(caller);
  const shown: Shown | null =
    reach === 'all'
      ? null
      : {
          by: `${caller.site?.key}@${caller.site?.version}`,
          shows: (incident) => isShownBy(caller.site, incident),
          toJson: ({ badge, json }) => (told ? JSON.stringify(disclose(badge, told)) : json),
        };
  const kept = badgeCache.getAsJson(numbers, audienceOf(caller.role), { now, shown });
  return (
    kept &&
    `{"badges":{${kept.members}},"seq":${kept.seq},"now":${now}${elementsAsJson(caller.site)}}`
  );
}

async function readAndKeep(
  { store, badgeCache, ...context }: OperationContext,
  numbers: readonly number[],
  audience: Audience,
): Promise<KeptBadges & { now: number }> {
  const { epoch } = badgeCache;
  return store.read(async (snapshot) => {
    // Only now: it may have waited for others, and pages set their clocks by it.
    const now = context.now();
    const incidents = await snapshot.incidents.getMany(numbers);
    const book = await snapshot.documents.calendarBook(incidents);
    const found = new Map<number, KeptBadge>();
    for (const incident of incidents) {
      const { number, reporter, service, closed, receiptsRevoked } = incident;
      const badge = toBadge(incident, book, now, audience);
      const json = JSON.stringify(badge);
      const whose = { number, reporter, service, closed, receiptsRevoked };
      found.set(number, { badge, incident: whose, json });
    }
    const end = await snapshot.log.end();
    badgeCache.keep(numbers, audience, found, { end, now, epoch });
    return { badges: numbers.map((number) => found.get(number) ?? null), seq: end.seq, now };
  });
}
