import type { CalendarBook } from '../calendar/calendars.ts';
import { readClocks } from '../incident/clocks.ts';
import type { Incident } from '../incident/state.ts';
import { type TargetName, targetNames } from '../sla/targets.ts';

/** What became of a promise. `missed` also when that was in an earlier cycle, or it still runs. */
export const outcomes = ['met', 'missed', 'running', 'none'] as const;
export type Outcome = (typeof outcomes)[number];

export type Outcomes = Record<TargetName, Outcome>;

/** What became of what was promised to an incident by an instant, epoch milliseconds. */
export function outcomesOf(incident: Incident, book: CalendarBook, now: number): Outcomes {
  const clocks = readClocks(incident, book, now);
  const outcomeOf = (target: TargetName): Outcome => {
    if (incident.breached.some((each) => each.target === target)) return 'missed';
    const state = clocks[target]?.state ?? 'none';
    if (state === 'met' || state === 'none') return state;
    return state === 'missed' || state === 'breached' ? 'missed' : 'running';
  };
  return Object.fromEntries(targetNames.map((each) => [each, outcomeOf(each)])) as Outcomes;
}
