import { z } from 'zod';
import { incidentStream } from '../domain/incident/reference.ts';
import { limits } from '../domain/limits.ts';
import { audienceOf, type TimelineEntry, toTimelineEntry } from '../domain/views/timeline.ts';
import type { OperationContext } from './context.ts';
import { findIncident } from './find-incident.ts';
import { reference } from './input.ts';
import { describeIncident, type IncidentAnswer } from './read-incident.ts';

export const readTimelineInput = z.strictObject({
  incident: reference,
  /** Only entries after this position of the log. */
  after: z.int().min(0).default(0),
  limit: z.int().min(1).max(limits.page).default(limits.page),
});

export interface TimelineAnswer extends IncidentAnswer {
  /** Oldest first. */
  entries: TimelineEntry[];
  /** What to send as `after` for the rest; null when this is all. */
  next: number | null;
}

/** @throws KitError `incident-not-found` */
export async function readTimeline(
  context: OperationContext,
  input: z.infer<typeof readTimelineInput>,
): Promise<TimelineAnswer> {
  return context.store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, context.caller, 'incident:read', input.incident);
    const stream = incidentStream(incident.number);
    const events = await snapshot.streamAfter(stream, input.after, input.limit + 1);
    const page = events.slice(0, input.limit);
    const audience = audienceOf(context.caller.role);
    return {
      ...(await describeIncident(context, snapshot, incident)),
      entries: page
        .map((event) =>
          event.type === 'matrix.published' ? null : toTimelineEntry(event, audience),
        )
        .filter((entry) => entry !== null),
      next: events.length > page.length ? (page.at(-1)?.seq ?? null) : null,
    };
  });
}
