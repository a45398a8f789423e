import type { NewIncidentEvent } from '../../../packages/server/src/domain/incident/events.ts';
import { incidentStream } from '../../../packages/server/src/domain/incident/reference.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { siteKey } from './servers.ts';

/** How many are written in one commit. */
const atOnce = 1_000;

/** How many lines a note has besides its first: entries are of several heights. */
export const linesOf = (index: number): number => index % 4;

/** Writes as many notes to an incident, as the store's own code does. */
export async function writeNotes(url: string, number: number, count: number): Promise<void> {
  const store = await openStore(url);
  const actor = { role: 'agent' as const, id: 'bench', site: siteKey };
  try {
    for (let done = 0; done < count; done += atOnce) {
      await store.write(async ({ log, incidents }) => {
        let { version } = (await incidents.get(number)) ?? { version: 0 };
        for (let index = done; index < Math.min(count, done + atOnce); index += 1) {
          const event: NewIncidentEvent = {
            type: 'incident.note-added',
            data: { visibility: 'public' },
            personal: { text: `Note ${index}${'\nlooked at it again'.repeat(linesOf(index))}` },
          };
          const stamp = { at: store.now(), actor, actorName: 'Bench' };
          await log.append(incidentStream(number), version, event, stamp);
          version += 1;
        }
      });
    }
  } finally {
    await store.close();
  }
}
