import { z } from 'zod';
import { noteAuthorOf } from '../../access/caller.ts';
import { elementsOf } from '../../access/site-elements.ts';
import type { ElementProperties } from '../../domain/element-defaults.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { limits } from '../../domain/limits.ts';
import { type Audience, audienceOf } from '../../domain/views/audience.ts';
import { positionOf, seqAt } from '../../domain/views/positions.ts';
import type { TimelineEntry } from '../../domain/views/timeline.ts';
import type { KitEvent, Snapshot } from '../../store/store.ts';
import type { OperationContext } from '../context.ts';
import { reference } from '../input.ts';
import { findIncident } from './find-incident.ts';
import { describeIncident, type IncidentAnswer } from './read-incident.ts';
import { timelineEntries } from './timeline-entries.ts';

export const readTimelineInput = z.strictObject({
  incident: reference,
  /** Only entries before this position; left out: the newest. */
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
    const audience = audienceOf(context.caller.role);
    const before = placeOf(audience, incident, input.before);
    const newestFirst = await visibleBefore(snapshot, incident, before, input.limit + 1, audience);
    const page = newestFirst.slice(0, input.limit).reverse();
    const first = page[0] && positionOf(audience, incident, page[0].seq);
    const reader = noteAuthorOf(context.caller, incident);
    return {
      ...(await describeIncident(context, snapshot, incident)),
      entries: await timelineEntries(snapshot, incident, page, audience, reader),
      ...elementsOf(context.caller.site),
      earlier: newestFirst.length > page.length ? (first ?? null) : null,
    };
  });
}

/** Where in the log entries end that come before a position; null for the end of it. */
function placeOf(audience: Audience, incident: Incident, before: number | undefined) {
  if (before === undefined) return null;
  const seq = seqAt(audience, incident, before);
  if (seq !== null) return seq;
  const message = 'This is where a page of somebody else’s timeline began. Begin again without it.';
  throw new KitError('invalid-input', message, {
    fields: [fieldError(['before'], message, 'not-offered', {})],
  });
}

/** The newest events that an audience may know of; the others are not even counted. */
async function visibleBefore(
  { log }: Snapshot,
  { number, publicSeqs }: Incident,
  before: number | null,
  limit: number,
  audience: Audience,
): Promise<KitEvent[]> {
  if (audience === 'desk') return log.streamBefore(incidentStream(number), before, limit);
  const earlier = before === null ? publicSeqs : publicSeqs.filter((seq) => seq < before);
  return (await log.at(earlier.slice(-limit))).reverse();
}
