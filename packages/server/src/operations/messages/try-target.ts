import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findTarget, type MessageTarget } from '../../domain/channels/channels.ts';
import type { MessageSubject } from '../../domain/channels/messages.ts';
import type { TryOutcome } from '../../domain/channels/outgoing.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { id } from '../../domain/ids.ts';
import type { ChannelSender } from '../../notify/channel.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { incidentInput } from '../input.ts';
import { messageOn, testMessage } from './compose-message.ts';
import { senderOf } from './send-message.ts';

const subjects = [
  ...[
    'assigned',
    'escalated',
    'step',
    'on-call',
    'reopened',
    'pause-ended',
    'flapping',
    'storm',
    'wait-ended',
    'mentioned',
    'replied',
  ],
  ...['reported', 'resolved', 'closed', 'cancelled'],
] as const satisfies readonly string[] as readonly Exclude<MessageSubject, 'test'>[];

export const testTargetInput = z.strictObject({ target: id });

/** Sends a test to a target, at once and once. Nothing is kept of it. */
export async function testTarget(
  { store, senders, now }: OperationContext,
  input: z.infer<typeof testTargetInput>,
): Promise<TryOutcome> {
  const { target, sender } = await store.read(async (snapshot) => ({
    target: await targetOf(snapshot, input.target),
    sender: await senderOfTarget(snapshot, senders, input.target),
  }));
  if (!sender) return { sent: false, problem: 'channel-missing', isFinal: true };
  const id = `msg_test_${randomUUID().replaceAll('-', '')}`;
  return sender.send(testMessage(id, now()), target.address, now());
}

export const previewMessageInput = incidentInput.extend({
  target: id,
  about: z.enum(subjects),
});

export interface MessagePreview {
  /** What would be sent, in the form of the channel; null where the settings have no such channel. */
  text: string | null;
}

/** What a target would be sent of an incident, were something told of it now. */
export async function previewMessage(
  context: OperationContext,
  { incident: reference, target: name, about }: z.infer<typeof previewMessageInput>,
): Promise<MessagePreview> {
  return context.store.read(async (snapshot) => {
    const target = await targetOf(snapshot, name);
    const sender = await senderOfTarget(snapshot, context.senders, name);
    const incident = await findIncident(snapshot, context.caller, 'message:read', reference);
    const rules = await snapshot.documents.rules();
    const message = messageOn(incident, { id: 'msg_preview', about, at: context.now() }, rules);
    return { text: sender?.preview(message, target.address) ?? null };
  });
}

async function targetOf({ documents }: Snapshot, name: string): Promise<MessageTarget> {
  const target = findTarget((await documents.rules()).channels.document, name);
  if (target) return target;
  throw new KitError('not-found', `There is no target “${name}” in the channels.`, {
    fields: [fieldError(['target'], 'No such target.', 'not-found', { id: name })],
  });
}

async function senderOfTarget(
  snapshot: Snapshot,
  senders: OperationContext['senders'],
  name: string,
): Promise<ChannelSender | null> {
  return senderOf(snapshot, senders, (await targetOf(snapshot, name)).channel);
}
