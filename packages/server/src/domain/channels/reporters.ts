import type { IncidentEvent } from '../incident/events.ts';
import { toReference } from '../incident/reference.ts';
import type { Incident } from '../incident/state.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { Channels, ReporterNews } from './channels.ts';
import type { MessageSubject, MessageToSend } from './messages.ts';

/** What whoever reported an incident is sent. */
export type ReporterSubject = `reporter-${ReporterNews}`;

/** What stands for a target in their messages; no target of the document can be called so. */
export const reporterTarget = 'the reporter';

export function isForReporter(about: MessageSubject): about is ReporterSubject {
  return about.startsWith('reporter-');
}

/**
 * Under what it is kept that a reporter wants no such mails: whoever the host knows by who they are, others by the
 * incident alone. No address is in it.
 */
export function reporterKey({ reporter, number }: Pick<Incident, 'reporter' | 'number'>): string {
  const { role, id, site } = reporter;
  return role === 'reporter' && id !== null
    ? `reporter ${JSON.stringify([site, id])}`
    : `reporter ${number}`;
}

/**
 * The message by which whoever reported it is told of an event; null for none. It is for them by the incident: their
 * address is in the report, and nowhere else.
 */
export function messageToReporter(
  after: Incident,
  event: IncidentEvent,
  { reporters, workflow }: { reporters: Channels['reporters']; workflow: Workflow },
): MessageToSend | null {
  if (!reporters || whyNotMailed(after, reporters) !== null) return null;
  const news = newsIn(event, workflow);
  if (!news || !reporters.tell.includes(news)) return null;
  const { channel } = reporters;
  const address = toReference(after.number);
  return { about: `reporter-${news}`, target: reporterTarget, channel, address, sendAt: event.at };
}

/** Why nothing of an incident is told to whoever reported it by mail; `unsubscribed`: they want none. */
export type NotMailed = 'not-set-up' | 'no-address' | 'visitor' | 'unsubscribed';

/** Null where they are told, unless they want no mails. */
export function whyNotMailed(
  { contact, reporter }: Pick<Incident, 'contact' | 'reporter'>,
  reporters: Channels['reporters'],
): Exclude<NotMailed, 'unsubscribed'> | null {
  if (!reporters) return 'not-set-up';
  if (!contact?.email) return 'no-address';
  return reporter.role === 'anonymous' && !reporters.visitors ? 'visitor' : null;
}

function newsIn({ type, data, actor }: IncidentEvent, workflow: Workflow): ReporterNews | null {
  if (type === 'incident.reported') return 'received';
  // What they did by themselves is no news to them.
  if (['reporter', 'receipt', 'anonymous'].includes(actor.role)) return null;
  switch (type) {
    case 'incident.moved': {
      const status = workflow.statuses.find(({ id }) => id === data.to.id);
      return status?.category === 'waiting' && status.resumesOnReply ? 'waiting' : null;
    }
    case 'incident.resolved':
      return 'resolved';
    case 'incident.closed':
    case 'incident.cancelled':
    case 'incident.merged':
      return 'closed';
    default:
      return null;
  }
}
