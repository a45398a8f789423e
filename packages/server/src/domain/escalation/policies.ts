import { z } from 'zod';
import { conditionsSchema } from '../conditions.ts';
import { id, name } from '../ids.ts';
import { targetNames } from '../sla/targets.ts';

const target = z.enum(targetNames);
const duration = z
  .int()
  .min(0)
  .max(366 * 86_400_000);

/** When a step is taken, on the clock of a target: in working time, and not while it is paused. */
const moment = z.union([
  z.strictObject({ target, percent: z.number().min(0).max(1_000) }),
  z.strictObject({ target, beforeDueMs: duration }),
  z.strictObject({ target, afterDueMs: duration }),
]);

const notify = z.literal('notify');

const action = z.discriminatedUnion('action', [
  z.discriminatedUnion('whom', [
    z.strictObject({
      action: notify,
      /** The assignee, everybody of a team, or its managers. */
      whom: z.enum(['assignee', 'team', 'managers']),
      /** Left out: the team that has the incident then. */
      team: id.optional(),
    }),
    z.strictObject({
      action: notify,
      /** Whoever is on call when the step is taken. */
      whom: z.literal('on-call'),
      schedule: id,
    }),
  ]),
  z.strictObject({ action: z.literal('reassign'), team: id }),
  /** A hierarchical escalation: management is told, the team keeps the incident. */
  z.strictObject({ action: z.literal('raise') }),
]);

const step = z.strictObject({
  after: moment,
  actions: z.array(action).min(1, 'Say what the step does.').max(10),
  /** Again so many times, each so much working time later. */
  repeat: z
    .strictObject({
      times: z.int().min(1).max(100),
      everyMs: z
        .int()
        .min(60_000)
        .max(30 * 86_400_000),
    })
    .nullable()
    .default(null),
});

const policy = z.strictObject({
  id,
  name,
  when: conditionsSchema.default({}),
  /** What ends the chain. Resolving and closing always do. */
  stopOn: z.enum(['acknowledge', 'resolve']).default('acknowledge'),
  steps: z.array(step).min(1).max(20),
});

/** The first that matches is copied into an incident when it is reported; there need not be one. */
export const escalationPoliciesSchema = z.strictObject({ policies: z.array(policy).max(100) });

export type EscalationAction = z.infer<typeof action>;
export type EscalationStep = z.infer<typeof step>;
export type EscalationPolicy = z.infer<typeof policy>;
export type EscalationPolicies = z.infer<typeof escalationPoliciesSchema>;

export const defaultEscalationPolicies: EscalationPolicies = { policies: [] };
