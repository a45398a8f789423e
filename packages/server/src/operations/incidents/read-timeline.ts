import { z } from 'zod';
import { noteAuthorOf } from '../../access/caller.ts';
import { elementsOf } from '../../access/site-elements.ts';
import type { ElementProperties } from '../../domain/element-defaults.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { coded } from '../../domain/field-errors.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { limits } from '../../domain/limits.ts';
import { type Audience, audienceOf } from '../../domain/views/audience.ts';
import { positionOf, seqAt } from '../../domain/views/positions.ts';
import type { TimelineEntry } from '../../domain/views/timeline.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { reference } from '../input.ts';
import { findIncident } from './find-incident.ts';
import { describeIncident, type IncidentAnswer } from './read-incident.ts';
import { timelineEntries } from './timeline-entries.ts';

export const readTimelineInput = z
  .strictObject({
    incident: reference,
    /** Only entries before this position; left out: the newest. */
    before: z.int().min(1).optional(),
    /** The entries that follow this position; 0 for the first. Not together with `before`. */
    after: z.int().min(0).optional(),
    limit: z.int().min(1).max(limits.page).default(limits.page),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    path: ['after'],
    message: 'Give a position to read before, or one to read after.',
    ...coded('only-one-of', { fields: ['before', 'after'] }),
  });

export interface TimelineAnswer extends IncidentAnswer {
  /** Oldest first. */
  entries: TimelineEntry[];
  /** What to send as `before` for earlier entries; null when there are none. */
  earlier: number | null;
  /** Of a page after a position: what to send as `after` for later entries; null when there are none. */
  later?: number | null;
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
    const place = placeOf(audience, incident, input);
    const isAfter = input.after !== undefined;
    const asked = { place, limit: input.limit + 1, audience };
    const found = isAfter
      ? await visibleAfter(snapshot, incident, asked)
      : await visibleBefore(snapshot, incident, asked);
    const page = found.slice(0, input.limit);
    const isMore = found.length > page.length;
    if (!isAfter) page.reverse();
    const positionAt = (index: number) => {
      const event = page.at(index);
      return event ? positionOf(audience, incident, event.seq) : null;
    };
    const reader = noteAuthorOf(context.caller, incident);
    return {
      ...(await describeIncident(context, snapshot, incident)),
      entries: await timelineEntries(snapshot, incident, page, audience, reader),
      ...elementsOf(context.caller.site),
      // Every incident begins with a report.
      earlier: (isAfter ? page[0]?.version !== 1 : isMore) ? positionAt(0) : null,
      ...(isAfter && { later: isMore ? positionAt(-1) : null }),
    };
  });
}

interface Asked {
  /** A position in the log; null for the end of it. */
  place: number | null;
  limit: number;
  audience: Audience;
}

/** Where in the log a page ends or begins; null for the end of it. */
function placeOf(
  audience: Audience,
  incident: Incident,
  { before, after }: z.infer<typeof readTimelineInput>,
): number | null {
  const position = before ?? after;
  if (position === undefined) return null;
  const seq = seqAt(audience, incident, position);
  if (seq !== null) return seq;
  const message = 'This is where a page of somebody else’s timeline began. Begin again without it.';
  const path = before === undefined ? 'after' : 'before';
  throw new KitError('invalid-input', message, {
    fields: [fieldError([path], message, 'not-offered', {})],
  });
}

/** The last events before a place that an audience may know of, newest first; the others are not even counted. */
async function visibleBefore(
  { log }: Snapshot,
  { number, publicSeqs }: Incident,
  { place, limit, audience }: Asked,
): Promise<KitEvent[]> {
  if (audience === 'desk') return log.streamBefore(incidentStream(number), place, limit);
  const earlier = place === null ? publicSeqs : publicSeqs.filter((seq) => seq < place);
  return (await log.at(earlier.slice(-limit))).reverse();
}

/** The first events after a place that an audience may know of, in the log's order. */
async function visibleAfter(
  { log }: Snapshot,
  { number, publicSeqs }: Incident,
  { place, limit, audience }: Asked,
): Promise<KitEvent[]> {
  const after = place ?? 0;
  if (audience === 'desk') return log.streamAfter(incidentStream(number), after, limit);
  return log.at(publicSeqs.filter((seq) => seq > after).slice(0, limit));
}
