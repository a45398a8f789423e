import type { Caller } from '../../access/caller.ts';
import type { SiteDirectory } from '../../access/site-directory.ts';
import type { MessageTarget } from '../../domain/channels/channels.ts';
import { reporterTarget } from '../../domain/channels/reporters.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import type { NoteVisibility } from '../../domain/incident/events.ts';
import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { personNamed } from '../../domain/teams/teams.ts';
import type { ChannelSenders, Reply, ReplyReader } from '../../notify/channel.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { notes } from '../incidents/commands/notes.ts';
import { reporterCaller } from '../reporters/reporter-caller.ts';

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
  sites: Pick<SiteDirectory, 'get'>;
  contextFor(caller: Caller): OperationContext;
}

/** `taken`: it is a note; `ignored`: a program wrote it; `unknown`: it answers to nothing that was sent. */
export type ReplyOutcome = 'taken' | 'ignored' | 'unknown';

/**
 * Makes a note of an answer to a message, as whoever was sent it, once: an internal one of somebody who is told as a
 * target, a public one of whoever reported the incident. It is theirs when it was sent to an
 * address that only that message had, and says that it comes from the address to which that went.
 * @param channel the id of the channel by which it came
 * @throws KitError `invalid-input` for what cannot be read as an answer; those of adding a note
 */
export async function takeReply(
  { store, sites, contextFor }: Taking,
  channel: string,
  { reader, bytes }: { reader: ReplyReader; bytes: Uint8Array },
): Promise<ReplyOutcome> {
  const reply = await reader.read(bytes);
  if (!reply) return 'unknown';
  if (reply.isAutomatic) return 'ignored';
  const found = await store.read((snapshot) =>
    answeredBy(snapshot, { channel, reader, sites }, reply),
  );
  if (!found) return 'unknown';
  const { incident, caller, visibility } = found;
  const input = notes.addNote.input.safeParse({
    incident,
    text: reply.text,
    visibility,
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

interface Answerer {
  incident: string;
  caller: Caller;
  visibility: NoteVisibility;
}

interface Mailbox extends Pick<Taking, 'sites'> {
  channel: string;
  reader: ReplyReader;
}

async function answeredBy(
  snapshot: Snapshot,
  mailbox: Mailbox,
  { tokens, from }: Reply,
): Promise<Answerer | null> {
  const { channel, reader } = mailbox;
  const { channels, teams } = await snapshot.documents.rules();
  const isAnswered = (target: MessageTarget, { seq, signature }: Reply['tokens'][number]) =>
    target.channel === channel &&
    target.address.toLowerCase() === from &&
    reader.isSigned(signature, { seq, target: target.id, address: target.address });
  for (const token of tokens) {
    const target = channels.document.targets.find((each) => isAnswered(each, token));
    const incident = await incidentAt(snapshot, token.seq);
    if (!incident) continue;
    const reference = toReference(incident.number);
    if (!target) {
      const isTold = channels.document.reporters?.channel === channel;
      if (!isTold || !isReporter(incident, reader, { token, from })) continue;
      const caller = reporterCaller(incident, mailbox.sites);
      return { incident: reference, caller, visibility: 'public' };
    }
    // Who is told no more has nothing to answer to; who else reads an address of many nobody knows.
    if (target.owner.whom !== 'person') continue;
    const { person } = target.owner;
    const name = personNamed(teams.document, person)?.name ?? null;
    return { incident: reference, caller: deskCaller(person, name), visibility: 'internal' };
  }
  return null;
}

async function incidentAt({ log, incidents }: Snapshot, seq: number): Promise<Incident | null> {
  const [event] = await log.at([seq]);
  const number = event && numberOfStream(event.stream);
  return number ? incidents.get(number) : null;
}

/** Whether an answer comes from the address of the report, and was sent to that of a mail to it. */
function isReporter(
  { contact }: Incident,
  reader: ReplyReader,
  { token, from }: { token: Reply['tokens'][number]; from: string },
): boolean {
  const address = contact?.email;
  if (!address || address.toLowerCase() !== from) return false;
  const { seq, signature } = token;
  return reader.isSigned(signature, { seq, target: reporterTarget, address });
}

/** Whoever answers has the rights of an agent, as who presses a button in a chat. */
function deskCaller(id: string, name: string | null): Caller {
  return {
    ...{ role: 'agent', id, name, email: null, groups: [], site: null },
    ...{ receiptFor: null, expiresAt: null },
  };
}
