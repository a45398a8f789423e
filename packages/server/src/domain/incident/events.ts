import type { Attachment } from '../attachments/attachment.ts';
import type { EscalationChain } from '../escalation/chain.ts';
import type { OnCallFound } from '../escalation/on-call.ts';
import type { EscalationAction } from '../escalation/policies.ts';
import type { ModelVersion } from '../learning/model-version.ts';
import type { LogEvent, NewEvent } from '../log.ts';
import type { RoutingReason } from '../routing/route.ts';
import type { TargetName, Targets } from '../sla/targets.ts';
import type { SlaTerms } from '../sla/terms.ts';
import type { ImportUpdated, IncidentImported } from './imported-events.ts';
import type { LinkKind } from './links.ts';
import type { ResolutionCode } from './resolution.ts';
import type { Status } from './status.ts';

type Nothing = Record<never, never>;

/** Where somebody can be reached who has no account with the host. */
export interface Contact {
  name: string | null;
  email: string | null;
}

/** How many files came with it: that stays when what they were is erased. Left out for none. */
interface Attached {
  attachments?: number;
}

/** A step along the workflow, and the version of it that allowed the step. */
export interface Step {
  to: Status;
  workflowVersion: number;
}

/** What became of the chain of escalations when the escalation policy was looked for again. */
export interface ChainChange {
  /** Left out when the same policy applies, null when none does any more: the chain ends. */
  chain?: EscalationChain | null;
}

/**
 * The fields that are optional here and there (`?`) are not in events of before there was
 * configuration; `evolve` reads those as they were meant.
 */
export type IncidentReported = NewEvent<
  'incident.reported',
  {
    number: number;
    service: string | null;
    category: string | null;
    impact: string;
    urgency: string;
    /** The priority's id in that version of the matrix. */
    priority: string;
    matrixVersion: number;
    /** The priority's own targets at that moment. */
    targets: Omit<Targets, 'update'>;
    /** What was promised: publishing another policy later does not change it. */
    terms?: SlaTerms;
    /** Copied, so that editing the policy touches only new incidents. */
    chain?: EscalationChain | null;
    reporterGroups?: string[];
    /** The version of the catalogue in which the service and the category were found. */
    catalogueVersion?: number;
    /** Until when nobody is told, if it ends by itself before; epoch milliseconds. */
    pausedUntil?: number;
    /** Until what is over nobody is told; left out for nothing. */
    waitsFor?: WaitsFor;
  } & Partial<Step> &
    Attached,
  { title: string; description: string; contact: Contact | null; attachments?: Attachment[] }
>;

/** A rule decided; each decision says which rule made it and why. */
export type IncidentRouted = NewEvent<
  'incident.routed',
  {
    rulesVersion: number;
    team: string | null;
    /** As they were called then; so are the other names in events. */
    teamName: string | null;
    teamReason: RoutingReason | null;
    /** The host's identifier of the person. */
    assignee: string | null;
    assigneeReason: 'round-robin' | 'least-loaded' | null;
    category: string | null;
    categoryName: string | null;
    categoryReason: RoutingReason | null;
    /** Null when the category changed nothing about them. */
    terms: SlaTerms | null;
    /** The same. */
    chain: EscalationChain | null;
  },
  { assigneeName: string | null }
>;

/** What was learned from earlier incidents says what this one may be about, where neither its reporter nor a rule did. */
export type CategorySuggested = NewEvent<
  'incident.category-suggested',
  {
    /** The likeliest first; `probability` from 0 to 1. */
    categories: { category: string; categoryName: string | null; probability: number }[];
    model: ModelVersion;
    /** It was sure enough, and was to set it; null where a person is to choose. */
    set: {
      category: string;
      /** Null when the category changed nothing about them. */
      terms: SlaTerms | null;
      /** The same. */
      chain: EscalationChain | null;
    } | null;
  },
  Nothing
>;

/** The same of the team that gets it, where no rule names one. */
export type TeamSuggested = NewEvent<
  'incident.team-suggested',
  {
    /** The likeliest first; `probability` from 0 to 1. */
    teams: { team: string; teamName: string | null; probability: number }[];
    model: ModelVersion;
    /** It was sure enough, and was to set it: the routing that follows does. */
    set: boolean;
  },
  Nothing
>;

export type IncidentAcknowledged = NewEvent<'incident.acknowledged', Partial<Step>, Nothing>;

/** Also when it was taken from everybody: then both are null. */
export type IncidentAssigned = NewEvent<
  'incident.assigned',
  {
    team: string | null;
    teamName: string | null;
    assignee: string | null;
    teamsVersion: number;
  },
  { assigneeName: string | null }
>;

export type IncidentRetitled = NewEvent<'incident.retitled', Nothing, { title: string }>;

export type IncidentCategorized = NewEvent<
  'incident.categorized',
  {
    service: string | null;
    serviceName: string | null;
    category: string | null;
    categoryName: string | null;
    catalogueVersion: number;
    /** Null when the policy that applies is still the same. */
    terms: SlaTerms | null;
  } & ChainChange,
  Nothing
>;

/** Impact or urgency changed, or the priority was set by hand, or given back to the matrix. */
export type IncidentPrioritized = NewEvent<
  'incident.prioritized',
  {
    why: 'levels' | 'override' | 'restored';
    impact: string;
    urgency: string;
    priority: string;
    matrixVersion: number;
    terms: SlaTerms;
  } & ChainChange,
  { reason: string | null }
>;

/** Along the workflow, other than by an action that has its own event: held, resumed, or else. */
export type IncidentMoved = NewEvent<
  'incident.moved',
  Step & { how: 'hold' | 'resume' | 'move' },
  { reason: string | null }
>;

export type IncidentEscalated = NewEvent<
  'incident.escalated',
  | {
      kind: 'functional';
      from: string | null;
      team: string;
      teamName: string;
      teamsVersion: number;
    }
  /** The level of management that it was raised to, from 1. */
  | { kind: 'hierarchical'; level: number },
  { reason: string }
>;

export type IncidentResolved = NewEvent<
  'incident.resolved',
  {
    code: ResolutionCode;
    /** When silence closes it, epoch milliseconds, and to what; null for never. */
    closes?: ({ at: number } & Step) | null;
  } & Partial<Step>,
  { text: string }
>;

export type IncidentClosed = NewEvent<
  'incident.closed',
  Step & { why: 'confirmed' | 'silence' | 'desk' },
  { text: string | null }
>;

export type IncidentReopened = NewEvent<
  'incident.reopened',
  Step & {
    why: 'not-fixed' | 'reopened';
    /** Whether the resolution clock begins anew. */
    newCycle: boolean;
  },
  { text: string }
>;

export type IncidentCancelled = NewEvent<'incident.cancelled', Step, { reason: string }>;

/** This one is a duplicate of another, which has an event of its own about it. */
export type IncidentMerged = NewEvent<
  'incident.merged',
  Step & { into: number },
  { reason: string | null }
>;
export type DuplicateMerged = NewEvent<'incident.duplicate-merged', { duplicate: number }, Nothing>;

/** As in `Link`. */
export type IncidentLinked = NewEvent<
  'incident.linked',
  { kind: LinkKind; target: string },
  Nothing
>;
export type IncidentUnlinked = NewEvent<
  'incident.unlinked',
  { kind: LinkKind; target: string },
  Nothing
>;

export type NoteVisibility = 'public' | 'internal';

export type NoteAdded = NewEvent<
  'incident.note-added',
  {
    visibility: NoteVisibility;
    /** The host's identifiers of those whom it calls by name; left out for nobody. */
    mentions?: string[];
  } & Attached,
  { text: string; attachments?: Attachment[] }
>;

/** `note` is the position in the log of the note, which stays there as it was. */
export type NoteEdited = NewEvent<
  'incident.note-edited',
  { note: number; visibility: NoteVisibility },
  { text: string }
>;
export type NoteRetracted = NewEvent<
  'incident.note-retracted',
  { note: number; visibility: NoteVisibility },
  Nothing
>;

/** Somebody else has the same trouble: “me too”. */
export type AffectedJoined = NewEvent<'incident.affected-joined', Nothing, Nothing>;

/** What resolved it helped somebody again, who therefore reported nothing: they said so. */
export type ReportSaved = NewEvent<'incident.report-saved', Nothing, Nothing>;

/** A clock came to where it warns, or past its due time; `at` of the event is when that was noted. */
export type SlaWarned = NewEvent<
  'incident.sla-warned',
  { target: TargetName; cycle: number; trueAt: number },
  Nothing
>;
export type SlaBreached = NewEvent<
  'incident.sla-breached',
  { target: TargetName; cycle: number; trueAt: number },
  Nothing
>;

/** A step of the escalation chain was taken. */
export type EscalationStepTaken = NewEvent<
  'incident.escalation-step-taken',
  {
    policy: string;
    /** From 0. */
    step: number;
    /** 0 for the first time, then its repetitions. */
    repetition: number;
    trueAt: number;
    actions: EscalationAction[];
    /** Who was on call then, for each action that notifies them, in order; left out where none does. */
    onCall?: OnCallFound[];
  },
  Nothing
>;

/** Another incident that is told already, and until whose end nobody is told of this one. */
export interface WaitsFor {
  /** It is one of a storm's; its service cannot do without the other's. */
  why: 'storm' | 'dependency';
  incident: number;
}

/** An alert of a source that began at an instant of the source's clock: one time that it fired. */
export interface AlertEpisode {
  source: string;
  key: string;
  /** Epoch milliseconds. */
  startsAt: number;
}

/** A monitored thing fires, and this incident is about it: at its report, or since. */
export type AlertAttached = NewEvent<
  'incident.alert-attached',
  AlertEpisode & {
    severity: string | null;
    /** The rule that decided; null where none was for it. */
    rule: string | null;
    rulesVersion: number;
    /** See `Judgement`. */
    group: string;
    groupedBy: Readonly<Record<string, string>> | null;
    /** Whether it is the same that this incident had before: it has fired again. */
    again: boolean;
    /** It made the incident, or opened it again, and there was no maintenance: too many such are a storm. */
    opened?: true;
  },
  { title: string }
>;

/** An alert of this incident is over. */
export type AlertEnded = NewEvent<
  'incident.alert-ended',
  AlertEpisode & {
    /** By the source's own clock, epoch milliseconds. */
    endedAt: number | null;
    /** `superseded`: it fired anew, so this was over, though nobody said so. */
    by: 'source' | 'superseded' | 'silence';
    /** Alerts of the incident that fire still. */
    firing: number;
    /** With the last of them: when the incident is resolved by it, and to what; null where it is not. */
    settles: ({ at: number; closes: ({ at: number } & Step) | null } & Step) | null;
    /** Why it is not, though it was the last; left out where it is, or was not the last. */
    stays?: 'taken' | 'workflow' | 'resolved';
    /** It begins and ends again and again, so it has to be over for longer; left out where it does not. */
    flapping?: true;
  },
  { title: string }
>;

/** Of an incident that a person has resolved, an alert is still said to fire; told once. */
export type AlertPersists = NewEvent<'incident.alert-persists', AlertEpisode, { title: string }>;

/** From now on nobody is told of what happens to it by itself, as there is maintenance. */
export type PauseBegun = NewEvent<'incident.pause-begun', { until: number }, Nothing>;

/** It was waited for whether the incident ends by itself. It has not, so whoever is to know is told. */
export type PauseEnded = NewEvent<'incident.pause-ended', Nothing, Nothing>;

/** From now on nobody is told of what happens to it by itself, as something else is told already. */
export type WaitBegun = NewEvent<'incident.wait-begun', WaitsFor, Nothing>;

/** What it waited for is over, and it is not: whoever is to know is told. */
export type WaitEnded = NewEvent<'incident.wait-ended', WaitsFor, Nothing>;

/** Of a storm: the first of its incidents that is a team's, or a service's. */
export type StormReached = NewEvent<
  'incident.storm-reached',
  {
    team: string | null;
    teamName: string | null;
    service: string | null;
    serviceName: string | null;
  },
  Nothing
>;

/** A source left out alerts of a group: that they are absent does not say that they are over. */
export type AlertsUnnamed = NewEvent<
  'incident.alerts-unnamed',
  { source: string; count: number },
  Nothing
>;

/** What a person wrote, or who they are, was erased on request from these events of the incident. */
export type IncidentErased = NewEvent<
  'incident.erased',
  { events: number[] },
  { reason: string | null }
>;

/** No receipt that was given for the incident opens it any more. */
export type ReceiptsRevoked = NewEvent<
  'incident.receipts-revoked',
  Nothing,
  { reason: string | null }
>;

/** Everything that can happen to an incident. */
export type NewIncidentEvent =
  | IncidentReported
  | IncidentImported
  | ImportUpdated
  | IncidentRouted
  | CategorySuggested
  | TeamSuggested
  | IncidentAcknowledged
  | IncidentAssigned
  | IncidentRetitled
  | IncidentCategorized
  | IncidentPrioritized
  | IncidentMoved
  | IncidentEscalated
  | IncidentResolved
  | IncidentClosed
  | IncidentReopened
  | IncidentCancelled
  | IncidentMerged
  | DuplicateMerged
  | IncidentLinked
  | IncidentUnlinked
  | NoteAdded
  | NoteEdited
  | NoteRetracted
  | AffectedJoined
  | ReportSaved
  | SlaWarned
  | SlaBreached
  | EscalationStepTaken
  | AlertAttached
  | AlertEnded
  | AlertPersists
  | AlertsUnnamed
  | PauseBegun
  | PauseEnded
  | WaitBegun
  | WaitEnded
  | StormReached
  | IncidentErased
  | ReceiptsRevoked;

export type IncidentEvent = LogEvent<NewIncidentEvent>;
