import type { Incident } from './state.ts';

/** The eight stages of the life of an incident, in the order of ITIL's books. */
export const stages = [
  'identification',
  'logging',
  'categorization',
  'prioritization',
  'diagnosis',
  'escalation',
  'resolution',
  'closure',
] as const;
export type Stage = (typeof stages)[number];

/** When an incident came to a stage, epoch milliseconds; null when it has not, or skipped it. */
export interface StageReached {
  stage: Stage;
  at: number | null;
}

/** The stages of an incident so far. A report is identified, logged and prioritized in one step. */
export function stagesOf(incident: Incident): StageReached[] {
  const { reportedAt, categorizedAt, firstAcknowledgedAt, escalatedAt, resolved, closed } =
    incident;
  const reached: Record<Stage, number | null> = {
    identification: reportedAt,
    logging: reportedAt,
    categorization: categorizedAt,
    prioritization: reportedAt,
    diagnosis: firstAcknowledgedAt ?? firstActive(incident),
    escalation: escalatedAt,
    resolution: resolved?.at ?? null,
    closure: closed?.at ?? null,
  };
  return stages.map((stage) => ({ stage, at: reached[stage] }));
}

function firstActive({ course }: Incident): number | null {
  return course.find(({ status }) => status.category === 'active')?.at ?? null;
}
