import {
  duplicateIds,
  errorAt,
  findCycles,
  type Problem,
  ringOf,
  within,
} from '../configuration/problems.ts';
import type { Person, Team, Teams } from './teams.ts';

/** What is wrong with the teams: ids, people who are there twice, escalations that lead nowhere. */
export function checkTeams({ teams }: Teams): Problem[] {
  return [
    ...duplicateIds(teams, ['teams']),
    ...teams.flatMap((team, index) => [
      ...twice(team, team.members, ['teams', index, 'members'], 'member'),
      ...twice(team, team.managers, ['teams', index, 'managers'], 'manager'),
      ...within(['teams', index, 'escalatesTo'], wrongEscalation(team, teams)),
    ]),
    ...rings(teams),
  ];
}

function twice(
  team: Team,
  people: readonly Person[],
  path: (string | number)[],
  what: string,
): Problem[] {
  return people.flatMap(({ id }, index) => {
    if (people.findIndex((each) => each.id === id) === index) return [];
    const message = `“${team.name}” has the ${what} “${id}” twice. Remove one of them.`;
    return [errorAt([...path, index, 'id'], message, 'duplicate', { id })];
  });
}

function wrongEscalation({ id, name, escalatesTo }: Team, teams: readonly Team[]): Problem[] {
  if (escalatesTo === null) return [];
  if (escalatesTo === id) {
    const message = `“${name}” escalates to itself. Choose another team, or none.`;
    return [errorAt([], message, 'refers-to-itself', { name })];
  }
  if (teams.some((each) => each.id === escalatesTo)) return [];
  const message = `“${name}” escalates to the team “${escalatesTo}”, which does not exist. Choose another team, or none.`;
  return [errorAt([], message, 'unknown-reference', { to: 'team', id: escalatesTo, name })];
}

function rings(teams: readonly Team[]): Problem[] {
  const edges = new Map(
    teams.map(({ id, escalatesTo }) => [id, escalatesTo === null ? [] : [escalatesTo]]),
  );
  return findCycles(edges).map((cycle) => {
    const index = teams.findIndex((each) => each.id === cycle[0]);
    const message = `Teams escalate to each other in a ring: ${ringOf(cycle)}. Let one escalate to none.`;
    return errorAt(['teams', index, 'escalatesTo'], message, 'ring', { ids: cycle });
  });
}
