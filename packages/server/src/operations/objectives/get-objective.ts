import { z } from 'zod';
import { fieldError, KitError } from '../../domain/errors.ts';
import type { BurnPoint } from '../../domain/objectives/budget.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { burnDownOf } from './read-objectives.ts';
import { type ObjectiveView, showObjectives } from './show-objectives.ts';

export const getObjectiveInput = z.strictObject({ id: chosen });

export interface ObjectiveAnswer {
  objective: ObjectiveView;
  /** How the budget was used over the window; empty where too few events were counted. */
  burnDown: BurnPoint[];
  now: number;
}

/**
 * An objective, and how its budget was used.
 * @throws KitError `not-found`, also for one that is not shown to whoever asks
 */
export async function getObjective(
  context: OperationContext,
  { id }: z.infer<typeof getObjectiveInput>,
): Promise<ObjectiveAnswer> {
  const { views, readings } = await showObjectives(context, (each) => each.id === id);
  const [objective] = views;
  const [reading] = readings;
  if (!objective || !reading) throw noObjective(id);
  return { objective, burnDown: burnDownOf(reading), now: context.now() };
}

export function noObjective(id: string): KitError {
  return new KitError('not-found', `There is no objective ${id}. Load the list again.`, {
    fields: [fieldError(['id'], 'No such objective.', 'not-found', { id })],
  });
}
