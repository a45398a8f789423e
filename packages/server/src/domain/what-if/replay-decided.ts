import type { CalendarBook } from '../calendar/calendars.ts';
import { withDue } from '../incident/due.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { evolve } from '../incident/evolve.ts';
import type { Incident } from '../incident/state.ts';
import type { Decided } from './decide-anew.ts';
import type { Undecidable } from './history.ts';

export type Replayed = { incident: Incident } | { undecidable: Undecidable };

/**
 * Folds an incident's events again with other decisions in them. What its clocks came to is not taken
 * from the log but found anew, before each event; what they came to since the last is in how they read.
 * Escalations stay as they happened.
 */
export function replayDecided(
  events: readonly IncidentEvent[],
  decide: (state: Incident | null, event: IncidentEvent) => Decided,
  book: CalendarBook,
): Replayed | null {
  let state: Incident | null = null;
  for (const event of events) {
    if (event.type === 'incident.sla-warned' || event.type === 'incident.sla-breached') continue;
    if (state) state = withDueClocks(state, book, event.at);
    const decided = decide(state, event);
    if ('undecidable' in decided) return decided;
    state = evolve(state, decided.event);
  }
  return state && { incident: state };
}

/** What its clocks have come to by an instant, and nothing else that falls due by itself. */
function withDueClocks(incident: Incident, book: CalendarBook, until: number): Incident {
  const { chain, closes } = incident;
  return { ...withDue({ ...incident, chain: null, closes: null }, book, until), chain, closes };
}
