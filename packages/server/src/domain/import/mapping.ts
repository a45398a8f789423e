import { z } from 'zod';
import { statusCategories } from '../incident/status.ts';
import { ranks } from './ranks.ts';

/** What an import can know of an incident, one column of the source for each. */
export const importedFields = [
  'id',
  'reported',
  'updated',
  'order',
  'resolved',
  'closed',
  'status',
  'title',
  'description',
  'resolution',
  'reporter',
  'assignee',
  'team',
  'service',
  'category',
  'impact',
  'urgency',
  'priority',
] as const;
export type ImportedField = (typeof importedFields)[number];

/** What a status of the source is to the rules here; `cancelled` is over and does not count. */
export const importedStatuses = [...statusCategories, 'cancelled'] as const;
export type ImportedStatus = (typeof importedStatuses)[number];

/** Fields that say how pressing something is. */
export const rankedFields = ['priority', 'impact', 'urgency'] as const;
export type RankedField = (typeof rankedFields)[number];

const texts = z.array(z.string().min(1)).max(200);
const toIds = z.record(z.string(), z.string()).default({});

/** How the rows of a source are read. Columns are named as its head names them. */
export const mappingSchema = z.strictObject({
  /** What the ids are ids of, where the command does not say it. */
  source: z.string().min(1).max(120).optional(),
  columns: z.partialRecord(z.enum(importedFields), z.string().min(1)),
  /** Columns that are kept as they are, as text, beside the incident. Nothing personal belongs there. */
  keep: texts.default([]),
  /** What the source's statuses are, by their names in small letters. */
  statuses: z.record(z.string(), z.enum(importedStatuses)).default({}),
  /** What says that nothing is known, besides nothing. */
  missing: texts.default([]),
  /** How pressing the source's words and numbers are, in small letters: “1” is its most pressing, or its least. */
  levels: z.partialRecord(z.enum(rankedFields), z.record(z.string(), z.enum(ranks))).default({}),
  /** Ids here, by the source's words: where these are not the same words. */
  values: z
    .strictObject({
      priority: toIds,
      impact: toIds,
      urgency: toIds,
      service: toIds,
      category: toIds,
      team: toIds,
      assignee: toIds,
    })
    .partial()
    .default({}),
});

export type Mapping = z.infer<typeof mappingSchema>;
