import type { CalendarBook } from '../../domain/calendar/calendars.ts';
import type { DocumentKind, DocumentVersion, Rules } from '../../domain/configuration/documents.ts';
import type { Incident } from '../../domain/incident/state.ts';

/** A version of a document without what it says. */
export type DocumentHeader = Omit<DocumentVersion, 'document'>;

export interface DocumentReader {
  /** Every document that is in force. There always is one of each: the kit installs the first. */
  rules(): Promise<Rules>;
  get<Kind extends DocumentKind>(
    kind: Kind,
    version: number,
  ): Promise<DocumentVersion<Kind> | null>;
  /** Newest first. */
  versions(kind: DocumentKind, before: number | null, limit: number): Promise<DocumentHeader[]>;
  /** The calendars that these incidents' clocks run by. */
  calendarBook(incidents: readonly Incident[]): Promise<CalendarBook>;
}
