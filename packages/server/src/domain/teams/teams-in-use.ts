import { errorAt, type Problem } from '../configuration/problems.ts';
import type { Teams } from './teams.ts';

/**
 * Teams that a draft takes away from under incidents whose chain of escalations may still come to them:
 * nobody would be told, and the incident handed to a team that is no more.
 * @param incidents how many incidents have a chain that may still come to a team, by its id
 */
export function checkTeamsInUse(
  current: Teams,
  draft: Teams,
  incidents: Readonly<Record<string, number>>,
): Problem[] {
  const kept = new Set(draft.teams.map((each) => each.id));
  return current.teams.flatMap(({ id, name }) => {
    const count = incidents[id] ?? 0;
    if (kept.has(id) || count === 0) return [];
    const who = count === 1 ? '1 incident has' : `${count} incidents have`;
    const message =
      `${who} an escalation that may still come to “${name}”, a team that this takes away. Keep the team ` +
      'until they are closed; it need not have members.';
    return [errorAt(['teams'], message, 'team-in-use', { team: name, incidents: count })];
  });
}
