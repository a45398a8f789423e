import { z } from 'zod';
import { conditionsSchema } from '../conditions.ts';
import { coded } from '../field-errors.ts';
import { id, name } from '../ids.ts';
import { bounded } from '../plain-text.ts';

const rule = z.strictObject({
  id,
  name,
  when: conditionsSchema
    .extend({
      /** Words or phrases, one of which the title or the description has, whatever its case. */
      text: z
        .array(bounded(z.string().trim(), { min: 2, max: 120 }))
        .min(1)
        .max(100)
        .optional(),
      /** Email addresses, or domains with their @: `@example.com`. */
      reporterEmail: z
        .array(bounded(z.string().trim().toLowerCase(), { min: 3, max: 254 }))
        .min(1)
        .max(100)
        .optional(),
    })
    .default({}),
  route: z
    .strictObject({
      team: id.optional(),
      category: id.optional(),
      /** Who of the team gets it: nobody yet, each in turn, or who has the fewest open incidents. */
      assign: z.enum(['nobody', 'round-robin', 'least-loaded']).default('nobody'),
    })
    .refine((each) => each.team || each.category, {
      error: 'Name a team or a category.',
      ...coded('needs-one-of', { fields: ['team', 'category'] }),
    }),
});

/**
 * The rules in the order in which they are tried. The first that matches and names a team decides
 * about the team, the first that matches and names a category decides about that; what a reporter
 * chose stays.
 */
export const routingRulesSchema = z.strictObject({
  rules: z.array(rule).max(500),
  /** What is done with what can be learned from earlier incidents, where neither a reporter nor a rule decides. */
  learning: z
    .strictObject({
      /** `set`: where it is sure enough, else it is suggested. */
      category: z.enum(['off', 'suggest', 'set']).optional(),
      /** The same for the team that gets it. */
      team: z.enum(['off', 'suggest', 'set']).optional(),
    })
    .optional(),
});

export type RoutingRule = z.infer<typeof rule>;
export type RoutingRules = z.infer<typeof routingRulesSchema>;

export const defaultRoutingRules: RoutingRules = { rules: [] };
