import type { Documents } from '../configuration/documents.ts';
import { duplicateIds, errorAt, type Problem, within } from '../configuration/problems.ts';
import { findTeam } from '../teams/teams.ts';
import { instantOf } from './handoffs.ts';
import type { Schedule } from './schedules.ts';

/** What is wrong with the schedules: ids, times that end before they begin, fallbacks to no team. */
export function checkSchedules({
  schedules: { schedules },
  teams,
}: Pick<Documents, 'schedules' | 'teams'>): Problem[] {
  return [
    ...duplicateIds(schedules, ['schedules']),
    ...schedules.flatMap((schedule, index) =>
      within(
        ['schedules', index],
        [
          ...duplicateIds(schedule.layers, ['layers']),
          ...duplicateIds(schedule.overrides, ['overrides']),
          ...wrongTimes(schedule),
          ...wrongFallback(schedule, teams),
        ],
      ),
    ),
  ];
}

function wrongTimes({ layers, overrides }: Schedule): Problem[] {
  const message = 'The end is not after the beginning.';
  return [
    ...layers.flatMap(({ zone, start, until }, index) =>
      until === null || instantOf(zone, start) < instantOf(zone, until)
        ? []
        : [errorAt(['layers', index, 'until'], message, 'ends-before-start')],
    ),
    ...overrides.flatMap(({ from, to }, index) =>
      from < to ? [] : [errorAt(['overrides', index, 'to'], message, 'ends-before-start')],
    ),
  ];
}

function wrongFallback({ name, fallback }: Schedule, teams: Documents['teams']): Problem[] {
  if (fallback === null || findTeam(teams, fallback)) return [];
  const message = `“${name}” falls back to the team “${fallback}”, which does not exist. Choose another, or none.`;
  return [errorAt(['fallback'], message, 'unknown-reference', { to: 'team', id: fallback, name })];
}
