import { z } from 'zod';
import { mayTouch } from '../../access/caller.ts';
import { fromReference, toReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type BadgeView, toBadge } from '../../domain/views/badge.ts';
import type { OperationContext } from '../context.ts';

export const readBadgesInput = z.strictObject({
  incidents: z
    .array(z.string().min(1).max(32))
    .min(1, 'Name at least one incident.')
    .max(limits.badges, `Ask for at most ${limits.badges} badges at once.`),
});

export interface BadgesAnswer {
  /** Null for what is no incident that the caller may see. */
  badges: Record<string, BadgeView | null>;
  seq: number;
  now: number;
}

/** Many badges at once. One that does not exist does not spoil the others. */
export async function readBadges(
  context: OperationContext,
  input: z.infer<typeof readBadgesInput>,
): Promise<BadgesAnswer> {
  const numbers = input.incidents.map(fromReference).filter((number) => number !== null);
  return context.store.read(async (snapshot) => {
    const now = context.now();
    const found = new Map<string, BadgeView>();
    const incidents = await snapshot.incidents.getMany([...new Set(numbers)]);
    const book = await snapshot.documents.calendarBook(incidents);
    const audience = audienceOf(context.caller.role);
    for (const incident of incidents) {
      if (mayTouch(context.caller, 'badge:read', incident)) {
        found.set(toReference(incident.number), toBadge(incident, book, now, audience));
      }
    }
    return {
      badges: Object.fromEntries(input.incidents.map((each) => [each, found.get(each) ?? null])),
      seq: await snapshot.log.lastSeq(),
      // Last, so that bytes kept of this answer can be given a new time at their end.
      now,
    };
  });
}
