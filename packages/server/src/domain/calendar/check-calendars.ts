import { duplicateIds, errorAt, type Problem, within } from '../configuration/problems.ts';
import type { Calendars } from './calendars.ts';
import { checkCalendar } from './check-calendar.ts';

/** What is wrong with the calendars: each by itself, and their ids. */
export function checkCalendars({ calendars }: Calendars): Problem[] {
  return [
    ...duplicateIds(calendars, ['calendars']),
    ...calendars.flatMap(({ id, calendar }, index) =>
      within(
        ['calendars', index],
        [
          ...(id === '24x7' ? [reserved] : []),
          ...within(
            ['calendar'],
            checkCalendar(calendar).map((each): Problem => ({ severity: 'error', ...each })),
          ),
        ],
      ),
    ),
  ];
}

const reserved = errorAt(
  ['id'],
  '“24x7” is always there and means around the clock. Give this calendar another id.',
  'reserved',
  { id: '24x7' },
);
