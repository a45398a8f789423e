/** Text that holds JSON. */
type Json = string;

/** The tables. `events` and `head` are the truth; what is not an answer or a secret is made from them. */
export interface Tables {
  events: EventsTable;
  head: HeadTable;
  incidents: IncidentsTable;
  incident_texts: IncidentTextsTable;
  affected: AffectedTable;
  notifications: NotificationsTable;
  rotations: RotationsTable;
  documents: DocumentsTable;
  answers: AnswersTable;
  secrets: SecretsTable;
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
}

export interface IncidentsTable {
  number: number;
  status_id: string;
  status_category: string;
  priority: string;
  service: string | null;
  team: string | null;
  /** The host's identifier of the person. */
  assignee: string | null;
  /** The host's identifier of the reporter; null for anonymous reports. */
  reporter_id: string | null;
  reporter_site: string | null;
  seq: number;
  /** When something next happens by itself, epoch milliseconds; null for never. */
  due_at: number | null;
  state: Json;
}

/** What is searched. */
export interface IncidentTextsTable {
  number: number;
  /** Those of the title and the description, as `wordsOf` gives them, with spaces between. */
  words: string;
}

/** Who said “me too”. */
export interface AffectedTable {
  number: number;
  site: string;
  person: string;
}

/** Whom the event at a position of the log is news to. */
export interface NotificationsTable {
  whom: 'person' | 'team' | 'managers';
  /** The host's identifier of the person, or the team. */
  target: string;
  seq: number;
}

/** Who of a team was last chosen by a rule. */
export interface RotationsTable {
  team: string;
  person: string;
}

export interface DocumentsTable {
  kind: string;
  version: number;
  document: Json;
  published_at: number;
  published_by: string | null;
  reason: string | null;
  seq: number;
}

/** Answers to commands that carried an idempotency key. */
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
