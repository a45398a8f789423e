import type { Actor } from '../actor.ts';
import { isDesk } from '../actor.ts';
import type { EscalationChain } from '../escalation/chain.ts';
import type { TargetName } from '../sla/targets.ts';
import type { SlaTerms } from '../sla/terms.ts';
import type { AlertEnded, AlertEpisode, Contact, Step, WaitsFor } from './events.ts';
import type { ImportedFacts, ImportedTexts, ImportOrigin } from './imported-events.ts';
import type { Link } from './links.ts';
import type { ResolutionCode } from './resolution.ts';
import { isOpen, type Status } from './status.ts';

/** When something was done, and by whom; null for somebody without a name, or whose name was erased. */
export interface Done {
  at: number;
  by: string | null;
}

/** When a person last said something, and who they are. */
export interface Said extends Done {
  /** The host's identifier of them and their site; null for visitors. */
  person: string | null;
  site: string | null;
  from: 'reporter' | 'desk';
}

/** Something that an SLA clock came to, once in a cycle. Instants in epoch ms. */
export interface ClockMark {
  target: TargetName;
  cycle: number;
  /** When the clock came to it, not when that was noted. */
  trueAt: number;
}

/** A chain of escalations, and how often each step of it was taken in this resolution cycle. */
export interface ChainProgress {
  chain: EscalationChain;
  stepsTaken: number[];
}

/** An alert that fires. */
export interface FiringAlert extends AlertEpisode {
  severity: string | null;
  title: string;
  /** Whether it was noted that it fires though the incident was resolved. */
  persists: boolean;
}

/** What sources say of what an incident is about. */
export interface IncidentAlerts {
  firing: FiringAlert[];
  /** The start of the first, epoch milliseconds: others of its group join it for a while. */
  firstStart: number;
  /** How often one of them was over. */
  ended: number;
  /** How many alerts sources have left out, by their keys. */
  unnamed: Record<string, number>;
  /** When they have been over for long enough, and what then becomes of the incident; null for not by itself. */
  settles: AlertEnded['data']['settles'];
  /** When it was last resolved, epoch milliseconds; by itself: when that was due, whoever looked later. */
  settledAt: number | null;
  /** Whether one of them begins and ends again and again, since it was opened. */
  flapping: boolean;
  /** Whether a person has taken the incident, so that it is theirs to resolve. */
  taken: boolean;
}

/** What an incident was imported from, and what that said last. */
export interface Imported extends ImportOrigin {
  /** The rows that are in the log, by what identifies them. */
  rows: string[];
  /** When the last of them was, epoch milliseconds. */
  at: number;
  asImported: Readonly<Record<string, string>>;
  /** Digests of its words and names, see `digestOf`. Null once some were erased: none are taken any more. */
  texts: Record<keyof ImportedTexts, string> | null;
  /** What the source's words became here when they were imported, whatever was changed since. */
  given?: Omit<ImportedFacts, 'asImported' | 'assignee'>;
  /** When the source says that it was over, epoch milliseconds. */
  ends?: { resolvedAt: number | null; closedAt: number | null };
}

/** An incident as its events have made it. Facts only: what depends on the time is read from these. */
export interface Incident {
  number: number;
  /** Events so far; the version that the next command must find. */
  version: number;
  /** Position in the log of the last event. */
  seq: number;
  /** Position of the last event that is not for the desk alone. */
  publicSeq: number;
  /** The positions of all of those, in order. */
  publicSeqs: number[];
  /** When the last event was, epoch milliseconds. */
  at: number;
  status: Status;
  /** Every status that it came to, and when; the first is the one that it was reported in. */
  course: { at: number; status: Status }[];
  title: string;
  description: string;
  service: string | null;
  category: string | null;
  impact: string;
  urgency: string;
  priority: string;
  matrixVersion: number;
  /** Whether the priority was set by hand; then impact and urgency do not move it. */
  override: (Done & { reason: string }) | null;
  terms: SlaTerms;
  reporter: Actor;
  reporterName: string | null;
  reporterGroups: string[];
  contact: Contact | null;
  reportedAt: number;
  categorizedAt: number | null;
  team: string | null;
  assignee: { id: string; name: string | null } | null;
  /** The last acknowledgement, and in which resolution cycle it was: there is one in each. */
  acknowledged: (Done & { cycle: number }) | null;
  /** The first acknowledgement. */
  firstAcknowledgedAt: number | null;
  /** First acknowledgement or public reply by a person of the desk: stops the response clock. */
  firstResponseAt: number | null;
  /** The first escalation of any kind. */
  escalatedAt: number | null;
  /** How far up it was raised to management; 0 for not at all. */
  managementLevel: number;
  resolved: (Done & { code: ResolutionCode; text: string }) | null;
  /** When silence closes it, and to what; null while it is not resolved, or for never. */
  closes: ({ at: number } & Step) | null;
  /** The last words that everybody sees, and the last of the desk among itself. */
  lastSaid: { public: Said; internal: Said | null };
  /** When whoever reported it last wrote, while it is resolved: they have not been silent since. */
  repliedAt: number | null;
  closed: (Done & { why: 'confirmed' | 'silence' | 'desk' | 'cancelled' | 'duplicate' }) | null;
  /** Times it was reopened. */
  reopened: number;
  /** The resolution clock: it may begin anew when the incident is reopened. */
  resolutionCycle: { number: number; startedAt: number };
  /** The update clock: since when a message of the reporter's waits for a public answer. */
  awaitingUpdate: { cycle: number; since: number; answeredAt: number | null };
  warned: ClockMark[];
  breached: ClockMark[];
  chain: EscalationChain | null;
  /** How often each step of the chain was taken in this resolution cycle. */
  stepsTaken: number[];
  /** Chains of other policies that it had before in this cycle, of which steps were taken. */
  chainsBefore: ChainProgress[];
  duplicateOf: number | null;
  duplicates: number[];
  links: Link[];
  /** How many others said that they have the same trouble. */
  affected: number;
  /** Whether no receipt opens it any more. */
  receiptsRevoked: boolean;
  /** Until when nobody is told, epoch milliseconds; null or undefined once it is over, or never was. */
  pausedUntil?: number | null;
  /** What it waits for before anybody is told of it, and since when; null or undefined for nothing. */
  waitsFor?: (WaitsFor & { since: number }) | null;
  /** Of a storm: the teams that it was told to, and the services that it has come to; undefined for others. */
  storm?: { teams: string[]; services: string[] };
  /** The alerts of monitored things that it is about; undefined where it never was about any. */
  alerts?: IncidentAlerts;
  /** Where it came from; undefined where it was reported here. Nothing is promised of what is imported. */
  imported?: Imported;
  /** Notes that are not as they were written, by their position in the log. */
  notes: Record<number, { editedBy: number } | { retracted: true }>;
}

/** What stands in for text that was erased on request. */
export const erasedText = '[erased]';

/** Whether it is the reporter who acts, whatever else they are, or somebody else who is not of the desk. */
export function isFromReporter({ reporter }: Incident, actor: Actor): boolean {
  const isThem = actor.id !== null && actor.id === reporter.id && actor.site === reporter.site;
  return isThem || !isDesk(actor.role);
}

/** Whether the incident is not one that counts: it was cancelled, or is a duplicate of another. */
export function isWithdrawn({ closed }: Incident): boolean {
  return closed?.why === 'cancelled' || closed?.why === 'duplicate';
}

/** Whether somebody of the desk has taken notice, in this resolution cycle. */
export function isAcknowledged({ acknowledged, resolutionCycle }: Incident): boolean {
  return acknowledged?.cycle === resolutionCycle.number;
}

/** Whether there is still something to do. */
export function isUnderWay({ status }: Incident): boolean {
  return isOpen(status);
}
