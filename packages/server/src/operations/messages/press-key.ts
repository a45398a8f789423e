import type { Caller } from '../../access/caller.ts';
import type { Answered, PageAction } from '../../domain/channels/outgoing.ts';
import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import type { ChannelSenders, KeyReader } from '../../notify/channel.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { actByLink } from './act-by-link.ts';

/** The ways out by which people are called, and may press a key. */
export class CallKeys {
  readonly #senders: ChannelSenders;

  constructor(senders: ChannelSenders) {
    this.#senders = senders;
  }

  /** Null where there is no such channel. */
  find(channel: string): KeyReader | null {
    return this.#senders.get(channel)?.keys ?? null;
  }
}

const keys: Readonly<Record<string, PageAction | 'escalate'>> = {
  '4': 'acknowledge',
  '6': 'escalate',
};

const done = { acknowledge: 'is acknowledged.', resolve: 'is resolved.', escalate: 'is raised.' };

/** Read by the managers, who were not in the call. */
const why = 'Passed on by a key in a call';

/**
 * Does what a key is for, as the person who was called, so that it is on disk when they hear of it.
 * @returns what to say; whether another key may be pressed
 */
export async function pressKey(
  doing: { store: Store; contextFor(caller: Caller): OperationContext },
  called: Answered,
  key: string,
): Promise<{ text: string; isOpen: boolean }> {
  const action = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (action === undefined) return { text: 'Nothing was done.', isOpen: true };
  const problem = await actByLink(doing, called, action, why);
  if (problem !== null) return { text: problem, isOpen: false };
  const [event] = await doing.store.read(({ log }) => log.at([called.seq]));
  const number = (event && numberOfStream(event.stream)) ?? 0;
  return { text: `${toReference(number)} ${done[action]}`, isOpen: false };
}
