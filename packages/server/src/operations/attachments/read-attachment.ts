import { z } from 'zod';
import type { Attachment } from '../../domain/attachments/attachment.ts';
import { KitError } from '../../domain/errors.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream, toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { type Audience, audienceOf } from '../../domain/views/audience.ts';
import { seqAt } from '../../domain/views/positions.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { timelineEntries } from '../incidents/timeline-entries.ts';
import { reference } from '../input.ts';
import type { Attachments, Link } from './attachments.ts';

export const attachmentInput = z.strictObject({
  incident: reference,
  /** The `seq` of the entry of the timeline that has it. */
  entry: z.int().min(1),
  /** Its place among the files of the entry, from 0. */
  file: z.int().min(0).max(1_000),
});

export interface AttachmentLinkAnswer {
  url: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/**
 * A file, for whoever may see what it came with.
 * @throws KitError `incident-not-found`, `attachment-not-found`
 */
export async function readAttachment(
  context: OperationContext,
  input: z.output<typeof attachmentInput>,
): Promise<Attachment> {
  const { caller, store } = context;
  return store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, caller, 'attachment:read', input.incident);
    return findAttachment(snapshot, incident, input, audienceOf(caller.role));
  });
}

/**
 * An address by which a page can show a file or open it, for a short time: it asks for no header.
 * @throws KitError `incident-not-found`, `attachment-not-found`
 */
export async function linkAttachment(
  context: OperationContext,
  input: z.output<typeof attachmentInput>,
): Promise<AttachmentLinkAnswer> {
  const { attachments, caller, now, publicUrl, store } = context;
  const audience = audienceOf(caller.role);
  return store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, caller, 'attachment:read', input.incident);
    await findAttachment(snapshot, incident, input, audience);
    const expiresAt = now() + attachments.settings.linkSeconds * 1000;
    const { entry, file } = input;
    const link: Link = { incident: incident.number, entry, file, audience, expiresAt };
    const signature = attachments.sign(link);
    const query = new URLSearchParams({ audience, expires: String(expiresAt), signature });
    const path = `/files/${toReference(incident.number)}/${entry}/${file}`;
    return { url: `${publicUrl}${path}?${query}`, expiresAt };
  });
}

/**
 * The file of an address that `linkAttachment` gave.
 * @throws KitError `attachment-not-found`, also when the address is not valid any more
 */
export async function readLinked(
  {
    attachments,
    store,
    now,
  }: { attachments: Attachments } & Pick<OperationContext, 'store' | 'now'>,
  link: Link,
  signature: string,
): Promise<Attachment> {
  if (!attachments.isSigned(link, signature, now())) throw notFound();
  return store.read(async (snapshot) => {
    const incident = await snapshot.incidents.get(link.incident);
    // Of what a visitor reported, only who has its receipt was given one that is not the desk's.
    const hasEnded = link.audience === 'public' && incident?.receiptsRevoked;
    if (!incident || hasEnded) throw notFound();
    return findAttachment(snapshot, incident, link, link.audience);
  });
}

/** What a timeline shows to that audience has its files, and nothing else has. */
async function findAttachment(
  snapshot: Snapshot,
  incident: Incident,
  { entry: position, file }: { entry: number; file: number },
  audience: Audience,
): Promise<Attachment> {
  const seq = seqAt(audience, incident, position);
  const [event] = seq ? await snapshot.log.at([seq]) : [];
  if (event?.stream !== incidentStream(incident.number)) throw notFound();
  const [entry] = await timelineEntries(snapshot, incident, [event], audience);
  const isShown = entry && 'attachments' in entry && entry.attachments?.[file];
  const { personal } = event as IncidentEvent;
  const attachment = personal && 'attachments' in personal && personal.attachments?.[file];
  if (!isShown || !attachment) throw notFound();
  return attachment;
}

export function notFound(): KitError {
  return new KitError(
    'attachment-not-found',
    'This file is not there, or its address is too old. Open it from its incident again.',
  );
}
