import { setTimeout as after } from 'node:timers/promises';
import type { Caller } from '../../access/caller.ts';
import type { ChannelSettings } from '../../access/channels.ts';
import { KitError } from '../../domain/errors.ts';
import { fromReference } from '../../domain/incident/reference.ts';
import type { Teams } from '../../domain/teams/teams.ts';
import type { ChannelSenders, ChatWriter, Click, ClickReader } from '../../notify/channel.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { progress } from '../incidents/commands/progress.ts';
import { cardOf } from './chat-card.ts';

/** A chat in which cards can be clicked. */
export interface ClickedChat {
  clicks: ClickReader;
  /** Who people of the chat are to the host. */
  people: Readonly<Record<string, string>>;
  chat: ChatWriter;
}

/** How long closing waits for clicks that are being done, milliseconds. */
const stopMs = 3_000;

/** What whoever reported it reads of an incident that was resolved by a click. */
const resolution = { code: 'fixed', text: 'Marked as resolved in Slack.' } as const;

const notLinked =
  'Nothing was done: your account here is not linked to anybody of the service desk. Ask an administrator.';

/** The chats in which cards can be clicked, and the clicks that were answered and are yet to be done. */
export class ChatClicks {
  readonly #chats = new Map<string, ClickedChat>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #onError: (error: unknown) => void;

  constructor(
    settings: readonly ChannelSettings[],
    senders: ChannelSenders,
    onError: (error: unknown) => void,
  ) {
    this.#onError = onError;
    for (const each of settings) {
      const chat = senders.get(each.id)?.chat;
      if (each.kind !== 'slack' || !chat?.clicks) continue;
      this.#chats.set(each.id, { clicks: chat.clicks, people: each.people, chat });
    }
  }

  find(channel: string): ClickedChat | null {
    return this.#chats.get(channel) ?? null;
  }

  /** Does what a click asks for, after whoever asks was answered: chats do not wait for long. */
  take(
    from: ClickedChat,
    click: Click,
    { store, contextFor }: { store: Store; contextFor(caller: Caller): OperationContext },
  ): void {
    const work = done(from, click, { store, contextFor })
      .catch((error) => this.#onError(error))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Waits a little for what is being done; chats may be slow to answer. */
  async stop(): Promise<void> {
    const enough = new AbortController();
    const waited = after(stopMs, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([this.idle(), waited]);
    enough.abort();
  }

  /** Resolves when what was clicked is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}

/** It acts as the person that the settings link; whoever comes too late is told who was first. */
async function done(
  { people, chat }: ClickedChat,
  { user, posted, action, incident, position }: Click,
  { store, contextFor }: { store: Store; contextFor(caller: Caller): OperationContext },
): Promise<void> {
  const person = Object.hasOwn(people, user) ? people[user] : undefined;
  if (person === undefined) {
    await chat.tell(notLinked, posted.place, user, store.now());
    return;
  }
  const { teams } = await store.read((snapshot) => snapshot.documents.rules());
  const context = contextFor(callerOf(person, teams.document));
  const change = { incident, basedOn: position };
  try {
    if (action === 'acknowledge') {
      await progress.acknowledge.execute(context, progress.acknowledge.input.parse(change));
    } else {
      const input = { ...change, ...resolution };
      await progress.resolve.execute(context, progress.resolve.input.parse(input));
    }
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    await chat.tell(error.message, posted.place, user, store.now());
    // Also a card that nobody knows of any more, as when the answer to it was lost.
    const card = await store.read(async (snapshot) => {
      const current = await snapshot.incidents.get(fromReference(incident) ?? 0);
      return current && cardOf(snapshot, current, chat);
    });
    if (card) await chat.redraw(card, posted, store.now());
  }
}

function callerOf(person: string, { teams }: Teams): Caller {
  const all = teams.flatMap(({ members, managers }) => [...members, ...managers]);
  const name = all.find(({ id }) => id === person)?.name ?? null;
  return {
    ...{ role: 'agent', id: person, name, email: null, groups: [], site: null },
    ...{ receiptFor: null, expiresAt: null },
  };
}
