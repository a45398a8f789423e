import { systemActor } from '../actor.ts';
import type { CalendarBook } from '../calendar/calendars.ts';
import { nextDue } from '../incident/due.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { incidentStream } from '../incident/reference.ts';
import { evolve, type Incident } from '../incident/state.ts';
import type { Decided, Undecidable } from './decide-anew.ts';

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
    if (state) state = settleClocks(state, book, event.at);
    const decided = decide(state, event);
    if ('undecidable' in decided) return decided;
    state = evolve(state, decided.event);
  }
  return state && { incident: state };
}

function settleClocks(incident: Incident, book: CalendarBook, until: number): Incident {
  let state = incident;
  for (;;) {
    // Without these two nothing but clocks falls due.
    const due = nextDue({ ...state, chain: null, closes: null }, book);
    if (!due || due.at > until) return state;
    const { number, version, seq } = state;
    const recorded = { seq, stream: incidentStream(number), version, at: due.at };
    state = evolve(state, {
      ...due.event,
      ...recorded,
      actor: systemActor,
      actorName: null,
    } as IncidentEvent);
  }
}
