import { z } from 'zod';
import { incidentStream } from '../domain/incident/reference.ts';
import { limits } from '../domain/limits.ts';
import { audienceOf } from '../domain/views/audience.ts';
import type { TimelineEntry } from '../domain/views/timeline.ts';
import type { OperationContext } from './context.ts';
import { findIncident } from './find-incident.ts';
import { reference } from './input.ts';
import { describeIncident, type IncidentAnswer } from './read-incident.ts';
import { timelineEntries } from './timeline-entries.ts';

export const readTimelineInput = z.strictObject({
  incident: reference,
  /** Only entries before this position of the log; left out: the newest. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(limits.page).default(limits.page),
});

export interface TimelineAnswer extends IncidentAnswer {
  /** Oldest first. */
  entries: TimelineEntry[];
  /** What to send as `before` for earlier entries; null when there are none. */
  earlier: number | null;
}

/** @throws KitError `incident-not-found` */
export async function readTimeline(
  context: OperationContext,
  input: z.infer<typeof readTimelineInput>,
): Promise<TimelineAnswer> {
  return context.store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, context.caller, 'incident:read', input.incident);
    const stream = incidentStream(incident.number);
    const before = input.before ?? null;
    const newestFirst = await snapshot.streamBefore(stream, before, input.limit + 1);
    const page = newestFirst.slice(0, input.limit).reverse();
    const audience = audienceOf(context.caller.role);
    return {
      ...(await describeIncident(context, snapshot, incident)),
      entries: await timelineEntries(snapshot, incident, page, audience),
      earlier: newestFirst.length > page.length ? (page[0]?.seq ?? null) : null,
    };
  });
}
