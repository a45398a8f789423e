import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import { reporterKey, reporterTarget } from '../../domain/channels/reporters.ts';
import { messageText } from '../../domain/channels/texts.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { type Incident, isFromReporter } from '../../domain/incident/state.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { SubscriberWork } from '../messages/compose-for-subscriber.ts';
import { lastingSubject } from '../messages/compose-message.ts';
import { answerLink, stopLink } from './reporter-links.ts';

/**
 * A message to whoever reported an incident, and the address that their report gives. Null when that was erased, or
 * when they want no mails any more. Visitors are sent nothing that a visitor wrote: nobody has checked whose address
 * it is.
 */
export async function composeForReporter(
  { links }: Pick<SubscriberWork, 'links'>,
  snapshot: Snapshot,
  { id, seq, about, incident: number }: Message,
): Promise<{ content: OutgoingMessage; address: string } | null> {
  const [event] = (await snapshot.log.at([seq])) as IncidentEvent[];
  const incident = await snapshot.incidents.get(number);
  const address = incident?.contact?.email;
  if (!event || !incident || !address) return null;
  if ((await snapshot.subscribers.get(reporterKey(incident)))?.state === 'left') return null;
  const reference = toReference(number);
  const status = incident.status.name;
  const unsubscribe = stopLink(links, incident, event.at);
  const isKnown = incident.reporter.role !== 'anonymous';
  const parts = [
    messageText(about, { incident: reference, assignee: null, team: null, status }),
    ...(isKnown ? [incident.title] : []),
    ...(await wordsOf(snapshot, incident, event)),
    ...(event.type === 'incident.resolved' && links.base !== null
      ? [
          `Yes, it is fixed:\n${answerLink(links, 'fixed', { number, at: event.at })}`,
          `No, it is not:\n${answerLink(links, 'not-fixed', { number, at: event.at })}`,
        ]
      : []),
    ...(unsubscribe === null ? [] : [`To get no more of these mails:\n${unsubscribe}`]),
  ];
  const content: OutgoingMessage = {
    ...{ id, about, at: event.at, incident: null, link: null },
    subject: isKnown ? await lastingSubject(snapshot, number) : `[${reference}] Your report`,
    text: parts.join('\n\n'),
    personal: { seq, target: reporterTarget, address, unsubscribe, pages: [], keys: null },
    thread: reference,
  };
  return { content, address };
}

/** What the desk has written for the reporter that belongs to the news. */
async function wordsOf(
  snapshot: Snapshot,
  incident: Incident,
  event: IncidentEvent,
): Promise<string[]> {
  if (event.type === 'incident.resolved') return event.personal ? [event.personal.text] : [];
  if (event.type !== 'incident.moved') return [];
  const asked = await lastOfDesk(snapshot, incident);
  return asked === null ? [] : [`The service desk wrote:\n${asked}`];
}

/** How far back what is asked is looked for. */
const eventsBack = 20;

/** The last note of the desk that the reporter may read, as it is now: it says what is asked. */
async function lastOfDesk({ log }: Snapshot, incident: Incident): Promise<string | null> {
  const events = (await log.at(incident.publicSeqs.slice(-eventsBack))) as IncidentEvent[];
  const notes = events
    .filter((each) => each.type === 'incident.note-added')
    .sort((a, b) => b.seq - a.seq);
  for (const note of notes) {
    const now = incident.notes[note.seq];
    if (isFromReporter(incident, note.actor) || (now && 'retracted' in now)) continue;
    if (!now) return note.personal?.text ?? null;
    const [edit] = (await log.at([now.editedBy])) as IncidentEvent[];
    return edit?.type === 'incident.note-edited' ? (edit.personal?.text ?? null) : null;
  }
  return null;
}
