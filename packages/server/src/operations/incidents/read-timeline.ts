import { z } from 'zod';
import { elementsOf } from '../../access/site-elements.ts';
import type { ElementProperties } from '../../domain/element-defaults.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { limits } from '../../domain/limits.ts';
import { type Audience, audienceOf } from '../../domain/views/audience.ts';
import type { TimelineEntry } from '../../domain/views/timeline.ts';
import type { KitEvent, Snapshot } from '../../store/store.ts';
import type { OperationContext } from '../context.ts';
import { reference } from '../input.ts';
import { findIncident } from './find-incident.ts';
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
  /** What the site says of elements, by the names of their properties; left out where it says nothing. */
  elements?: ElementProperties;
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
    const audience = audienceOf(context.caller.role);
    const newestFirst = await visibleBefore(snapshot, stream, before, input.limit + 1, audience);
    const page = newestFirst.slice(0, input.limit).reverse();
    return {
      ...(await describeIncident(context, snapshot, incident)),
      entries: await timelineEntries(snapshot, incident, page, audience),
      ...elementsOf(context.caller.site),
      earlier: newestFirst.length > page.length ? (page[0]?.seq ?? null) : null,
    };
  });
}

/** The newest events that an audience may know of; the others are not even counted. */
async function visibleBefore(
  snapshot: Snapshot,
  stream: string,
  before: number | null,
  limit: number,
  audience: Audience,
): Promise<KitEvent[]> {
  const found: KitEvent[] = [];
  for (let end = before; found.length < limit; ) {
    const events = await snapshot.log.streamBefore(stream, end, limit);
    const isVisible = (event: KitEvent) => audience === 'desk' || isPublic(event as IncidentEvent);
    found.push(...events.filter(isVisible));
    if (events.length < limit) break;
    end = events.at(-1)?.seq ?? 0;
  }
  return found.slice(0, limit);
}
