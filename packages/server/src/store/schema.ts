import type { MessageSubject } from '../domain/channels/messages.ts';
import type { MessageProblem } from '../domain/channels/outgoing.ts';
import type { BurnLevel, EpisodeKind } from '../domain/objectives/burn-rates.ts';
import type { CalendarProblem } from './port/shift-calendars.ts';

/** Text that holds JSON. */
export type Json = string;

/** The tables of the log and of what is no part of it. Each projection adds its own, in its file. */
export interface Tables {
  events: EventsTable;
  head: HeadTable;
  answers: AnswersTable;
  secrets: SecretsTable;
  site_secrets: SiteSecretsTable;
  uploads: UploadsTable;
  personal_items: PersonalItemsTable;
  deliveries: DeliveriesTable;
  alerts: AlertsTable;
  messages: MessagesTable;
  chat_posts: ChatPostsTable;
  subscribers: SubscribersTable;
  shift_calendars: ShiftCalendarsTable;
  anomalies: AnomaliesTable;
  watched_series: WatchedSeriesTable;
  watched_counts: WatchedCountsTable;
  incident_moves: IncidentMovesTable;
  measured_minutes: MeasuredMinutesTable;
  measured_hours: MeasuredHoursTable;
  burn_episodes: BurnEpisodesTable;
}

export interface EventsTable {
  seq: number;
  stream: string;
  version: number;
  type: string;
  /** Epoch milliseconds. */
  at: number;
  actor: Json;
  data: Json;
  /** `{ actorName, personal }`; null once erased. */
  personal: Json | null;
  /** Hex; null once erased, so that the digest cannot be guessed from likely names. */
  salt: string | null;
  /** SHA-256 of salt and `personal`, hex. Stays after an erasure: the chain covers it. */
  personal_digest: string;
  /** SHA-256 of the hash before and everything above but `personal` and `salt`, hex. */
  hash: string;
}

/** One row: the end of the log. Its lock is what puts commits in order. */
export interface HeadTable {
  id: 1;
  seq: number;
  hash: string;
  /** When the last event was, epoch milliseconds: the log's time never runs backwards. */
  at: number;
  /** The number of the newest migration that a server must have to write. */
  oldest_version: number;
}

/** Replies to commands that came with an idempotency key. */
export interface AnswersTable {
  /** Whose keys these are; two people may choose the same key. */
  scope: string;
  key: string;
  answer: Json;
  at: number;
}

export interface SecretsTable {
  name: string;
  value: string;
}

/** What tokens of sites are checked with, sealed where there is a key for it. */
export interface SiteSecretsTable {
  site: string;
  /** 0 or 1: another secret takes the place of one that has ended. */
  slot: number;
  value: string;
}

export interface UploadsTable {
  id: string;
  /** Whose it is; nobody else may use it. */
  owner: string;
  name: string;
  /** Bytes. */
  size: number;
  /** What its bytes say; null until all of it is there. */
  type: string | null;
  /** SHA-256, hex; null until all of it is there. */
  digest: string | null;
  state: 'open' | 'storing' | 'ready' | 'gone';
  /** Epoch milliseconds. */
  expires_at: number;
}

/** What a person keeps for themselves. */
export interface PersonalItemsTable {
  /** The site key under which the host's identifier is theirs. */
  site: string;
  person: string;
  kind: string;
  id: string;
  /** Null when it was taken away. */
  value: string | null;
  /** When it was first or last kept, epoch milliseconds. */
  at: number;
}

/** What a source of alerts sent. */
export interface DeliveriesTable {
  id: string;
  source: string;
  /** Epoch milliseconds. */
  received_at: number;
  content_type: string | null;
  /** Base64. */
  body: string;
  problem: string | null;
  signals: number;
  unnamed: number;
  quarantined: number;
  /** Headers and query; null where a version before took it in. */
  sent: Json | null;
  /** SHA-256, hex. */
  digest: string | null;
  answer: Json | null;
  unusable: Json | null;
}

export interface AlertsTable {
  source: string;
  key: string;
  state: 'firing' | 'resolved';
  /** Epoch milliseconds. */
  received_at: number;
  received: Json;
  times: number;
  /** See `Judgement.group`; null while nothing has judged it. */
  grouped: string | null;
  /** Epoch milliseconds. */
  expires_at: number | null;
}

/** Where incidents stand in chats; see the port for what each column means. */
export interface ChatPostsTable {
  incident: number;
  channel: string;
  address: string;
  place: string | null;
  ts: string | null;
  drawn: number;
  /** Epoch milliseconds. */
  drawn_at: number;
  tries: number;
  next_at: number;
}

/** What is told on channels outside; see the port for what each column means. */
export interface MessagesTable {
  id: string;
  seq: number;
  incident: number;
  about: MessageSubject;
  target: string;
  channel: string;
  address: string;
  state: 'waiting' | 'sent' | 'dead';
  tries: number;
  /** Epoch milliseconds. */
  next_at: number;
  problem: MessageProblem | null;
  made_at: number;
  done_at: number | null;
}

/** Something unusual; see the port for what each column means. */
export interface AnomaliesTable {
  id: string;
  series: string;
  /** Epoch milliseconds. */
  at: number;
  last_at: number;
  facts: Json;
  state: 'proposed' | 'raised' | 'dismissed';
  ended_at: number | null;
  decided_by: string | null;
}

/** What is watched; see the port for what each column means. */
export interface WatchedSeriesTable {
  key: string;
  memory: Json;
  looked_until: number;
}

/** How often something happened in a minute. */
export interface WatchedCountsTable {
  series: string;
  /** The minute's start, epoch milliseconds. */
  at: number;
  count: number;
}

/** What a source counted in a minute; see the port for what each column means. */
export interface MeasuredMinutesTable {
  objective: string;
  at: number;
  source: string;
  good: number;
  total: number;
}

/** The sums of each hour, of all sources. */
export interface MeasuredHoursTable {
  objective: string;
  at: number;
  good: number;
  total: number;
}

/** When a budget burnt too fast; see the port for what each column means. */
export interface BurnEpisodesTable {
  id: string;
  objective: string;
  kind: EpisodeKind;
  level: BurnLevel;
  /** Epoch milliseconds. */
  at: number;
  ended_at: number | null;
  burn: Json;
}

/** Who is told by email how a service is. */
export interface SubscribersTable {
  id: string;
  site: string;
  service: string;
  /** Empty once they have left. */
  address: string;
  state: 'asked' | 'on' | 'left';
  at: number;
  ends_at: number | null;
}

/** What calendars of others say of who is on call; see the port for what each column means. */
export interface ShiftCalendarsTable {
  schedule: string;
  layer: string;
  source: string;
  turns: Json;
  read_at: number | null;
  tried_at: number;
  due_at: number;
  problem: CalendarProblem | null;
  about: Json;
  etag: string | null;
  last_modified: string | null;
  known_until: number;
}

/** See `Moves`. It is made of the log, some time after its commits. */
export interface IncidentMovesTable {
  number: number;
  /** The position of the last event of the incident that was taken in. */
  seq: number;
  stages: Json;
  teams: Json;
}
