import { z } from 'zod';
import type { Channels } from '../../domain/channels/channels.ts';
import { type NotMailed, reporterKey, whyNotMailed } from '../../domain/channels/reporters.ts';
import {
  type Decision,
  decisionsOf,
  type Notification,
  type NotificationRule,
  type NotTold,
} from '../../domain/escalation/notifications.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { evolve } from '../../domain/incident/evolve.ts';
import { incidentStream, toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { limits } from '../../domain/limits.ts';
import { findTeam, type Teams } from '../../domain/teams/teams.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { incidentInput, personId } from '../input.ts';

export const explainNotificationsInput = incidentInput.extend({
  /** The host's identifier of somebody: why they were told, or were not. */
  person: personId.optional(),
  /** Only what was decided before this position of the log; left out: the newest. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(limits.page).default(limits.page),
});

/** What a rule decided of an event of the incident. */
export interface ToldDecision {
  /** Where in the log the event is. */
  seq: number;
  /** When it was, epoch milliseconds. */
  at: number;
  event: IncidentEvent['type'];
  rule: NotificationRule;
  /** The schedule that said whom, of the rule `on-call`; left out for others. */
  schedule?: string;
  /** The incident that it waits for, or waited for until now, and since when, epoch milliseconds; left out where it does not. */
  waitsFor?: { incident: string; since: number };
  /** Whom it told; null for nobody. */
  told: Notification | null;
  /** The host's identifiers of those who find it among their notifications, as the teams are by now. */
  people: string[];
  /**
   * Why nobody finds it: what the rule said, or that the team is no more (`team-unknown`) or has nobody of
   * whom it told (`team-empty`). `others`: somebody does, but not the person that was asked for. Null
   * where somebody does.
   */
  why: NotTold | 'team-unknown' | 'team-empty' | 'others' | null;
}

export interface NotificationsExplanation {
  incident: string;
  /** The escalation policy whose steps tell somebody when nothing happens; null where there is none. */
  policy: string | null;
  /** Why whoever reported it is told nothing by mail; null where they are. */
  reporter: NotMailed | null;
  /** Oldest first. */
  decisions: ToldDecision[];
  /** What to send as `before` for earlier ones; null when there are none. */
  earlier: number | null;
  seq: number;
  /** The server's time, epoch milliseconds. */
  now: number;
}

/** Events that are read at once. */
const pageOfEvents = 1_000;

/**
 * Who was told of what happened to an incident, and why nobody was: every decision, by event.
 * @throws KitError `incident-not-found`
 */
export async function explainNotifications(
  context: OperationContext,
  input: z.infer<typeof explainNotificationsInput>,
): Promise<NotificationsExplanation> {
  const { caller, store } = context;
  return store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, caller, 'incident:explain', input.incident);
    const rules = await snapshot.documents.rules();
    const teams = rules.teams.document;
    const found = await lastDecided(snapshot, incident.number, input);
    const decisions = found.decided.map(({ event, ...decision }): ToldDecision => {
      const { seq, at, type } = event;
      return { seq, at, event: type, ...whoFindsIt(decision, teams, input.person) };
    });
    return {
      incident: input.incident,
      policy: incident.chain?.policy ?? null,
      reporter: await reporterOf(snapshot, incident, rules.channels.document.reporters),
      decisions,
      earlier: found.isMore ? (decisions[0]?.seq ?? null) : null,
      seq: await snapshot.log.lastSeq(),
      now: context.now(),
    };
  });
}

async function reporterOf(
  { subscribers }: Snapshot,
  incident: Incident,
  reporters: Channels['reporters'],
): Promise<NotMailed | null> {
  const why = whyNotMailed(incident, reporters);
  if (why !== null) return why;
  const kept = await subscribers.get(reporterKey(incident));
  return kept?.state === 'left' ? 'unsubscribed' : null;
}

type Decided = Decision & { event: IncidentEvent };

/**
 * The last decisions before a position. Those of one event are never parted, so there may be a few more
 * than were asked for.
 */
async function lastDecided(
  { log }: Snapshot,
  number: number,
  { before = Number.POSITIVE_INFINITY, limit }: z.infer<typeof explainNotificationsInput>,
): Promise<{ decided: Decided[]; isMore: boolean }> {
  const stream = incidentStream(number);
  let kept: Decided[][] = [];
  let count = 0;
  let isMore = false;
  let state: Incident | null = null;
  for (let seq = 0; ; ) {
    const events = (await log.streamAfter(stream, seq, pageOfEvents)) as IncidentEvent[];
    for (const event of events) {
      if (event.seq >= before) return { decided: kept.flat(), isMore };
      // Whom it tells has nothing to do with what is public, of which every event would copy the list.
      const earlier: Incident | null = state && { ...state, publicSeqs: [] };
      state = evolve(earlier, event);
      const decided = decisionsOf(earlier, state, event).map((each) => ({ ...each, event }));
      if (decided.length === 0) continue;
      kept.push(decided);
      count += decided.length;
      let dropped = 0;
      for (let [first] = kept; first && count - first.length >= limit; first = kept[dropped]) {
        count -= first.length;
        dropped += 1;
      }
      if (dropped > 0) {
        kept = kept.slice(dropped);
        isMore = true;
      }
    }
    const last = events.at(-1);
    if (!last || events.length < pageOfEvents) return { decided: kept.flat(), isMore };
    seq = last.seq;
  }
}

function whoFindsIt(
  { rule, schedule, waitsFor, told, why }: Decision,
  teams: Teams,
  person: string | undefined,
): Pick<ToldDecision, 'rule' | 'schedule' | 'waitsFor' | 'told' | 'people' | 'why'> {
  const decided = {
    rule,
    ...(schedule !== undefined && { schedule }),
    ...(waitsFor && { waitsFor: { ...waitsFor, incident: toReference(waitsFor.incident) } }),
    told,
  };
  if (!told) return { ...decided, people: [], why };
  const people = peopleOf(told, teams);
  if (!people) return { ...decided, people: [], why: 'team-unknown' };
  if (people.length === 0) return { ...decided, people, why: 'team-empty' };
  const isOther = person !== undefined && !people.includes(person);
  return { ...decided, people, why: isOther ? 'others' : null };
}

/** Null when the team is no more. */
function peopleOf(told: Notification, teams: Teams): string[] | null {
  if (told.whom === 'person') return [told.person];
  const team = findTeam(teams, told.team);
  if (!team) return null;
  return (told.whom === 'team' ? team.members : team.managers).map(({ id }) => id);
}
