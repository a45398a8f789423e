import type { ClockView, IncidentRow } from '@incident-kit/server/domain';
import { formatInstant } from '../base/intl.ts';
import type { IncidentListMessages } from '../locales/en/incident-list.ts';

const day = 86_400_000;

/** The next thing that somebody who reported it may expect: an answer, or else that it is solved. */
function nextClock({ clocks, status }: IncidentRow): ClockView | undefined {
  if (status.category === 'resolved' || status.category === 'closed') return undefined;
  return [clocks.response, clocks.resolution].find(
    (clock) => clock.stoppedAt === null && clock.dueAt !== null,
  );
}

/** By when the desk means to do what comes next, in words for whoever reported it; empty where nobody said. */
export function aimOf(
  row: IncidentRow,
  messages: IncidentListMessages,
  locale: string,
  now: number,
): string {
  const clock = nextClock(row);
  const { dueAt } = clock ?? {};
  if (!clock || !dueAt) return '';
  const when = formatSoon(locale, dueAt, now);
  if (dueAt < now) return messages.late(when);
  return clock.target === 'response' ? messages.aimToAnswer(when) : messages.aimToSolve(when);
}

/** In how many milliseconds that reads otherwise; Infinity for never. */
export function aimChangesIn(row: IncidentRow, now: number): number {
  const { dueAt } = nextClock(row) ?? {};
  return dueAt && dueAt >= now ? dueAt - now + 1 : Infinity;
}

/** With its weekday within six days, as people plan: "Thu 19:53"; else with its date. */
export function formatSoon(locale: string, at: number, now: number): string {
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  return formatInstant(
    locale,
    at,
    Math.abs(at - now) < 6 * day
      ? { weekday: 'short', ...time }
      : { day: 'numeric', month: 'short', ...time },
  );
}
