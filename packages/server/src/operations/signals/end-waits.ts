import { systemActor } from '../../domain/actor.ts';
import { decideWait, decideWaitEnd, isOver } from '../../domain/incident/decide/waits.ts';
import type { Snapshot, Store, Transaction } from '../../store/port/store.ts';
import { appendToIncident, applyDue, incidentWithNumber } from '../incidents/apply-due.ts';
import { findDependency } from './find-dependency.ts';

/** Incidents that are looked at in one transaction. */
const atOnce = 50;

/**
 * Tells of what has waited for something that is over, each once, whichever instance looks first.
 * @returns how many were looked at
 */
export async function endWaits(store: Store, now: () => number): Promise<number> {
  const waiting = await store.read(findThoseToEnd);
  for (let first = 0; first < waiting.length; first += atOnce) {
    await store.write(async (transaction) => {
      for (const number of waiting.slice(first, first + atOnce)) {
        await endWait(transaction, number, now());
      }
    });
  }
  return waiting.length;
}

async function findThoseToEnd(snapshot: Snapshot): Promise<number[]> {
  const causes = await snapshot.waits.causes();
  const incidents = await snapshot.incidents.getMany(causes.map(({ incident }) => incident));
  const byNumber = new Map(incidents.map((each) => [each.number, each]));
  const waiting: number[] = [];
  for (const each of causes) {
    const cause = byNumber.get(each.incident);
    if (!cause || !isOver(each, cause)) continue;
    waiting.push(...(await snapshot.waits.waitingFor(each.incident)));
  }
  const found = await snapshot.incidents.getMany(waiting);
  return found
    .filter(({ alerts }) => !alerts?.settles)
    .map(({ number }) => number)
    .sort((one, other) => one - other);
}

async function endWait(transaction: Transaction, number: number, at: number): Promise<void> {
  const incident = await applyDue(transaction, await incidentWithNumber(transaction, number), at);
  if (!incident.waitsFor) return;
  const cause = await incidentWithNumber(transaction, incident.waitsFor.incident);
  const ended = decideWaitEnd(incident, cause);
  if (!ended) return;
  const rules = await transaction.documents.rules();
  const next = await findDependency(transaction, rules, incident.service, number);
  const stamp = { at, actor: systemActor, actorName: null };
  await appendToIncident(transaction, incident, next ? decideWait(next) : ended, stamp);
}
