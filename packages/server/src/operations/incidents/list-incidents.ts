import { z } from 'zod';
import { actorOf, reachOf } from '../../access/caller.ts';
import { KitError } from '../../domain/errors.ts';
import { coded } from '../../domain/field-errors.ts';
import { statusCategories } from '../../domain/incident/status.ts';
import { isUnread } from '../../domain/incident/unread.ts';
import { limits } from '../../domain/limits.ts';
import { hasUnspacedLetter } from '../../domain/unspaced-scripts.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentRow, toIncidentRow } from '../../domain/views/incident.ts';
import { publicPosition } from '../../domain/views/positions.ts';
import type { IncidentFilter, Reporter } from '../../store/port/incidents.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { chosen, personId, text } from '../input.ts';
import { readMarks } from '../personal/mark-read.ts';
import { ownerOf } from '../personal/owner.ts';
import { isPlaceIn, listOrders, readPage } from './list-pages.ts';
import { findOpenByText } from './open-texts.ts';

const fields = z.strictObject({
  /**
   * `open`: all that is neither resolved nor closed; `over`: the others; `replied`: what is resolved, and
   * whoever reported it has written since.
   */
  status: z.enum(['open', 'over', 'all', 'replied', ...statusCategories]).default('open'),
  team: chosen.optional(),
  /** The host's identifier of a person; `me`: the caller; `nobody`: what no person has, whichever team does. */
  assignee: personId.optional(),
  /** What the caller reported, also where they may see more. */
  reportedBy: z.literal('me').optional(),
  priority: chosen.optional(),
  service: chosen.optional(),
  /**
   * Words that the title or the description has; the last may be the beginning of one. Where a script
   * puts no spaces between words, any part of what is written, also a single letter.
   */
  text: text('what to search for', { min: 1, max: 200 })
    .refine((words) => /[\p{L}\p{N}]/u.test(words.normalize('NFKC')), {
      error: 'Search for a word.',
      ...coded('no-word'),
    })
    // One letter of the others begins too many words to be one.
    .refine((words) => words.length > 1 || hasUnspacedLetter(words.normalize('NFKC')), {
      error: 'Write what to search for with at least 2 characters.',
      ...coded('too-short', { min: 2 }),
    })
    .optional(),
  limit: z.int().min(1).max(limits.page).default(50),
  /**
   * `newest`: by number; `due`: first what is due first, by whichever of its clocks, so what is overdue is
   * above everything else, then what is paused or has no target, and what is resolved; the newest of what
   * is due at the same time first. `updated`: first what something happened to last; `priority`: as the matrix
   * has them, the most pressing first, and each in the order of what is due.
   */
  order: z.enum(listOrders).default('newest'),
  /** What the page before gave as `next`: all after it, also when clocks have moved since. */
  before: z.union([z.int().min(1), z.string().max(80)]).optional(),
});

export const listIncidentsInput = fields.superRefine(({ order, before, text }, { addIssue }) => {
  if (order !== 'newest' && text !== undefined) {
    addIssue({
      code: 'custom',
      path: ['order'],
      message: 'What is searched for comes newest first. Leave out the order, or the text.',
      ...coded('only-one-of', { fields: ['order', 'text'] }),
    });
  }
  if (before !== undefined && !isPlaceIn(order, before)) {
    addIssue({
      code: 'custom',
      path: ['before'],
      message: 'This is where a page of another order ended. Begin again without it.',
      ...coded('not-offered', {}),
    });
  }
});

type Input = z.infer<typeof listIncidentsInput>;

export interface IncidentsAnswer {
  /**
   * In the order that was asked for. `unread`: whether somebody else has said something since the caller
   * has last read it.
   */
  incidents: (IncidentRow & { unread: boolean })[];
  /** What to send as `before` for the rest, as it is; null when this is all. */
  next: number | string | null;
  /** How many there are, on all pages, up to a thousand; of a search up to 250. */
  total: number;
  /** Whether there are more than `total`: counting on would take longer than anybody waits. */
  isMore: boolean;
  seq: number;
  now: number;
}

/** The incidents that the caller may see: all of them, or those that they reported. */
export async function listIncidents(
  context: OperationContext,
  input: Input,
): Promise<IncidentsAnswer> {
  const { status, team, assignee, reportedBy, priority, service, text } = input;
  const { order, before, limit } = input;
  if (team !== undefined || assignee !== undefined) {
    assertListsAll(context, 'Only the desk can list by team or assignee.');
  }
  // Its places are positions in the log, which tell when the desk has worked among itself.
  if (order === 'updated' || order === 'priority') {
    assertListsAll(
      context,
      'Only the desk can list in this order. Leave it out, or ask for what is due.',
    );
  }
  const filter: IncidentFilter = {
    status,
    team: team ?? null,
    assignee:
      assignee === 'nobody' ? null : assignee === 'me' ? context.caller.id : (assignee ?? null),
    isUnassigned: assignee === 'nobody',
    priority: priority ?? null,
    service: service ?? null,
    text: text ?? null,
    reporter: reportedBy === 'me' ? self(context) : onlyOwn(context),
  };
  return context.store.read(async (snapshot) => {
    const find = async (below: number | null, most: number) =>
      (await findOpenByText(context.store, snapshot, filter)?.(below, most)) ??
      snapshot.incidents.findNumbers(filter, below, most);
    const mostCounted = text === undefined ? limits.counted : limits.countedInSearch;
    const counted = await find(null, mostCounted + 1);
    const newest = { first: counted, below: find };
    const { numbers, next } = await readPage[order](snapshot, filter, before, limit, newest);
    const page = await snapshot.incidents.getMany(numbers);
    const placeOf = new Map(numbers.map((number, place) => [number, place]));
    page.sort((a, b) => (placeOf.get(a.number) ?? 0) - (placeOf.get(b.number) ?? 0));
    const book = await snapshot.documents.calendarBook(page);
    const now = context.now();
    const audience = audienceOf(context.caller.role);
    const marks = await readMarks(snapshot, ownerOf(context), page);
    const reader = actorOf(context.caller);
    return {
      incidents: page.map((incident) => ({
        ...toIncidentRow(incident, book, now, audience),
        unread: isUnread(incident, reader, audience, marks.get(incident.number) ?? null),
      })),
      next,
      total: Math.min(counted.length, mostCounted),
      isMore: counted.length > mostCounted,
      seq: await listPosition(snapshot, filter.reporter),
      now,
    };
  });
}

/** How far the log has come; for a reporter, how much there is to know of all incidents of theirs. */
async function listPosition(snapshot: Snapshot, reporter: Reporter | null): Promise<number> {
  if (!reporter) return snapshot.log.lastSeq();
  return publicPosition((await snapshot.incidents.newsOf(reporter, 0)).count);
}

/** To whom the desk gives its work, and when it does what, is for those who see all of it. */
function assertListsAll({ caller }: OperationContext, message: string): void {
  if (reachOf(caller, 'incident:list') === 'all') return;
  throw new KitError('not-allowed', message, {
    details: { permission: 'incident:list', why: 'desk-only' },
  });
}

function onlyOwn(context: OperationContext): Reporter | null {
  return reachOf(context.caller, 'incident:list') === 'all' ? null : self(context);
}

function self({ caller }: OperationContext): Reporter {
  return { id: caller.id ?? '', site: caller.site?.key ?? '' };
}
