import { type Actor, systemActor } from '../../domain/actor.ts';
import { asksWhoIsOnCall, onCallFor } from '../../domain/escalation/on-call.ts';
import { dueEvents } from '../../domain/incident/due.ts';
import type { NewIncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { calendarTurns } from '../oncall/calendars.ts';

/** Appends an event to an incident and returns the incident as it is then. */
export async function appendToIncident(
  transaction: Transaction,
  { number, version }: Pick<Incident, 'number' | 'version'>,
  event: NewIncidentEvent,
  stamp: Stamp,
): Promise<Incident> {
  await transaction.log.append(incidentStream(number), version, event, stamp);
  return incidentWithNumber(transaction, number);
}

/** An incident of which the log has events. */
export async function incidentWithNumber(
  transaction: Transaction,
  number: number,
): Promise<Incident> {
  const incident = await transaction.incidents.get(number);
  if (!incident) throw new Error(`The log has events of incident ${number}, which there is not.`);
  return incident;
}

/**
 * Writes down what has fallen due on an incident by now. Every command does this first, so what the
 * log says does not depend on whether a timer was quicker.
 * @param speaker see `dueEvents`
 */
export async function applyDue(
  transaction: Transaction,
  incident: Incident,
  now: number,
  speaker?: Actor,
): Promise<Incident> {
  const book = await transaction.documents.calendarBook([incident]);
  const stamp = { at: now, actor: systemActor, actorName: null };
  let state = incident;
  for (const { event } of dueEvents(incident, book, now, speaker)) {
    state = await appendToIncident(
      transaction,
      state,
      await withOnCall(transaction, event, now),
      stamp,
    );
  }
  return state;
}

/** Who is on call is found as the step is taken, also where that is late: whoever had it before is asleep. */
async function withOnCall(
  transaction: Transaction,
  event: NewIncidentEvent,
  now: number,
): Promise<NewIncidentEvent> {
  if (event.type !== 'incident.escalation-step-taken') return event;
  if (!asksWhoIsOnCall(event.data.actions)) return event;
  const { schedules } = await transaction.documents.rules();
  const calendars = await calendarTurns(transaction);
  const onCall = onCallFor(event.data.actions, schedules, now, calendars);
  return { ...event, data: { ...event.data, onCall } };
}
