import { setTimeout as after } from 'node:timers/promises';
import type { Caller } from '../../access/caller.ts';
import type { ChannelSettings } from '../../access/channels.ts';
import { type CardForm, opensForm } from '../../domain/channels/card-actions.ts';
import { KitError } from '../../domain/errors.ts';
import { fromReference } from '../../domain/incident/reference.ts';
import type {
  ChannelSenders,
  ChatWriter,
  Click,
  ClickReader,
  FormProblem,
  Press,
  ThreadReply,
} from '../../notify/channel.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { chatCaller, linkedPerson, notLinked } from './chat-caller.ts';
import { cardOf } from './chat-card.ts';
import { assertStillSo, doPressed, doSent } from './do-click.ts';
import { noteInThread } from './note-in-thread.ts';

/** A chat in which cards can be clicked. */
export interface ClickedChat {
  clicks: ClickReader;
  /** Who people of the chat are to the host. */
  people: Readonly<Record<string, string>>;
  chat: ChatWriter;
}

/** How long closing waits for what is written into chats for clicks, milliseconds. */
const stopMs = 3_000;

const notOpened = 'The form could not be opened. Press the button again.';

/** What it takes to do what was clicked. */
interface Doing {
  store: Store;
  contextFor(caller: Caller): OperationContext;
}

/** The chats in which cards can be clicked, and what is yet to be written into them for clicks. */
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

  /**
   * Does what a click asks for, so that it is on disk when whoever asks is answered. What is written into the chat
   * for it comes after that: chats do not wait for long.
   * @returns what is wrong with a form; null where nothing is
   */
  async take(from: ClickedChat, click: Click, doing: Doing): Promise<FormProblem | null> {
    const { store, contextFor } = doing;
    const person = linkedPerson(from.people, click.user);
    if (person === null) return this.#refuse(from, click, { message: notLinked, now: store.now() });
    try {
      const { teams } = await store.read((snapshot) => snapshot.documents.rules());
      const context = contextFor(chatCaller(person, teams.document));
      if ('form' in click) return await doSent(context, click);
      const { action } = click;
      if (opensForm(action)) {
        await assertStillSo(store, click);
        this.#later(openForm(from, action, click, store.now()));
      } else {
        await doPressed(context, { ...click, action }, person);
      }
      return null;
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      this.#later(drawAnew(from, click, store));
      return this.#refuse(from, click, { message: error.message, now: store.now() });
    }
  }

  /**
   * Makes a note of what somebody wrote under the card of an incident, so that it is on disk when the chat is
   * answered. What is under anything else is nobody's business here.
   */
  async takeReply(channel: string, reply: ThreadReply, doing: Doing): Promise<void> {
    const from = this.#chats.get(channel);
    const { store, contextFor } = doing;
    const { incident, teams } = await store.read(async ({ chatPosts, documents }) => ({
      incident: await chatPosts.incidentOf(channel, reply.posted),
      teams: (await documents.rules()).teams.document,
    }));
    if (!from || incident === null) return;
    const person = linkedPerson(from.people, reply.user);
    const problem =
      person === null
        ? notLinked
        : await noteInThread(contextFor(chatCaller(person, teams)), { incident, channel, reply });
    if (problem === null) return;
    this.#later(from.chat.tell(problem, reply.posted.place, reply.user, store.now()));
  }

  /** Whoever sent a form reads it there, whoever pressed a button in a message of their own. */
  #refuse(
    { chat }: ClickedChat,
    click: Click,
    { message, now }: { message: string; now: number },
  ): FormProblem | null {
    if ('form' in click) return { field: 'text', message };
    this.#later(chat.tell(message, click.posted.place, click.user, now));
    return null;
  }

  #later(work: Promise<unknown>): void {
    const running: Promise<void> = work
      .then(() => undefined)
      .catch((error) => this.#onError(error))
      .finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /** Waits a little for what is being written; chats may be slow to answer. */
  async stop(): Promise<void> {
    const enough = new AbortController();
    const waited = after(stopMs, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([this.idle(), waited]);
    enough.abort();
  }

  /** Resolves when all of it is written. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}

async function openForm(
  { chat }: ClickedChat,
  form: CardForm,
  press: Press,
  now: number,
): Promise<void> {
  const { sent } = await chat.ask(form, press, now);
  if (!sent) await chat.tell(notOpened, press.posted.place, press.user, now);
}

/** Also a card that nobody knows of any more, as when the answer to it was lost. */
async function drawAnew({ chat }: ClickedChat, { incident, posted }: Click, store: Store) {
  const card = await store.read(async (snapshot) => {
    const current = await snapshot.incidents.get(fromReference(incident) ?? 0);
    return current && cardOf(snapshot, current, chat);
  });
  if (card) await chat.redraw(card, posted, store.now());
}
