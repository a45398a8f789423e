import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import type { BurnPoint } from '../../domain/objectives/budget.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { burnDownOf } from './read-objectives.ts';
import { type ObjectiveView, showObjectives } from './show-objectives.ts';

export const listObjectivesInput = z.strictObject({
  /** Only those of a service; left out: of all. */
  service: chosen.optional(),
  /** Whether each comes with how its budget was used over the window. */
  burnDown: z.boolean().default(false),
});

export interface ObjectivesAnswer {
  /** In the order of the document. */
  objectives: (ObjectiveView & {
    /** Null where it was not asked for; empty where too few events were counted. */
    burnDown: BurnPoint[] | null;
  })[];
  /** Whether whoever asks may say what there is to achieve. */
  mayConfigure: boolean;
  now: number;
}

/** How the objectives of a service stand, or of all. */
export async function listObjectives(
  context: OperationContext,
  { service, burnDown }: z.infer<typeof listObjectivesInput>,
): Promise<ObjectivesAnswer> {
  const { views, readings } = await showObjectives(
    context,
    (each) => service === undefined || each.service === service,
  );
  return {
    objectives: views.map((view, index) => {
      const reading = burnDown ? readings[index] : undefined;
      return { ...view, burnDown: reading ? burnDownOf(reading) : null };
    }),
    mayConfigure: reachOf(context.caller, 'configuration:publish') !== null,
    now: context.now(),
  };
}
