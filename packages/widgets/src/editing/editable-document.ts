import type { KitErrorCode } from '../client/errors.ts';

/** A version of a document as the server publishes it. Numbers of versions only grow. */
export interface PublishedVersion {
  version: number;
}

/**
 * What a `DocumentDraft` has to know about one kind of document. The functions are pure: they copy what
 * they change, as earlier drafts are kept for undo.
 */
export interface EditableDocument<Document, Change, Version extends PublishedVersion> {
  /** The document of a version. */
  contentOf(version: Version): Document;
  /** One change for each field in which `to` differs from `from`; empty when they say the same. */
  changesBetween(from: Document, to: Document): Change[];
  /** The document with a change made to it; as it was when what the change is about does not exist. */
  applyChange(document: Document, change: Change): Document;
  /** The code with which the server refuses a draft of a version that is no longer in force. */
  staleCode: KitErrorCode;
  /** Whether `details.current` of that refusal is a version of this kind, to compare with. */
  isVersion(value: unknown): value is Version;
}
