import type { LogEvent, NewEvent } from '../log.ts';
import type { PriorityMatrix } from '../matrix/matrix.ts';
import type { DocumentKind, Documents } from './documents.ts';

/** The matrix was the first document, and its events call it by its name. */
export type MatrixPublished = NewEvent<
  'matrix.published',
  { version: number; basedOn: number; matrix: PriorityMatrix },
  { reason: string | null }
>;

type OtherPublished<Kind extends DocumentKind = Exclude<DocumentKind, 'matrix'>> =
  Kind extends DocumentKind
    ? NewEvent<
        `${Kind}.published`,
        { version: number; basedOn: number; document: Documents[Kind] },
        { reason: string | null }
      >
    : never;

/** A document was put in force. It happens in the document's own stream, which holds nothing else. */
export type NewDocumentEvent = MatrixPublished | OtherPublished;
export type DocumentEvent = LogEvent<NewDocumentEvent>;

export function documentStream(kind: DocumentKind): string {
  return kind;
}

export function kindOf(event: { type: NewDocumentEvent['type'] }): DocumentKind {
  return event.type.slice(0, -'.published'.length) as DocumentKind;
}

export function documentOf(event: NewDocumentEvent | DocumentEvent): Documents[DocumentKind] {
  return event.type === 'matrix.published' ? event.data.matrix : event.data.document;
}

export function isDocumentEvent<E extends { type: string }>(
  event: E,
): event is Extract<E, { type: `${DocumentKind}.published` }> {
  return event.type.endsWith('.published');
}
