import type { Caller } from '../../access/caller.ts';
import type { MessageTarget } from '../../domain/channels/channels.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import { personNamed } from '../../domain/teams/teams.ts';
import type { ChannelSenders, Reply, ReplyReader } from '../../notify/channel.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { notes } from '../incidents/commands/notes.ts';

/** The ways out of which answers are read. */
export class MailReplies {
  readonly #senders: ChannelSenders;

  constructor(senders: ChannelSenders) {
    this.#senders = senders;
  }

  /** Null where there is no such channel, or whoever asks does not know its secret. */
  find(channel: string, secret: string): ReplyReader | null {
    const reader = this.#senders.get(channel)?.replies;
    return reader?.isSecret(secret) ? reader : null;
  }
}

/** What it takes to take an answer. */
export interface Taking {
  store: Store;
  contextFor(caller: Caller): OperationContext;
}

/** `taken`: it is a note; `ignored`: a program wrote it; `unknown`: it answers to nothing that was sent. */
export type ReplyOutcome = 'taken' | 'ignored' | 'unknown';

/**
 * Makes an internal note of an answer to a message, as whoever was sent it, once. It is theirs when it was sent to an
 * address that only that message had, and says that it comes from the address to which that went.
 * @param channel the id of the channel by which it came
 * @throws KitError `invalid-input` for what cannot be read as an answer; those of adding a note
 */
export async function takeReply(
  { store, contextFor }: Taking,
  channel: string,
  { reader, bytes }: { reader: ReplyReader; bytes: Uint8Array },
): Promise<ReplyOutcome> {
  const reply = await reader.read(bytes);
  if (!reply) return 'unknown';
  if (reply.isAutomatic) return 'ignored';
  const found = await store.read((snapshot) => answeredBy(snapshot, channel, reader, reply));
  if (!found) return 'unknown';
  const { incident, caller } = found;
  const input = notes.addNote.input.safeParse({
    incident,
    text: reply.text,
    visibility: 'internal',
    key: reply.id,
  });
  if (!input.success) {
    const [issue] = input.error.issues;
    const message = issue?.message ?? 'It cannot be read.';
    throw new KitError('invalid-input', message, {
      fields: [fieldError(['text'], message, 'invalid')],
    });
  }
  await notes.addNote.execute(contextFor(caller), input.data);
  return 'taken';
}

async function answeredBy(
  snapshot: Snapshot,
  channel: string,
  reader: ReplyReader,
  { tokens, from }: Reply,
): Promise<{ incident: string; caller: Caller } | null> {
  const { channels, teams } = await snapshot.documents.rules();
  const isAnswered = (target: MessageTarget, { seq, signature }: Reply['tokens'][number]) =>
    target.channel === channel &&
    target.address.toLowerCase() === from &&
    reader.isSigned(signature, { seq, target: target.id, address: target.address });
  for (const token of tokens) {
    const target = channels.document.targets.find((each) => isAnswered(each, token));
    // Who is told no more has nothing to answer to; who else reads an address of many nobody knows.
    if (target?.owner.whom !== 'person') continue;
    const [event] = await snapshot.log.at([token.seq]);
    const number = event && numberOfStream(event.stream);
    if (!number) continue;
    const { person } = target.owner;
    const name = personNamed(teams.document, person)?.name ?? null;
    return { incident: toReference(number), caller: deskCaller(person, name) };
  }
  return null;
}

/** Whoever answers has the rights of an agent, as who presses a button in a chat. */
function deskCaller(id: string, name: string | null): Caller {
  return {
    ...{ role: 'agent', id, name, email: null, groups: [], site: null },
    ...{ receiptFor: null, expiresAt: null },
  };
}
