import type { IncidentEvent } from '../incident/events.ts';
import { type Incident, isAcknowledged, isFromReporter, isUnderWay } from '../incident/state.ts';
import type { OnCallFound } from './on-call.ts';
import type { EscalationAction } from './policies.ts';

/** Somebody is to be told of something that happened to an incident. */
export type Notification =
  | { whom: 'person'; person: string }
  /** Everybody of a team, or its managers, whoever that is when it is read. */
  | { whom: 'team' | 'managers'; team: string };

/** What an event was looked at for: whom it may be news to. */
export type NotificationRule =
  | 'assigned'
  /** It has not ended by itself. */
  | 'pause-ended'
  /** Its alert begins and ends again and again. */
  | 'flapping'
  /** A storm has come to something of theirs. */
  | 'storm'
  /** What it waited for is over, and it is not. */
  | 'wait-ended'
  | 'escalated'
  | 'step'
  | 'on-call'
  | 'reopened'
  | 'mentioned'
  | 'replied';

/** Why a rule told nobody. */
export type NotTold =
  /** Nobody has the incident, and no team does. */
  | 'no-team'
  /** Nobody was on call, and the schedule falls back to no team, or is no more. */
  | 'nobody-on-call'
  /** Whoever reported it wrote while it is worked on: it is read there. */
  | 'under-way'
  /** It may end by itself: that is waited for. */
  | 'paused'
  /** It is one of a storm, which is told instead. */
  | 'storm'
  /** Its service cannot do without another, whose incident is told instead. */
  | 'dependency'
  /** What it waited for is over, and somebody of the desk had taken notice meanwhile. */
  | 'acknowledged'
  /** Whoever wrote it called themselves by name. */
  | 'own-words';

/** What a rule made of an event. */
export type Decision = {
  rule: NotificationRule;
  /** The schedule that said whom; left out where none did. */
  schedule?: string;
  /** The incident that it waits for, or waited for until now, and since when; left out where it does not. */
  waitsFor?: { incident: number; since: number };
} & ({ told: Notification; why: null } | { told: null; why: NotTold });

const tellingTypes: ReadonlySet<string> = new Set<IncidentEvent['type']>([
  'incident.routed',
  'incident.assigned',
  'incident.escalated',
  'incident.escalation-step-taken',
  'incident.reopened',
  'incident.pause-ended',
  'incident.wait-ended',
  'incident.storm-reached',
  'incident.alert-ended',
  'incident.note-added',
]);

/** Whether somebody may be told of events of this type; of all others nobody is. */
export function mayTell(type: string): boolean {
  return tellingTypes.has(type);
}

/** Whom an event is news to. */
export function notificationsOf(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
): Notification[] {
  return decisionsOf(before, after, event).flatMap(({ told }) => (told ? [told] : []));
}

/** What each rule that looks at an event decides, also where it tells nobody. */
export function decisionsOf(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
): Decision[] {
  const decisions = decide(before, after, event);
  const why = whyNotYet(before, after, event);
  if (why === null) return decisions;
  const waited = why === 'paused' ? {} : waitedFor(before?.waitsFor ? before : after);
  return decisions.map(({ told: _, ...each }) => ({ ...each, ...waited, told: null, why }));
}

/** Whether nobody is to be told yet of what happens by itself. */
export function isPaused(before: Incident | null, after: Incident, event: IncidentEvent): boolean {
  return whyNotYet(before, after, event) !== null;
}

/** Which of those that keep it back; of several the one that says most. */
function whyNotYet(
  before: Incident | null,
  after: Incident,
  { type, actor }: IncidentEvent,
): 'storm' | 'dependency' | 'paused' | null {
  if (actor.role !== 'system') return null;
  const waits = type === 'incident.wait-ended' ? null : (before?.waitsFor ?? after.waitsFor);
  if (waits) return waits.why;
  const until = type === 'incident.pause-ended' ? null : (before?.pausedUntil ?? after.pausedUntil);
  return until ? 'paused' : null;
}

function waitedFor({ waitsFor }: Pick<Incident, 'waitsFor'>): Pick<Decision, 'waitsFor'> {
  return waitsFor ? { waitsFor: { incident: waitsFor.incident, since: waitsFor.since } } : {};
}

function decide(before: Incident | null, after: Incident, event: IncidentEvent): Decision[] {
  switch (event.type) {
    case 'incident.routed':
    case 'incident.assigned':
      return [assigned('assigned', after)];
    case 'incident.escalated':
      return [
        event.data.kind === 'functional'
          ? assigned('escalated', after)
          : managers('escalated', after.team),
      ];
    case 'incident.escalation-step-taken':
      return ofStep(before ?? after, event.data.actions, event.data.onCall);
    case 'incident.reopened':
      return [assigned('reopened', after)];
    case 'incident.pause-ended':
      return [assigned('pause-ended', after)];
    case 'incident.wait-ended':
      return [{ ...waitEnded(after), ...waitedFor(before ?? after) }];
    case 'incident.storm-reached': {
      const { team } = event.data;
      const isTold = team === null || before?.storm?.teams.includes(team);
      return isTold ? [] : [ofTeam('storm', 'team', team)];
    }
    case 'incident.alert-ended':
      return after.alerts?.flapping && !before?.alerts?.flapping
        ? [assigned('flapping', after)]
        : [];
    case 'incident.note-added': {
      // It may say that it is not fixed, and nobody is at work who would read it.
      const isReply = event.data.visibility === 'public' && isFromReporter(after, event.actor);
      return [
        ...(event.data.mentions ?? []).map((person) => mentioned(person, event.actor.id)),
        ...(isReply ? [replied(after)] : []),
      ];
    }
    default:
      return [];
  }
}

/** One action after the other: after a `reassign`, another team has it. */
function ofStep(
  before: Incident,
  actions: readonly EscalationAction[],
  onCall: readonly OnCallFound[] = [],
): Decision[] {
  let { team, assignee } = before;
  let found = 0;
  return actions.map((each): Decision => {
    if (each.action === 'raise') return managers('step', team);
    if (each.action === 'reassign') {
      [team, assignee] = [each.team, null];
      return { rule: 'step', told: { whom: 'team', team }, why: null };
    }
    if (each.whom === 'on-call') {
      found += 1;
      return ofOnCall(each.schedule, onCall[found - 1]);
    }
    if (each.whom === 'assignee') return assigned('step', { team, assignee });
    return ofTeam('step', each.whom, each.team ?? team);
  });
}

function ofOnCall(schedule: string, found: OnCallFound | undefined): Decision {
  const rule = 'on-call';
  if (found?.person) {
    return { rule, schedule, told: { whom: 'person', person: found.person }, why: null };
  }
  if (found?.team) return { rule, schedule, told: { whom: 'team', team: found.team }, why: null };
  return { rule, schedule, told: null, why: 'nobody-on-call' };
}

function waitEnded(after: Incident): Decision {
  const rule = 'wait-ended';
  return isAcknowledged(after) ? { rule, told: null, why: 'acknowledged' } : assigned(rule, after);
}

function mentioned(person: string, author: string | null): Decision {
  const rule = 'mentioned';
  if (person === author) return { rule, told: null, why: 'own-words' };
  return { rule, told: { whom: 'person', person }, why: null };
}

function replied(after: Incident): Decision {
  if (isUnderWay(after)) return { rule: 'replied', told: null, why: 'under-way' };
  return assigned('replied', after);
}

function assigned(
  rule: NotificationRule,
  { assignee, team }: Pick<Incident, 'assignee' | 'team'>,
): Decision {
  if (assignee) return { rule, told: { whom: 'person', person: assignee.id }, why: null };
  return ofTeam(rule, 'team', team);
}

function managers(rule: NotificationRule, team: string | null): Decision {
  return ofTeam(rule, 'managers', team);
}

function ofTeam(rule: NotificationRule, whom: 'team' | 'managers', team: string | null): Decision {
  if (team === null) return { rule, told: null, why: 'no-team' };
  return { rule, told: { whom, team }, why: null };
}
