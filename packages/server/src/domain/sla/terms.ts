import type { CalendarRef } from '../calendar/calendars.ts';
import { type Facts, matches } from '../conditions.ts';
import type { Rules } from '../configuration/documents.ts';
import { priorityWithId } from '../matrix/matrix.ts';
import type { TargetName, Targets } from './targets.ts';

/**
 * What was promised to an incident: the policy that applies, as it stood when it was applied.
 * Publishing another policy changes no incident that already has its terms.
 */
export interface SlaTerms {
  policy: string;
  /** The version of the policies that decided; 0 before there were any. */
  policiesVersion: number;
  calendar: CalendarRef;
  targets: Targets;
  /** Which clocks stand still while the incident waits. */
  pauses: Record<TargetName, boolean>;
  /** The share of a target from which on its clock warns. */
  warnAt: number;
  reopen: 'resume' | 'new-cycle';
}

/** Chooses the policy for an incident and works out what it promises. */
export function decideTerms(
  rules: Pick<Rules, 'matrix' | 'sla-policies' | 'calendars'>,
  facts: Facts,
): SlaTerms {
  const { document, version } = rules['sla-policies'];
  const policy = document.policies.find((each) => matches(each.when, facts));
  // The last policy is for all others; `checkDocuments` lets no other list be published.
  if (!policy) throw new Error('No SLA policy is for all incidents.');
  const { targets } = priorityWithId(rules.matrix.document, facts.priority);
  const { response = targets.response, resolution = targets.resolution } = policy.targets;
  return {
    policy: policy.id,
    policiesVersion: version,
    calendar:
      policy.calendar === '24x7'
        ? '24x7'
        : { id: policy.calendar, version: rules.calendars.version },
    targets: { response, resolution, update: policy.targets.update ?? null },
    pauses: policy.pauses,
    warnAt: policy.warnAt,
    reopen: policy.reopen,
  };
}

/** The terms of incidents that were reported before there were policies. */
export function termsBeforePolicies(targets: Omit<Targets, 'update'>): SlaTerms {
  return {
    policy: 'default',
    policiesVersion: 0,
    calendar: '24x7',
    targets: { ...targets, update: null },
    pauses: { response: false, resolution: true, update: false },
    warnAt: 0.75,
    reopen: 'resume',
  };
}

/** Of what was imported: nothing is promised, so nothing is ever due, warned of or judged. */
export const noTerms: SlaTerms = {
  policy: 'imported',
  policiesVersion: 0,
  calendar: '24x7',
  targets: { response: null, resolution: null, update: null },
  pauses: { response: false, resolution: false, update: false },
  warnAt: 0.75,
  reopen: 'resume',
};
