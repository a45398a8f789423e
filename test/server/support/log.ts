import {
  digestPersonal,
  genesisHash,
  hashEvent,
} from '../../../packages/server/src/store/log/hash-chain.ts';
import type { Stamp, StoredEvent } from '../../../packages/server/src/store/port/log.ts';
import type { Store, Transaction } from '../../../packages/server/src/store/port/store.ts';

export { allIncidents as all } from '../../../packages/server/src/operations/incidents/all-incidents.ts';

export const stampAt = (at: number): Stamp => ({
  at,
  actor: { role: 'agent', id: 'grace', site: 'pk_intranet' },
  actorName: 'Grace Okafor',
});

export const reported = (number: number, title = 'The Wi-Fi is down') =>
  ({
    type: 'incident.reported',
    data: {
      number,
      service: null,
      category: null,
      impact: 'low',
      urgency: 'low',
      priority: 'P4',
      matrixVersion: 1,
      targets: { response: null, resolution: null },
    },
    personal: { title, description: '', contact: null },
  }) as const;

export const noted = (text: string) =>
  ({
    type: 'incident.note-added',
    data: { visibility: 'public' },
    personal: { text },
  }) as const;

/** Reports an incident with the next number, and gives the number. */
export async function reportOn(transaction: Transaction, title?: string, at = 1): Promise<number> {
  const number = await transaction.incidents.nextNumber();
  await transaction.log.append(`incident/${number}`, 0, reported(number, title), stampAt(at));
  return number;
}

export const reportTo = (store: Store, title?: string, at?: number) =>
  store.write((transaction) => reportOn(transaction, title, at));

/** Adds a note after whatever the incident has come to. */
export async function noteOn(transaction: Transaction, number: number, text: string, at = 1) {
  const incident = await transaction.incidents.get(number);
  if (!incident) throw new Error(`There is no incident ${number}.`);
  return transaction.log.append(`incident/${number}`, incident.version, noted(text), stampAt(at));
}

/** Gives an incident another title. */
export async function retitleOn({ incidents, log }: Transaction, number: number, title: string) {
  const version = (await incidents.get(number))?.version ?? 0;
  const event = { type: 'incident.retitled', data: {}, personal: { title } } as const;
  await log.append(`incident/${number}`, version, event, stampAt(1));
}

export const retitleTo = (store: Store, number: number, title: string) =>
  store.write((transaction) => retitleOn(transaction, number, title));

export async function wholeLog(store: Store): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (;;) {
    const after = found.at(-1)?.seq ?? 0;
    const page = await store.read((snapshot) => snapshot.log.rawAfter(after, 500));
    if (page.length === 0) return found;
    found.push(...page);
  }
}

/** The first place where the chain does not hold; null when all of it does. */
export function brokenLink(events: StoredEvent[]): string | null {
  let before = genesisHash;
  for (const [index, event] of events.entries()) {
    const { personal, salt, hash, ...hashed } = event;
    if (event.seq !== index + 1) return `position ${event.seq} where ${index + 1} belongs`;
    if (personal !== null && digestPersonal(salt ?? '', personal) !== event.personalDigest) {
      return `digest at ${event.seq}`;
    }
    before = hashEvent(before, hashed);
    if (hash !== before) return `hash at ${event.seq}`;
  }
  return null;
}

/** The same events with hashes made anew, as somebody would who can write to the database. */
export function chainAnew(events: StoredEvent[]): StoredEvent[] {
  let before = genesisHash;
  return events.map((event) => {
    before = hashEvent(before, event);
    return { ...event, hash: before };
  });
}
