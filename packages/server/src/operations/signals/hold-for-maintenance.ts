import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { foldEpisodes } from '../../domain/signal/episodes.ts';
import { maintenanceOf } from '../../domain/signal/judge-alert.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import { incidentWithNumber } from '../incidents/apply-due.ts';
import { AlertIncidents } from './alert-incidents.ts';

/** Alerts that fire which are looked at: those that were spoken of last. */
const mostFiring = 2_000;

/** An incident of which nobody is to be told until an instant, epoch milliseconds. */
interface Held {
  source: string;
  number: number;
  until: number;
}

/**
 * When maintenance begins, what fires already tells nobody any more until its end. It looks only while there is some;
 * an incident that is held until then is left as it is.
 * @returns how many incidents were held
 */
export async function holdForMaintenance(store: Store, now: () => number): Promise<number> {
  const found = await store.read((snapshot) => findThoseToHold(snapshot, now()));
  for (const { source, number, until } of found) {
    await store.write(async (transaction) => {
      const incident = await incidentWithNumber(transaction, number);
      if (!isToBeHeld(incident, until)) return;
      const rules = await transaction.documents.rules();
      await new AlertIncidents(transaction, rules, source, now()).pause(incident, until);
    });
  }
  return found.length;
}

async function findThoseToHold(snapshot: Snapshot, now: number): Promise<Held[]> {
  const { document } = (await snapshot.documents.rules()).signals;
  if (!document.maintenance.some(({ from, to }) => from <= now && now < to)) return [];
  const untilOf = new Map<string, number>();
  const firing = await snapshot.signals.firing(mostFiring);
  for (const { source, key, received } of firing) {
    const last = foldEpisodes(received).at(-1)?.last;
    const until = last ? maintenanceOf(document, source, last, now) : null;
    if (until !== null) untilOf.set(JSON.stringify([source, key]), until);
  }
  const held: Held[] = [];
  for (const [source, alerts] of Map.groupBy(firing, (alert) => alert.source)) {
    const keys = alerts.map(({ key }) => key);
    for (const { key, number } of await snapshot.alertIncidents.ofAlerts(source, keys)) {
      const until = untilOf.get(JSON.stringify([source, key]));
      if (until !== undefined) held.push({ source, number, until });
    }
  }
  const incidents = await snapshot.incidents.getMany([
    ...new Set(held.map(({ number }) => number)),
  ]);
  const byNumber = new Map(incidents.map((each) => [each.number, each]));
  return held.filter(({ number, until }) => {
    const incident = byNumber.get(number);
    return incident !== undefined && isToBeHeld(incident, until);
  });
}

function isToBeHeld(incident: Incident, until: number): boolean {
  return isUnderWay(incident) && (incident.pausedUntil ?? 0) < until;
}
