import type { Rules } from '../../domain/configuration/documents.ts';
import type { WaitsFor } from '../../domain/incident/events.ts';
import { neededBy } from '../../domain/signal/dependencies.ts';
import type { Snapshot } from '../../store/port/store.ts';

/**
 * The first open incident with alerts of a service that one cannot do without; null for none.
 * @param number the incident that would wait for it; null where there is none yet
 */
export async function findDependency(
  snapshot: Snapshot,
  { catalogue }: Pick<Rules, 'catalogue'>,
  service: string | null,
  number: number | null,
): Promise<WaitsFor | null> {
  if (service === null) return null;
  const needed = neededBy(catalogue.document.services, service);
  // Asking in vain costs a transaction what it has written so far.
  if (needed.length === 0) return null;
  for (const incident of await snapshot.waits.openOf(needed)) {
    if (number === null || !(await leadsTo(snapshot, incident, number))) {
      return { why: 'dependency', incident };
    }
  }
  return null;
}

/** Whether one waits for the other, directly or not: were both to wait, nobody would ever be told. */
async function leadsTo(snapshot: Snapshot, from: number, to: number): Promise<boolean> {
  const seen = new Set<number>();
  for (let number: number | undefined = from; number !== undefined && !seen.has(number); ) {
    if (number === to) return true;
    seen.add(number);
    number = (await snapshot.incidents.get(number))?.waitsFor?.incident;
  }
  return false;
}
