import type { Channels } from '../../domain/channels/channels.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import { messageText } from '../../domain/channels/texts.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { incidentStream, toReference } from '../../domain/incident/reference.ts';
import { erasedText, type Incident } from '../../domain/incident/state.ts';
import { findTeam } from '../../domain/teams/teams.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Snapshot } from '../../store/port/store.ts';

/**
 * A message as it is sent now: what happened, and how the incident stands. Nothing that somebody wrote is kept
 * with it before, so what was erased meanwhile is not sent. Null when its event is not in the log any more.
 */
export async function composeMessage(
  snapshot: Snapshot,
  { id, seq, incident: number, about }: Pick<Message, 'id' | 'seq' | 'incident' | 'about'>,
): Promise<OutgoingMessage | null> {
  const [event] = await snapshot.log.at([seq]);
  const incident = await snapshot.incidents.get(number);
  if (!event || !incident) return null;
  const message = messageOn(
    incident,
    { id, about, at: event.at },
    await snapshot.documents.rules(),
  );
  return { ...message, subject: await lastingSubject(snapshot, number) };
}

/** With the title as it was reported: programs for mail part what has another subject. */
export async function lastingSubject({ log }: Snapshot, number: number): Promise<string> {
  const [first] = await log.streamAfter(incidentStream(number), 0, 1);
  const isFirst = first?.type === 'incident.reported' || first?.type === 'incident.imported';
  return subjectOf(number, (isFirst && first.personal?.title) || erasedText);
}

function subjectOf(number: number, title: string): string {
  return `[${toReference(number)}] ${title}`;
}

export function messageOn(
  incident: Incident,
  { id, about, at }: Pick<OutgoingMessage, 'id' | 'about' | 'at'>,
  { catalogue, channels, matrix, teams }: Rules,
): OutgoingMessage {
  const reference = toReference(incident.number);
  const { title, assignee, service } = incident;
  const assigneeName = assignee && (assignee.name ?? assignee.id);
  const team = incident.team && (findTeam(teams.document, incident.team)?.name ?? incident.team);
  return {
    ...{ id, about, at },
    incident: {
      ...{ reference, title },
      status: incident.status.name,
      priority: nameIn(matrix.document.priorities, incident.priority),
      service: service && nameIn(catalogue.document.services, service),
      ...{ team, assignee: assigneeName },
    },
    link: linkTo(channels.document, reference),
    subject: subjectOf(incident.number, title),
    text: messageText(about, { incident: reference, assignee: assigneeName, team }),
    personal: null,
  };
}

/** A message of which nothing is the cause. */
export function testMessage(id: string, at: number): OutgoingMessage {
  const text = messageText('test', { incident: '', assignee: null, team: null });
  return { id, about: 'test', at, incident: null, link: null, subject: text, text, personal: null };
}

/** What has an id is not always there any more. */
function nameIn(things: readonly { id: string; name: string }[], id: string): string {
  return things.find((each) => each.id === id)?.name ?? id;
}

function linkTo({ link }: Channels, reference: string): string | null {
  return link?.replaceAll('{incident}', encodeURIComponent(reference)) ?? null;
}
