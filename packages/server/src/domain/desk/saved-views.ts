import { z } from 'zod';
import { id, name } from '../ids.ts';
import { statusCategories } from '../incident/status.ts';
import { bounded } from '../plain-text.ts';

/** What a queue can show of an incident. */
export const viewColumns = [
  'priority',
  'reference',
  'title',
  'requester',
  'assignee',
  'team',
  'status',
  'service',
  'category',
  'due',
  'updated',
] as const;

/** What a list is narrowed to; what is left out does not matter. */
const filter = z.strictObject({
  status: z.enum(['open', 'over', 'all', 'replied', ...statusCategories]).default('open'),
  team: id.optional(),
  /** A person by the host's identifier, `me`, or `nobody`. */
  assignee: bounded(z.string(), { min: 1, max: 200 }).optional(),
  priority: id.optional(),
  service: id.optional(),
  text: bounded(z.string(), { min: 1, max: 200 }).optional(),
});

export const savedViewSchema = z.strictObject({
  id,
  name,
  filter,
  /** As a list of incidents takes it, see `incidents.list`. */
  order: bounded(z.string(), { min: 1, max: 40 }).default('due'),
  /** From the first; empty: those that the page has. */
  columns: z
    .array(z.enum(viewColumns))
    .max(viewColumns.length)
    .refine((columns) => new Set(columns).size === columns.length, 'Name each column once.')
    .default([]),
});

/** The views of the queue that everybody of the desk has. */
export const savedViewsSchema = z.strictObject({ views: z.array(savedViewSchema).max(50) });

export type SavedView = z.infer<typeof savedViewSchema>;
export type SavedViews = z.infer<typeof savedViewsSchema>;

export const defaultSavedViews: SavedViews = savedViewsSchema.parse({
  views: [
    { id: 'open', name: 'Open', filter: {} },
    { id: 'mine', name: 'Mine', filter: { assignee: 'me' } },
    { id: 'unassigned', name: 'Unassigned', filter: { assignee: 'nobody' } },
    { id: 'waiting', name: 'Waiting', filter: { status: 'waiting' } },
    // Whoever wrote since theirs was resolved waits for somebody to look again.
    { id: 'replied', name: 'Replied since', filter: { status: 'replied' } },
    { id: 'resolved', name: 'Resolved', filter: { status: 'resolved' } },
  ],
});
