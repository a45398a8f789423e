import { z } from 'zod';
import { reachOf } from '../access/caller.ts';
import { limits } from '../domain/limits.ts';
import { type IncidentRow, toIncidentRow } from '../domain/views/incident.ts';
import type { Reporter } from '../store/store.ts';
import type { OperationContext } from './context.ts';

export const listIncidentsInput = z.strictObject({
  status: z.enum(['open', 'resolved', 'all']).default('open'),
  limit: z.int().min(1).max(limits.page).default(50),
  /** Only incidents with a lower number: what the page before gave as `next`. */
  before: z.int().min(1).optional(),
});

export interface IncidentsAnswer {
  /** Newest first. */
  incidents: IncidentRow[];
  /** What to send as `before` for the rest; null when this is all. */
  next: number | null;
  /** How many there are, on all pages. */
  total: number;
  seq: number;
  now: number;
}

/** The incidents that the caller may see: all of them, or those that they reported. */
export async function listIncidents(
  context: OperationContext,
  input: z.infer<typeof listIncidentsInput>,
): Promise<IncidentsAnswer> {
  const filter = { status: input.status, reporter: onlyOwn(context) };
  return context.store.read(async (snapshot) => {
    const found = await snapshot.listIncidents({
      ...filter,
      before: input.before ?? null,
      limit: input.limit + 1,
    });
    const page = found.slice(0, input.limit);
    const now = context.now();
    return {
      incidents: page.map((incident) => toIncidentRow(incident, now)),
      next: found.length > page.length ? (page.at(-1)?.number ?? null) : null,
      total: await snapshot.countIncidents(filter),
      seq: await snapshot.head(),
      now,
    };
  });
}

function onlyOwn({ caller }: OperationContext): Reporter | null {
  if (reachOf(caller, 'incident:list') === 'all') return null;
  return { id: caller.id ?? '', site: caller.site?.key ?? '' };
}
