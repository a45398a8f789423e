import { z } from 'zod';
import { id } from './ids.ts';
import { bounded } from './plain-text.ts';

const anyOf = z
  .array(bounded(z.string(), { min: 1, max: 120 }))
  .min(1, 'Name at least one, or leave it out.')
  .max(100);

/**
 * To which incidents something applies. Each field that is there has to match one of its values; no
 * field at all matches every incident.
 */
export const conditionsSchema = z.strictObject({
  priority: anyOf.optional(),
  service: z.array(id).min(1).max(500).optional(),
  category: z.array(id).min(1).max(200).optional(),
  /** Site keys. */
  site: anyOf.optional(),
  /** Groups of the reporter, as the host token names them. */
  reporterGroup: anyOf.optional(),
});

export type Conditions = z.infer<typeof conditionsSchema>;

/** What conditions ask about. */
export interface Facts {
  priority: string;
  service: string | null;
  category: string | null;
  site: string | null;
  reporterGroups: readonly string[];
}

export function matches(conditions: Conditions, facts: Facts): boolean {
  const { priority, service, category, site, reporterGroup } = conditions;
  const has = (allowed: readonly string[] | undefined, value: string | null) =>
    !allowed || (value !== null && allowed.includes(value));
  return (
    has(priority, facts.priority) &&
    has(service, facts.service) &&
    has(category, facts.category) &&
    has(site, facts.site) &&
    (!reporterGroup || facts.reporterGroups.some((group) => reporterGroup.includes(group)))
  );
}

export function isUnconditional(conditions: Conditions): boolean {
  return Object.values(conditions).every((each) => each === undefined);
}
