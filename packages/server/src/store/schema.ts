/** Text that holds JSON. */
type Json = string;

/** The tables. `events` and `head` are the truth; `incidents` and `matrix_versions` are made from them. */
export interface Tables {
  events: EventsTable;
  head: HeadTable;
  incidents: IncidentsTable;
  matrix_versions: MatrixVersionsTable;
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
  status_category: string;
  /** The host's identifier of the reporter; null for anonymous reports. */
  reporter_id: string | null;
  reporter_site: string | null;
  seq: number;
  state: Json;
}

export interface MatrixVersionsTable {
  version: number;
  matrix: Json;
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
