import { z } from 'zod';
import { versionNotFound } from '../../domain/configuration/decide.ts';
import type { DocumentKind, DocumentVersion } from '../../domain/configuration/documents.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { documentKind, documentVersion } from './document-input.ts';

export const readDocumentVersionInput = z.strictObject({
  kind: documentKind,
  version: documentVersion,
});

/**
 * A document as it was.
 * @throws KitError `version-not-found`
 */
export async function readDocumentVersion(
  context: OperationContext,
  { kind, version }: z.infer<typeof readDocumentVersionInput>,
): Promise<DocumentVersion> {
  return context.store.read((snapshot) => findDocumentVersion(snapshot, kind, version));
}

/** @throws KitError `version-not-found` */
export async function findDocumentVersion(
  snapshot: Snapshot,
  kind: DocumentKind,
  version: number,
): Promise<DocumentVersion> {
  const found = await snapshot.documents.get(kind, version);
  if (!found) throw versionNotFound(kind, version);
  return found;
}
