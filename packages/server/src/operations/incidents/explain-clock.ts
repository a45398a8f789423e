import { z } from 'zod';
import { clockFacts } from '../../domain/incident/clocks.ts';
import { type ClockExplanation, explainClock } from '../../domain/sla/explain.ts';
import { targetNames } from '../../domain/sla/targets.ts';
import type { SlaTerms } from '../../domain/sla/terms.ts';
import type { OperationContext } from '../context.ts';
import { incidentInput } from '../input.ts';
import { findIncident } from './find-incident.ts';

export const explainIncidentClockInput = incidentInput.extend({
  target: z.enum(targetNames).default('resolution'),
});

export interface ClockExplanationAnswer extends ClockExplanation {
  incident: string;
  /** What was promised, and by which version of which policy. */
  terms: SlaTerms;
  seq: number;
  now: number;
}

/**
 * Why a clock of an incident shows what it shows.
 * @throws KitError `incident-not-found`
 */
export async function explainIncidentClock(
  context: OperationContext,
  input: z.infer<typeof explainIncidentClockInput>,
): Promise<ClockExplanationAnswer> {
  return context.store.read(async (snapshot) => {
    const { caller } = context;
    const incident = await findIncident(snapshot, caller, 'incident:explain', input.incident);
    const book = await snapshot.documents.calendarBook([incident]);
    const now = context.now();
    return {
      incident: input.incident,
      terms: incident.terms,
      ...explainClock(clockFacts(incident, input.target, book), now),
      seq: await snapshot.log.lastSeq(),
      now,
    };
  });
}
