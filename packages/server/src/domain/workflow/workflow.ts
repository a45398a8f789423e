import { z } from 'zod';
import { id, name } from '../ids.ts';
import { type Status, statusCategories } from '../incident/status.ts';
import { reviewRulesSchema } from '../review/rules.ts';

const hour = 3_600_000;

/** What can be asked of an incident before it may take a step. */
export const requirableFields = ['team', 'assignee', 'service', 'category', 'reason'] as const;
export type RequirableField = (typeof requirableFields)[number];

const status = z.strictObject({
  id,
  name,
  category: z.enum(statusCategories),
  /** For a waiting status: whether it ends by itself when the reporter writes. */
  resumesOnReply: z.boolean().optional(),
});

const transition = z.strictObject({
  from: id,
  to: id,
  /** What must be known by then. Resolving always takes a code and a text. */
  requires: z.array(z.enum(requirableFields)).max(5).default([]),
});

/**
 * The statuses of incidents and the transitions between them. Only the category of a status means anything
 * to the rules; the names are the desk's own.
 */
export const workflowSchema = z.strictObject({
  statuses: z.array(status).min(4, 'A workflow has at least 4 statuses.').max(40),
  /** Where a report begins; of the category `new`. */
  initial: id,
  /** Where the actions lead that do not say it themselves. Holding does: to any `waiting` status. */
  actions: z.strictObject({
    acknowledge: id,
    resume: id,
    resolve: id,
    reopen: id,
    close: id,
    cancel: id,
  }),
  transitions: z.array(transition).min(1).max(400),
  /** How long a resolved incident waits for the reporter's word before silence closes it; null: for ever. */
  closeAfterMs: z
    .int()
    .min(hour, 'At least one hour.')
    .max(366 * 24 * hour)
    .nullable(),
  /** Which incidents are to be reviewed when they are over; left out: none but those that somebody asks for. */
  reviews: reviewRulesSchema.optional(),
});

export type Workflow = z.infer<typeof workflowSchema>;
export type WorkflowAction = keyof Workflow['actions'];
export type Transition = z.infer<typeof transition>;

/** The category to which each action leads. */
export const categoryOfAction = {
  acknowledge: 'active',
  resume: 'active',
  resolve: 'resolved',
  reopen: 'active',
  close: 'closed',
  cancel: 'closed',
} as const;

/** What an incident goes along a transition by: an action, or by being moved to where none leads. */
export type TransitionUse = WorkflowAction | 'move';

/**
 * How an incident can go along a transition. Where work ends there are actions only: to a resolved status one
 * resolves, to a closed one one cancels or, from a resolved one, closes.
 */
export function usesOf(
  { statuses, actions }: Pick<Workflow, 'statuses' | 'actions'>,
  { from, to }: Pick<Transition, 'from' | 'to'>,
): TransitionUse[] {
  const category = (id: string) => statuses.find((each) => each.id === id)?.category;
  const [start, end] = [category(from), category(to)];
  if (start === undefined || end === undefined || start === 'closed') return [];
  const leads = (...possible: WorkflowAction[]) => possible.filter((each) => actions[each] === to);
  if (start === 'resolved') return leads('close', 'reopen');
  if (end === 'closed') return leads('cancel');
  if (end === 'resolved') return leads('resolve');
  return ['move'];
}

/** A status as events carry it. */
export function statusWithId({ statuses }: Workflow, id: string): Status {
  const found = statuses.find((each) => each.id === id);
  if (!found) throw new Error(`The workflow has no status “${id}”.`);
  return { id: found.id, name: found.name, category: found.category };
}

export function findTransition(
  { transitions }: Workflow,
  from: string,
  to: string,
): Transition | null {
  return transitions.find((each) => each.from === from && each.to === to) ?? null;
}

/** The statuses to which transitions lead from a status. */
export function transitionTargets(workflow: Workflow, from: string): Status[] {
  return workflow.transitions
    .filter((each) => each.from === from)
    .map((each) => statusWithId(workflow, each.to));
}
