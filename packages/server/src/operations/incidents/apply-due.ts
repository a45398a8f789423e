import { systemActor } from '../../domain/actor.ts';
import { nextDue } from '../../domain/incident/due.ts';
import type { NewIncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Stamp, Transaction } from '../../store/store.ts';

/** Appends an event to an incident and returns the incident as it is then. */
export async function appendToIncident(
  transaction: Transaction,
  { number, version }: Pick<Incident, 'number' | 'version'>,
  event: NewIncidentEvent,
  stamp: Stamp,
): Promise<Incident> {
  await transaction.log.append(incidentStream(number), version, event, stamp);
  const after = await transaction.incidents.get(number);
  if (!after) throw new Error(`The incident ${number} was not written.`);
  return after;
}

/**
 * Writes down what has fallen due on an incident by now. Every command does this first, so what the
 * log says does not depend on whether a timer was quicker.
 */
export async function settle(
  transaction: Transaction,
  incident: Incident,
  now: number,
): Promise<Incident> {
  let state = incident;
  const book = await transaction.documents.calendarBook([state]);
  for (;;) {
    const due = nextDue(state, book);
    if (!due || due.at > now) return state;
    const stamp = { at: now, actor: systemActor, actorName: null };
    state = await appendToIncident(transaction, state, due.event, stamp);
  }
}
