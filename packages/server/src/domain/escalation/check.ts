import { checkConditions } from '../check-conditions.ts';
import type { Documents } from '../configuration/documents.ts';
import {
  duplicateIds,
  errorAt,
  type Problem,
  warningAt,
  within,
} from '../configuration/problems.ts';
import { findSchedule } from '../oncall/schedules.ts';
import { findTeam, type Teams } from '../teams/teams.ts';
import type { EscalationAction } from './policies.ts';

/** What is wrong with the escalation policies: what they name and does not exist, or nobody is told. */
export function checkEscalationPolicies(documents: Documents): Problem[] {
  const { policies } = documents['escalation-policies'];
  return [
    ...duplicateIds(policies, ['policies']),
    ...policies.flatMap(({ name, when, steps }, index) =>
      within(
        ['policies', index],
        [
          ...within(['when'], checkConditions(when, documents, name)),
          ...steps.flatMap(({ actions }, step) =>
            actions.flatMap((action, each) =>
              within(
                ['steps', step, 'actions', each],
                'schedule' in action
                  ? wrongSchedule(action.schedule, documents, { name, step: step + 1 })
                  : wrongTeam(action, documents.teams, { name, step: step + 1 }),
              ),
            ),
          ),
        ],
      ),
    ),
  ];
}

function wrongSchedule(
  id: string,
  { schedules }: Pick<Documents, 'schedules'>,
  { name, step }: { name: string; step: number },
): Problem[] {
  const who = `Step ${step} of “${name}”`;
  const schedule = findSchedule(schedules, id);
  if (!schedule) {
    const message = `${who} notifies whoever is on call in “${id}”, which does not exist. Choose another schedule.`;
    return [errorAt(['schedule'], message, 'unknown-reference', { to: 'schedule', id, name })];
  }
  if (schedule.fallback !== null) return [];
  const message = `${who} notifies whoever is on call in “${schedule.name}”, which falls back to no team: in a gap nobody would be told.`;
  return [warningAt(['schedule'], message, 'nobody-in-gap', { schedule: schedule.name })];
}

function wrongTeam(
  action: Exclude<EscalationAction, { whom: 'on-call' }>,
  teams: Teams,
  { name, step }: { name: string; step: number },
): Problem[] {
  if (action.action === 'raise' || action.team === undefined) return [];
  const who = `Step ${step} of “${name}”`;
  const does = action.action === 'notify' ? 'notifies' : 'hands the incident to';
  const team = findTeam(teams, action.team);
  if (!team) {
    const message = `${who} ${does} the team “${action.team}”, which does not exist. Choose another.`;
    return [errorAt(['team'], message, 'unknown-reference', { to: 'team', id: action.team, name })];
  }
  if (action.action !== 'notify') return [];
  const nobody =
    action.whom === 'managers' && team.managers.length === 0
      ? 'managers'
      : action.whom === 'team' && team.members.length === 0
        ? 'members'
        : null;
  if (!nobody) return [];
  const message = `${who} notifies the ${nobody} of “${team.name}”, which has none: nobody would be told.`;
  return [warningAt(['whom'], message, 'nobody-to-notify', { team: team.name, whom: nobody })];
}
