import { z } from 'zod';
import { calendarsSchema } from '../../domain/calendar/calendars.ts';
import { assertFit } from '../../domain/configuration/check.ts';
import { documentStream, isDocumentEvent } from '../../domain/configuration/events.ts';
import { coded } from '../../domain/field-errors.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream, numberOfStream } from '../../domain/incident/reference.ts';
import { matrixSchema } from '../../domain/matrix/matrix.ts';
import { slaPoliciesSchema } from '../../domain/sla/policies.ts';
import { ConfigurationHistory, type Drafts, decidingKinds } from '../../domain/what-if/history.ts';
import {
  type ChangedIncident,
  isChanged,
  totalsOf,
  type UndecidableIncident,
  type WhatIf,
  type WhatIfTotals,
  whatIf,
} from '../../domain/what-if/what-if.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { lastCorrections } from '../correct-log-time.ts';
import { allIncidents } from '../incidents/all-incidents.ts';
import { OneAtATime, Turns } from '../one-at-a-time.ts';

/** Incidents that one call replays at most. */
const mostAtOnce = 500;
/** Events that are read at once from a stream. */
const page = 1_000;
/** Incidents that are read in one go: whoever reads from a file keeps all others from it meanwhile. */
const atOnce = 20;
/** Calls that may wait for others. */
const mostWaiting = 4;

/** Of all kits of the process: they share its thread. */
const replays = new OneAtATime(mostWaiting);

const instant = z.int('An instant is in epoch milliseconds.').min(0);

export const whatIfInput = z
  .strictObject({
    matrix: matrixSchema.optional(),
    policies: slaPoliciesSchema.optional(),
    calendars: calendarsSchema.optional(),
    /** Incidents that were reported from then on, epoch milliseconds. */
    from: instant,
    /** And before then. */
    to: instant,
    /** Only incidents with a higher number: where the slice before has ended. */
    after: z.int().min(0).optional(),
    limit: z.int().min(1).max(mostAtOnce, `Ask for at most ${mostAtOnce} at once.`).default(100),
  })
  .refine(({ matrix, policies, calendars }) => matrix ?? policies ?? calendars, {
    message: 'Send a draft of the matrix, of the policies or of the calendars.',
    ...coded('needs-one-of', { fields: ['matrix', 'policies', 'calendars'] }),
  })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    message: 'The end is not after the beginning.',
    ...coded('ends-before-start'),
  });

export interface WhatIfAnswer {
  /** Incidents of this slice. */
  examined: number;
  /** What to ask for with `after`; null after the last slice. */
  next: number | null;
  /** How many are still to be looked at after this slice. */
  left: number;
  /** Those of the slice that would have another priority or another outcome, by their number. */
  changed: ChangedIncident[];
  /** `name`: what the last version that had it called what the drafts do not have. */
  undecidable: (UndecidableIncident & { name: string })[];
  /** Of this slice; add them up for the whole. */
  totals: WhatIfTotals;
  now: number;
}

/**
 * Replays past incidents under drafts and says what would have become of them. Nothing is written.
 * @throws KitError `matrix-invalid`, `document-invalid`: the drafts could not be published; `overloaded`
 */
export function askWhatIf(
  context: OperationContext,
  input: z.output<typeof whatIfInput>,
): Promise<WhatIfAnswer> {
  return replays.run(() => replay(context, input));
}

async function replay(
  context: OperationContext,
  input: z.output<typeof whatIfInput>,
): Promise<WhatIfAnswer> {
  const { matrix, policies, calendars } = input;
  const drafts: Drafts = { matrix, 'sla-policies': policies, calendars };
  const { history, seq, numbers, next, left } = await context.store.read(async (snapshot) => {
    assertFit(await snapshot.documents.rules(), definedOf(drafts), sentAs);
    const seq = await snapshot.log.lastSeq();
    return { history: await readHistory(snapshot), seq, ...(await findSlice(snapshot, input)) };
  });
  const now = context.now();
  const turns = new Turns();
  const incidents: WhatIf[] = [];
  for (let begin = 0; begin < numbers.length; begin += atOnce) {
    const some = numbers.slice(begin, begin + atOnce);
    const streams = await context.store.read((snapshot) =>
      Promise.all(some.map((number) => readStream(snapshot, incidentStream(number)))),
    );
    for (const stream of streams) {
      await turns.pass();
      // What has happened since is of a time whose documents were not read.
      const events = stream.filter((event) => event.seq <= seq).filter(isIncidentEvent);
      const at = events[0]?.at ?? 0;
      const found = at >= input.from && at < input.to && whatIf(events, history, drafts, now);
      if (found) incidents.push(found);
    }
  }
  return {
    examined: incidents.length,
    next,
    left,
    changed: incidents
      .filter((each) => each.kind === 'compared')
      .filter(isChanged)
      .map(({ kind: _, ...each }) => each),
    undecidable: incidents
      .filter((each) => each.kind === 'undecidable')
      .map(({ kind: _, ...each }) => ({ ...each, name: history.nameOf(each.because) })),
    totals: totalsOf(incidents),
    now,
  };
}

/** Where the drafts stand in the input. */
const sentAs = {
  matrix: ['matrix'],
  'sla-policies': ['policies'],
  calendars: ['calendars'],
};

/** What is set to undefined would stand in the place of what is in force. */
function definedOf(drafts: Drafts) {
  const { matrix, 'sla-policies': policies, calendars } = drafts;
  return {
    ...(matrix && { matrix }),
    ...(policies && { 'sla-policies': policies }),
    ...(calendars && { calendars }),
  };
}

async function readHistory(snapshot: Snapshot): Promise<ConfigurationHistory> {
  const events: KitEvent[] = [];
  for (const kind of decidingKinds) {
    events.push(...(await readStream(snapshot, documentStream(kind))));
  }
  return new ConfigurationHistory(events.filter(isDocumentEvent));
}

async function readStream(snapshot: Snapshot, stream: string): Promise<KitEvent[]> {
  const events: KitEvent[] = [];
  for (;;) {
    const more = await snapshot.log.streamAfter(stream, events.at(-1)?.seq ?? 0, page);
    events.push(...more);
    if (more.length < page) return events;
  }
}

/** The numbers of the incidents of one slice. */
async function findSlice(
  snapshot: Snapshot,
  {
    from,
    to,
    after,
    limit,
  }: { from: number; to: number; after?: number | undefined; limit: number },
): Promise<{ numbers: number[]; next: number | null; left: number }> {
  // Numbers have no gaps and time does not run backwards, so a period is a range of numbers; unless the
  // time of the log was once corrected: then all of them are looked at.
  const isInOrder = (await lastCorrections(snapshot, 1)).length === 0;
  const last = (await snapshot.incidents.findNumbers(allIncidents, null, 1))[0] ?? 0;
  const reportedAt = async (number: number) =>
    (await snapshot.incidents.get(number))?.reportedAt ?? Number.POSITIVE_INFINITY;
  const begin = isInOrder ? await firstFrom(from, last, reportedAt) : 1;
  const first = Math.max((after ?? 0) + 1, begin);
  const end = isInOrder ? await firstFrom(to, last, reportedAt) : last + 1;
  const until = Math.min(first + limit, end);
  const numbers = Array.from({ length: Math.max(0, until - first) }, (_, index) => first + index);
  return { numbers, next: until < end ? until - 1 : null, left: Math.max(0, end - until) };
}

/** The number of the first incident that was reported at an instant or later; `last` + 1 for none. */
async function firstFrom(
  instant: number,
  last: number,
  reportedAt: (number: number) => Promise<number>,
): Promise<number> {
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await reportedAt(middle)) >= instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isIncidentEvent(event: KitEvent): event is IncidentEvent & KitEvent {
  return numberOfStream(event.stream) !== null;
}
