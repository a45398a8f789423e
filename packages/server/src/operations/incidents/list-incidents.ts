import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { KitError } from '../../domain/errors.ts';
import { coded } from '../../domain/field-errors.ts';
import { statusCategories } from '../../domain/incident/status.ts';
import { limits } from '../../domain/limits.ts';
import { hasUnspacedLetter } from '../../domain/unspaced-scripts.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentRow, toIncidentRow } from '../../domain/views/incident.ts';
import type { IncidentFilter, Reporter } from '../../store/store.ts';
import type { OperationContext } from '../context.ts';
import { chosen, personId, text } from '../input.ts';

export const listIncidentsInput = z.strictObject({
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
  /** Only incidents with a lower number: what the page before gave as `next`. */
  before: z.int().min(1).optional(),
});

export interface IncidentsAnswer {
  /** Newest first. */
  incidents: IncidentRow[];
  /** What to send as `before` for the rest; null when this is all. */
  next: number | null;
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
  input: z.infer<typeof listIncidentsInput>,
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
    const all = await snapshot.incidents.findNumbers(filter, null, limits.counted + 1);
    const found =
      input.before === undefined
        ? all
        : await snapshot.incidents.findNumbers(filter, input.before, input.limit + 1);
    const numbers = found.slice(0, input.limit);
    const page = await snapshot.incidents.getMany(numbers);
    page.sort((a, b) => b.number - a.number);
    const book = await snapshot.documents.calendarBook(page);
    const now = context.now();
    const audience = audienceOf(context.caller.role);
    return {
      incidents: page.map((incident) => toIncidentRow(incident, book, now, audience)),
      next: found.length > numbers.length ? (numbers.at(-1) ?? null) : null,
      total: Math.min(all.length, limits.counted),
      isMore: all.length > limits.counted,
      seq: await snapshot.log.lastSeq(),
      now,
    };
  });
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
