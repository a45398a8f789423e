import type { Message } from '../../store/port/messages.ts';
import type { Store } from '../../store/port/store.ts';

/**
 * How long whoever took a message has it, milliseconds: longer than any try takes. Then it is taken for lost
 * with its process, and tried again under the same id.
 */
export const takenMs = 60_000;

/** Takes messages whose time has come: no other instance has them until they are done with, or lost. */
export async function takeMessages(store: Store, now: number, limit: number): Promise<Message[]> {
  // Looking costs no write lock, and most of the time nothing waits.
  const waiting = await store.read((snapshot) => snapshot.messages.due(now, 1));
  if (waiting.length === 0) return [];
  return store.write(async ({ messages }) => {
    const due = await messages.due(now, limit);
    const taken = due.map((each) => ({ ...each, tries: each.tries + 1, nextAt: now + takenMs }));
    for (const each of taken) await messages.keep(each);
    return taken;
  });
}
