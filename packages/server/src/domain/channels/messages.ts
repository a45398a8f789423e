import {
  decisionsOf,
  isPaused,
  mayTell,
  type Notification,
  type NotificationRule,
} from '../escalation/notifications.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { findTeam, type Teams } from '../teams/teams.ts';
import type { Channels, MessageTarget, ReporterNews } from './channels.ts';
import { afterQuiet } from './quiet-hours.ts';

/** What a message tells of; `test` of nothing. */
export type MessageSubject =
  | NotificationRule
  | 'reported'
  | 'resolved'
  | 'closed'
  | 'cancelled'
  | 'service-opened'
  | 'service-updated'
  | 'service-resolved'
  | 'subscription'
  | `reporter-${ReporterNews}`
  | 'test';

/** A message that an event is to be told by. */
export interface MessageToSend {
  about: MessageSubject;
  /** The id of the target. */
  target: string;
  channel: string;
  address: string;
  /** Not before, epoch milliseconds. */
  sendAt: number;
}

/** Of what a service's targets hear, though nobody is told it as a person. */
const ofService: Partial<Record<IncidentEvent['type'], MessageSubject>> = {
  'incident.reported': 'reported',
  'incident.resolved': 'resolved',
  'incident.closed': 'closed',
  'incident.cancelled': 'cancelled',
  'incident.storm-reached': 'storm',
};

/** Whether an event may be told at all. */
export function isTold(type: IncidentEvent['type']): boolean {
  return mayTell(type) || type in ofService;
}

/** The messages that an event is to be told by, each address once. */
export function messagesOf(
  { before, after, event }: { before: Incident | null; after: Incident; event: IncidentEvent },
  { channels, teams }: { channels: Channels; teams: Teams },
): MessageToSend[] {
  if (isPaused(before, after, event)) return [];
  const decisions = decisionsOf(before, after, event);
  const ofItsService = decisions[0]?.rule ?? ofService[event.type];
  // A storm has no service of its own: those that it comes to hear of it.
  const service = event.type === 'incident.storm-reached' ? event.data.service : after.service;
  const messages = new Map<string, MessageToSend>();
  for (const target of channels.targets) {
    const told = decisions.find((each) => each.told && isToldBy(target, each.told, teams));
    const isOfService = 'service' in target.owner && target.owner.service === service;
    const about = told?.rule ?? (isOfService ? ofItsService : undefined);
    if (about === undefined || !concerns(target, after.priority)) continue;
    const place = `${target.channel}\n${target.address}`;
    const message = messageTo(target, { about, at: event.at, priority: after.priority });
    if (!messages.has(place)) messages.set(place, message);
  }
  return [...messages.values()];
}

export function messageTo(
  { id, channel, address, quiet }: MessageTarget,
  { about, at, priority }: { about: MessageSubject; at: number; priority: string },
): MessageToSend {
  const waits = quiet !== null && !quiet.except.includes(priority);
  return { about, target: id, channel, address, sendAt: waits ? afterQuiet(quiet, at) : at };
}

function concerns({ priorities }: MessageTarget, priority: string): boolean {
  return priorities === null || priorities.includes(priority);
}

/** Whether a target is one of those who are told: the team's own, or that of somebody in it. */
function isToldBy({ owner }: MessageTarget, told: Notification, teams: Teams): boolean {
  if (told.whom === 'person') return owner.whom === 'person' && owner.person === told.person;
  if (owner.whom === told.whom) return owner.team === told.team;
  if (owner.whom !== 'person') return false;
  const team = findTeam(teams, told.team);
  const people = (told.whom === 'team' ? team?.members : team?.managers) ?? [];
  return people.some(({ id }) => id === owner.person);
}
