import type { NewEvent } from '../log.ts';
import type { Status } from './status.ts';

/** What an import says of an incident, in our own terms where there are such. */
export interface ImportedFacts {
  status: Status;
  impact: string;
  urgency: string;
  priority: string;
  service: string | null;
  category: string | null;
  team: string | null;
  /** The host's identifier of the person; null for nobody, and for somebody whom nobody has named. */
  assignee: string | null;
  /** Whether it is over without ever having counted. */
  isCancelled: boolean;
  /** What the source says, as it says it, by the field's name or its own column's. */
  asImported: Readonly<Record<string, string>>;
}

/** The words and names of an import. */
export interface ImportedTexts {
  title: string;
  description: string;
  reporter: string | null;
  assignee: string | null;
  /** How it was resolved. */
  resolution: string | null;
}

/** The place of an incident in the system that it was imported from. */
export interface ImportOrigin {
  source: string;
  id: string;
}

/**
 * When it was over, where the source says that of its own; and when the row that says all this was, where that is another
 * time than when it occurred. All epoch milliseconds.
 */
interface ImportedTimes {
  resolvedAt?: number;
  closedAt?: number;
  saidAt?: number;
}

/** An incident of another system, as it began there. `occurredAt`: when that was, epoch milliseconds. */
export type IncidentImported = NewEvent<
  'incident.imported',
  {
    number: number;
    origin: ImportOrigin;
    occurredAt: number;
    /** What identifies the row that said so among those of the incident. */
    row: string;
    matrixVersion: number;
  } & ImportedTimes &
    ImportedFacts,
  ImportedTexts
>;

/** What has changed about it there, and when. */
export type ImportUpdated = NewEvent<
  'incident.import-updated',
  {
    occurredAt: number;
    row: string;
    changes: Partial<Omit<ImportedFacts, 'asImported'>>;
    /** What the source says otherwise than before, by the field's name; null where it says nothing any more. */
    said: Readonly<Record<string, string | null>>;
  } & ImportedTimes,
  Partial<ImportedTexts>
>;
