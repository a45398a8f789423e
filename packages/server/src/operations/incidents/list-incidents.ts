import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { KitError } from '../../domain/errors.ts';
import { coded } from '../../domain/field-errors.ts';
import { statusCategories } from '../../domain/incident/status.ts';
import { limits } from '../../domain/limits.ts';
import { hasUnspacedLetter } from '../../domain/unspaced-scripts.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentRow, toIncidentRow } from '../../domain/views/incident.ts';
import { publicPosition } from '../../domain/views/positions.ts';
import type { DuePlace, IncidentFilter, Reporter, Snapshot } from '../../store/store.ts';
import type { OperationContext } from '../context.ts';
import { chosen, personId, text } from '../input.ts';

/** What a page in the order of what is due ended with: when that is due, and its number. */
const duePlace = /^(?:([1-9]\d{0,14})|never)\.([1-9]\d{0,14})$/;

const fields = z.strictObject({
  /**
   * `open`: all that is neither resolved nor closed; `over`: the others; `replied`: what is resolved, and
   * whoever reported it has written since.
   */
  status: z.enum(['open', 'over', 'all', 'replied', ...statusCategories]).default('open'),
  team: chosen.optional(),
  /** The host's identifier of a person. */
  assignee: personId.optional(),
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
   * is due at the same time first.
   */
  order: z.enum(['newest', 'due']).default('newest'),
  /** What the page before gave as `next`: all after it, also when clocks have moved since. */
  before: z.union([z.int().min(1), z.string().regex(duePlace)]).optional(),
});

export const listIncidentsInput = fields.superRefine(({ order, before, text }, { addIssue }) => {
  if (order === 'due' && text !== undefined) {
    addIssue({
      code: 'custom',
      path: ['order'],
      message: 'What is searched for comes newest first. Leave out the order, or the text.',
      ...coded('only-one-of', { fields: ['order', 'text'] }),
    });
  }
  if (before !== undefined && (typeof before === 'string') !== (order === 'due')) {
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
  /** In the order that was asked for. */
  incidents: IncidentRow[];
  /** What to send as `before` for the rest, as it is; null when this is all. */
  next: number | string | null;
  /** How many there are, on all pages, up to a thousand. */
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
  const { status, team, assignee, priority, service, text } = input;
  if (team !== undefined || assignee !== undefined) assertListsAll(context);
  const filter: IncidentFilter = {
    status,
    team: team ?? null,
    assignee: assignee ?? null,
    priority: priority ?? null,
    service: service ?? null,
    text: text ?? null,
    reporter: onlyOwn(context),
  };
  return context.store.read(async (snapshot) => {
    const counted = await snapshot.incidents.findNumbers(filter, null, limits.counted + 1);
    const { numbers, next } = await pageOf(snapshot, filter, input, counted);
    const page = await snapshot.incidents.getMany(numbers);
    const placeOf = new Map(numbers.map((number, place) => [number, place]));
    page.sort((a, b) => (placeOf.get(a.number) ?? 0) - (placeOf.get(b.number) ?? 0));
    const book = await snapshot.documents.calendarBook(page);
    const now = context.now();
    const audience = audienceOf(context.caller.role);
    return {
      incidents: page.map((incident) => toIncidentRow(incident, book, now, audience)),
      next,
      total: Math.min(counted.length, limits.counted),
      isMore: counted.length > limits.counted,
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

/** @param newest the first of all that fit, newest first, at least a page and one more */
async function pageOf(
  { incidents }: Snapshot,
  filter: IncidentFilter,
  { order, before, limit }: Input,
  newest: readonly number[],
): Promise<{ numbers: number[]; next: number | string | null }> {
  if (order === 'due') {
    const after = typeof before === 'string' ? readPlace(before) : null;
    const places = await incidents.findDue(filter, after, limit + 1);
    const page = places.slice(0, limit);
    const last = places.length > limit ? page.at(-1) : undefined;
    return { numbers: page.map(({ number }) => number), next: last ? writePlace(last) : null };
  }
  const found =
    typeof before === 'number' ? await incidents.findNumbers(filter, before, limit + 1) : newest;
  const numbers = found.slice(0, limit);
  return { numbers, next: found.length > limit ? (numbers.at(-1) ?? null) : null };
}

function writePlace({ dueAt, number }: DuePlace): string {
  return `${dueAt ?? 'never'}.${number}`;
}

function readPlace(written: string): DuePlace | null {
  const [, dueAt, number] = duePlace.exec(written) ?? [];
  return number ? { dueAt: dueAt ? Number(dueAt) : null, number: Number(number) } : null;
}

/** To whom the desk gives its work is for those who see all of it. */
function assertListsAll({ caller }: OperationContext): void {
  if (reachOf(caller, 'incident:list') === 'all') return;
  throw new KitError('not-allowed', 'Only the desk can list by team or assignee.', {
    details: { permission: 'incident:list', why: 'desk-only' },
  });
}

function onlyOwn({ caller }: OperationContext): Reporter | null {
  if (reachOf(caller, 'incident:list') === 'all') return null;
  return { id: caller.id ?? '', site: caller.site?.key ?? '' };
}
