import type { Role } from '../actor.ts';
import { type AttachmentView, toAttachmentViews } from '../attachments/attachment.ts';
import type { OnCallFound } from '../escalation/on-call.ts';
import type { EscalationAction } from '../escalation/policies.ts';
import type { NoteAction } from '../incident/decide/notes.ts';
import type { IncidentEvent, NoteVisibility, WaitsFor } from '../incident/events.ts';
import type { LinkKind } from '../incident/links.ts';
import { readersOf, type Worded } from '../incident/readers.ts';
import { numberOfStream, toReference } from '../incident/reference.ts';
import type { ResolutionCode } from '../incident/resolution.ts';
import { erasedText, type Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';
import type { RoutingReason } from '../routing/route.ts';
import type { TargetName, Targets } from '../sla/targets.ts';
import type { Audience } from './audience.ts';
import { positionOf } from './positions.ts';

interface EntryBase {
  /** Position in the log, or for others than the desk among what they see; entries are in this order. */
  seq: number;
  incident: string;
  /** Epoch milliseconds. */
  at: number;
  actor: { name: string | null; role: Role };
}

/** What everybody sees who may see the incident. */
type PublicEntry =
  | {
      kind: 'reported';
      title: string;
      description: string;
      impact: string;
      urgency: string;
      priority: string;
      matrixVersion: number;
      targets: Omit<Targets, 'update'>;
      attachments?: AttachmentView[];
    }
  | { kind: 'acknowledged' }
  | {
      kind: 'note';
      visibility: NoteVisibility;
      /** As it reads now; empty when it was taken back. */
      text: string;
      edited?: true;
      retracted?: true;
      /** Left out for none, and when they were erased or taken back. */
      attachments?: AttachmentView[];
      /** The host's identifiers of those whom it calls by name; for the desk, left out for nobody. */
      mentions?: string[];
      /** What whoever reads it may do with it; left out for nothing. */
      may?: NoteAction[];
    }
  /** The note with that position reads like this from now on. */
  | { kind: 'note-edited'; note: number; visibility: NoteVisibility; text: string }
  | { kind: 'note-retracted'; note: number; visibility: NoteVisibility }
  | { kind: 'retitled'; title: string }
  | {
      kind: 'categorized';
      service: string | null;
      serviceName: string | null;
      category: string | null;
      categoryName: string | null;
    }
  | {
      kind: 'prioritized';
      why: 'levels' | 'override' | 'restored';
      impact: string;
      urgency: string;
      priority: string;
      matrixVersion: number;
      /** For the desk only. */
      reason: string | null;
    }
  | {
      kind: 'moved';
      how: 'hold' | 'resume' | 'move';
      status: Status;
      /** For the desk only. */
      reason: string | null;
    }
  | { kind: 'resolved'; code: ResolutionCode; text: string; closesAt: number | null }
  | { kind: 'closed'; why: 'confirmed' | 'silence' | 'desk'; text: string | null }
  | { kind: 'reopened'; why: 'not-fixed' | 'reopened'; text: string }
  | { kind: 'cancelled'; reason: string }
  | { kind: 'merged'; into: string; reason: string | null }
  | { kind: 'affected-joined' };

/** What only the desk sees. */
type DeskEntry =
  /** From another system; `at` of the entry is when it was there. */
  | {
      kind: 'imported';
      source: string;
      id: string;
      title: string;
      description: string;
      status: Status;
      priority: string;
      reporter: string | null;
      asImported: Readonly<Record<string, string>>;
    }
  /** What became another there, as it is called there. */
  | {
      kind: 'import-updated';
      status: Status | null;
      title: string | null;
      assignee: string | null;
      said: Readonly<Record<string, string | null>>;
    }
  | {
      kind: 'routed';
      team: string | null;
      teamName: string | null;
      teamReason: RoutingReason | null;
      assignee: string | null;
      assigneeReason: 'round-robin' | 'least-loaded' | null;
      category: string | null;
      categoryName: string | null;
      categoryReason: RoutingReason | null;
    }
  /** What it may be about, by what was learned from earlier ones; `set` where that was sure enough. */
  | {
      kind: 'category-suggested';
      categories: { category: string; categoryName: string | null; probability: number }[];
      set: boolean;
    }
  /** Who may have it, by the same; `set` where that was sure enough, and the routing after it says so. */
  | {
      kind: 'team-suggested';
      teams: { team: string; teamName: string | null; probability: number }[];
      set: boolean;
    }
  | {
      kind: 'assigned';
      team: string | null;
      teamName: string | null;
      assignee: string | null;
    }
  | { kind: 'escalated'; how: 'functional'; team: string; teamName: string; reason: string }
  | { kind: 'escalated'; how: 'hierarchical'; level: number; reason: string }
  | { kind: 'duplicate-merged'; duplicate: string }
  | { kind: 'linked' | 'unlinked'; link: LinkKind; target: string }
  /** `trueAt`: when the clock came to it; `at` of the entry is when that was noted. Epoch ms. */
  | { kind: 'sla-warned' | 'sla-breached'; target: TargetName; trueAt: number }
  | {
      kind: 'escalation-step-taken';
      policy: string;
      step: number;
      repetition: number;
      trueAt: number;
      actions: EscalationAction[];
      /** Who was on call, for each action that notified them, in order; left out where none did. */
      onCall?: OnCallFound[];
    }
  /** Something that is monitored fires; `again` where this incident had it before. */
  | {
      kind: 'alert-attached';
      source: string;
      title: string;
      severity: string | null;
      rule: string | null;
      rulesVersion: number;
      again: boolean;
    }
  /** `firing`: how many alerts of the incident are not over; `settlesAt` when it is resolved by that. */
  | {
      kind: 'alert-ended';
      source: string;
      title: string;
      by: 'source' | 'superseded' | 'silence';
      firing: number;
      settlesAt: number | null;
      stays: 'taken' | 'workflow' | 'resolved' | null;
      /** It begins and ends again and again. */
      flapping: boolean;
    }
  /** It fires, though the incident was resolved. */
  | { kind: 'alert-persists'; source: string; title: string }
  /** Until when nobody is told of what happens by itself, as there is maintenance; epoch milliseconds. */
  | { kind: 'pause-begun'; until: number }
  /** It has not ended by itself within the pause, so whoever is to know is told. */
  | { kind: 'pause-ended' }
  /** Nobody is told of what happens to it by itself until another incident is over, which is told instead. */
  | { kind: 'wait-begun'; why: 'storm' | 'dependency'; target: string }
  /** That is over, and it is not, so whoever is to know is told. */
  | { kind: 'wait-ended'; why: 'storm' | 'dependency'; target: string }
  /** A storm has come to a team and a service, as they are called; null for none. */
  | { kind: 'storm-reached'; team: string | null; service: string | null }
  /** The source has left out as many alerts. */
  | { kind: 'alerts-unnamed'; source: string; count: number }
  /** From which entries something was erased, by their `seq`. */
  | { kind: 'erased'; events: number[]; reason: string | null }
  /** What resolved it helped somebody again, who therefore reported nothing. */
  | { kind: 'report-saved' }
  /** The link that the reporter was given opens the incident no more. */
  | { kind: 'receipts-revoked'; reason: string | null };

/** One line of an incident's timeline. */
export type TimelineEntry = EntryBase & (PublicEntry | DeskEntry);

/** How a note reads by now, if not as it was written. */
export type NoteNow = { text: string } | { retracted: true };

/** What was told of an incident until now, and how its notes read. */
export type TimelineContext = Pick<Incident, 'seq' | 'publicSeqs'> & {
  /** By position in the log: notes that read otherwise by now. */
  notesNow?: ReadonlyMap<number, NoteNow>;
};

/** The timeline entry of an event; null when that audience may not see it. */
export function toTimelineEntry(
  event: IncidentEvent,
  audience: Audience,
  context: TimelineContext,
): TimelineEntry | null {
  const base: EntryBase = {
    seq: positionOf(audience, context, event.seq),
    incident: toReference(numberOfStream(event.stream) ?? 0),
    at: occurredAt(event),
    actor: { name: event.actorName, role: event.actor.role },
  };
  const toAll = toPublicEntry(event, audience, context);
  if (toAll) {
    // Others who have the same trouble are nobody's business but the desk's.
    const isAnonymous = toAll.kind === 'affected-joined' && audience !== 'desk';
    return isAnonymous
      ? { ...base, actor: { ...base.actor, name: null }, ...toAll }
      : { ...base, ...toAll };
  }
  const toDesk = audience === 'desk' ? toDeskEntry(event) : null;
  return toDesk && { ...base, ...toDesk };
}

/** When it happened: of what was imported, there. */
function occurredAt(event: IncidentEvent): number {
  return 'occurredAt' in event.data ? event.data.occurredAt : event.at;
}

function toPublicEntry(
  event: IncidentEvent,
  audience: Audience,
  context: TimelineContext,
): PublicEntry | null {
  const isHidden = (visibility: NoteVisibility) => visibility === 'internal' && audience !== 'desk';
  const notes = context.notesNow;
  const wordsOf = (what: Worded, text: string | null | undefined) =>
    audience === 'desk' || readersOf[what] === 'everybody' ? (text ?? null) : null;
  switch (event.type) {
    case 'incident.reported': {
      const { impact, urgency, priority, matrixVersion, targets } = event.data;
      return {
        kind: 'reported',
        title: event.personal?.title ?? erasedText,
        description: event.personal?.description ?? erasedText,
        impact,
        urgency,
        priority,
        matrixVersion,
        targets,
        ...attachmentsOf(event),
      };
    }
    case 'incident.acknowledged':
      return { kind: 'acknowledged' };
    case 'incident.note-added': {
      const { visibility } = event.data;
      if (isHidden(visibility)) return null;
      const now = notes?.get(event.seq);
      if (now && 'retracted' in now) return { kind: 'note', visibility, text: '', retracted: true };
      const { mentions } = event.data;
      const rest = {
        ...attachmentsOf(event),
        ...(mentions && audience === 'desk' && { mentions }),
      };
      if (now) return { kind: 'note', visibility, text: now.text, edited: true, ...rest };
      return { kind: 'note', visibility, text: event.personal?.text ?? erasedText, ...rest };
    }
    case 'incident.note-edited': {
      const { note, visibility } = event.data;
      if (isHidden(visibility)) return null;
      const now = notes?.get(note);
      const position = positionOf(audience, context, note);
      if (now) {
        const text = 'text' in now ? now.text : '';
        return { kind: 'note-edited', note: position, visibility, text };
      }
      const text = event.personal?.text ?? erasedText;
      return { kind: 'note-edited', note: position, visibility, text };
    }
    case 'incident.note-retracted': {
      const { note, visibility } = event.data;
      if (isHidden(visibility)) return null;
      return { kind: 'note-retracted', note: positionOf(audience, context, note), visibility };
    }
    case 'incident.retitled':
      return { kind: 'retitled', title: event.personal?.title ?? erasedText };
    case 'incident.categorized': {
      const { service, serviceName, category, categoryName } = event.data;
      return { kind: 'categorized', service, serviceName, category, categoryName };
    }
    case 'incident.prioritized': {
      const { why, impact, urgency, priority, matrixVersion } = event.data;
      const reason = wordsOf('override', event.personal?.reason);
      return { kind: 'prioritized', why, impact, urgency, priority, matrixVersion, reason };
    }
    case 'incident.moved': {
      const { how, to } = event.data;
      return { kind: 'moved', how, status: to, reason: wordsOf(how, event.personal?.reason) };
    }
    case 'incident.resolved': {
      const { code, closes } = event.data;
      const text = event.personal?.text ?? erasedText;
      return { kind: 'resolved', code, text, closesAt: closes?.at ?? null };
    }
    case 'incident.closed':
      return {
        kind: 'closed',
        why: event.data.why,
        text: wordsOf(event.data.why === 'desk' ? 'close' : 'confirm-fixed', event.personal?.text),
      };
    case 'incident.reopened':
      return {
        kind: 'reopened',
        why: event.data.why,
        text: event.personal?.text ?? erasedText,
      };
    case 'incident.cancelled':
      return { kind: 'cancelled', reason: event.personal?.reason ?? erasedText };
    case 'incident.merged':
      return {
        kind: 'merged',
        into: toReference(event.data.into),
        reason: wordsOf('merge', event.personal?.reason),
      };
    case 'incident.affected-joined':
      return { kind: 'affected-joined' };
    default:
      return null;
  }
}

function attachmentsOf({
  personal,
}: Extract<IncidentEvent, { type: 'incident.reported' | 'incident.note-added' }>): {
  attachments?: AttachmentView[];
} {
  return personal?.attachments ? { attachments: toAttachmentViews(personal.attachments) } : {};
}

function waitOf({ why, incident }: WaitsFor) {
  return { why, target: toReference(incident) };
}

function toDeskEntry(event: IncidentEvent): DeskEntry | null {
  switch (event.type) {
    case 'incident.imported': {
      const { origin, status, priority, asImported } = event.data;
      const { title = erasedText, description = '', reporter = null } = event.personal ?? {};
      const said = { title, description, status, priority, reporter, asImported };
      return { kind: 'imported', ...origin, ...said };
    }
    case 'incident.import-updated': {
      const { changes, said } = event.data;
      const { title = null, assignee = null } = event.personal ?? {};
      // That it was still so is for whoever imports.
      const isNews = [changes, said, event.personal ?? {}].some((each) => Object.keys(each).length);
      if (!isNews && event.data.resolvedAt === undefined && event.data.closedAt === undefined) {
        return null;
      }
      return { kind: 'import-updated', status: changes.status ?? null, title, assignee, said };
    }
    case 'incident.routed': {
      const { team, teamName, teamReason, assigneeReason } = event.data;
      const { category, categoryName, categoryReason } = event.data;
      return {
        kind: 'routed',
        team,
        teamName,
        teamReason,
        assignee: event.personal?.assigneeName ?? event.data.assignee,
        assigneeReason,
        category,
        categoryName,
        categoryReason,
      };
    }
    case 'incident.category-suggested': {
      const { categories, set } = event.data;
      return { kind: 'category-suggested', categories, set: set !== null };
    }
    case 'incident.team-suggested': {
      const { teams, set } = event.data;
      return { kind: 'team-suggested', teams, set };
    }
    case 'incident.assigned': {
      const { team, teamName, assignee } = event.data;
      const called = event.personal?.assigneeName ?? assignee;
      return { kind: 'assigned', team, teamName, assignee: called };
    }
    case 'incident.escalated': {
      const reason = event.personal?.reason ?? erasedText;
      if (event.data.kind === 'hierarchical') {
        return { kind: 'escalated', how: 'hierarchical', level: event.data.level, reason };
      }
      const { team, teamName } = event.data;
      return { kind: 'escalated', how: 'functional', team, teamName, reason };
    }
    case 'incident.duplicate-merged':
      return { kind: 'duplicate-merged', duplicate: toReference(event.data.duplicate) };
    case 'incident.linked':
      return { kind: 'linked', link: event.data.kind, target: event.data.target };
    case 'incident.unlinked':
      return { kind: 'unlinked', link: event.data.kind, target: event.data.target };
    case 'incident.sla-warned':
      return { kind: 'sla-warned', target: event.data.target, trueAt: event.data.trueAt };
    case 'incident.sla-breached':
      return { kind: 'sla-breached', target: event.data.target, trueAt: event.data.trueAt };
    case 'incident.escalation-step-taken': {
      const { policy, step, repetition, trueAt, actions, onCall } = event.data;
      const entry = { policy, step, repetition, trueAt, actions, ...(onCall && { onCall }) };
      return { kind: 'escalation-step-taken', ...entry };
    }
    case 'incident.alert-attached': {
      const { source, severity, rule, rulesVersion, again } = event.data;
      const title = event.personal?.title ?? erasedText;
      return { kind: 'alert-attached', source, title, severity, rule, rulesVersion, again };
    }
    case 'incident.alert-ended': {
      const { source, by, firing, settles, stays = null, flapping = false } = event.data;
      const title = event.personal?.title ?? erasedText;
      const settlesAt = settles?.at ?? null;
      return { kind: 'alert-ended', source, title, by, firing, settlesAt, stays, flapping };
    }
    case 'incident.alert-persists': {
      const title = event.personal?.title ?? erasedText;
      return { kind: 'alert-persists', source: event.data.source, title };
    }
    case 'incident.pause-begun':
      return { kind: 'pause-begun', until: event.data.until };
    case 'incident.pause-ended':
      return { kind: 'pause-ended' };
    case 'incident.wait-begun':
      return { kind: 'wait-begun', ...waitOf(event.data) };
    case 'incident.wait-ended':
      return { kind: 'wait-ended', ...waitOf(event.data) };
    case 'incident.storm-reached': {
      const { team, teamName, service, serviceName } = event.data;
      return { kind: 'storm-reached', team: teamName ?? team, service: serviceName ?? service };
    }
    case 'incident.alerts-unnamed':
      return { kind: 'alerts-unnamed', ...event.data };
    case 'incident.erased': {
      const reason = event.personal?.reason ?? null;
      return { kind: 'erased', events: event.data.events, reason };
    }
    case 'incident.report-saved':
      return { kind: 'report-saved' };
    case 'incident.receipts-revoked':
      return { kind: 'receipts-revoked', reason: event.personal?.reason ?? null };
    default:
      return null;
  }
}
