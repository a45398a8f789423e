import type { Documents } from '../configuration/documents.ts';
import { duplicateIds, errorAt, type Problem, within } from '../configuration/problems.ts';
import { findTeam } from '../teams/teams.ts';
import { instantOf } from './handoffs.ts';
import type { Layer, Schedule } from './schedules.ts';

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
          ...schedule.layers.flatMap((each, at) => within(['layers', at], wrongTurns(each))),
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

/** People take turns of a length, or a calendar says who has it; and that knows nobody but them. */
function wrongTurns({ length, calendar, people, name }: Layer): Problem[] {
  const fields = ['length', 'calendar'];
  if (!length && !calendar) {
    const message = `Say how long a turn of “${name}” is, or which calendar says who has it.`;
    return [errorAt(['length'], message, 'needs-one-of', { fields })];
  }
  if (length && calendar) {
    const message = `“${name}” has turns of a length and a calendar. Leave one of them out.`;
    return [errorAt(['calendar'], message, 'only-one-of', { fields })];
  }
  const known = new Set(people.map(({ id }) => id));
  return (calendar?.names ?? []).flatMap(({ written, person }, index) => {
    if (known.has(person)) return [];
    const message = `“${written}” stands for “${person}”, who is not among the people of “${name}”. Add them, or choose another.`;
    return [
      errorAt(['calendar', 'names', index, 'person'], message, 'not-offered', { id: person }),
    ];
  });
}

function wrongFallback({ name, fallback }: Schedule, teams: Documents['teams']): Problem[] {
  if (fallback === null || findTeam(teams, fallback)) return [];
  const message = `“${name}” falls back to the team “${fallback}”, which does not exist. Choose another, or none.`;
  return [errorAt(['fallback'], message, 'unknown-reference', { to: 'team', id: fallback, name })];
}
