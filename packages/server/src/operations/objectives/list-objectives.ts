import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { type ObjectiveView, showObjectives } from './show-objectives.ts';

export const listObjectivesInput = z.strictObject({
  /** Only those of a service; left out: of all. */
  service: chosen.optional(),
});

export interface ObjectivesAnswer {
  /** In the order of the document. */
  objectives: ObjectiveView[];
  /** Whether whoever asks may say what there is to achieve. */
  mayConfigure: boolean;
  now: number;
}

/** How the objectives of a service stand, or of all. */
export async function listObjectives(
  context: OperationContext,
  { service }: z.infer<typeof listObjectivesInput>,
): Promise<ObjectivesAnswer> {
  const { views } = await showObjectives(
    context,
    (each) => service === undefined || each.service === service,
  );
  return {
    objectives: views,
    mayConfigure: reachOf(context.caller, 'configuration:publish') !== null,
    now: context.now(),
  };
}
