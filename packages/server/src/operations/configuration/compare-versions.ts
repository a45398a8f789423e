import { z } from 'zod';
import { compareDocuments, type Difference } from '../../domain/configuration/compare.ts';
import type { DocumentVersion } from '../../domain/configuration/documents.ts';
import type { OperationContext } from '../context.ts';
import { documentKind, documentVersion } from './document-input.ts';
import { findDocumentVersion } from './read-document-version.ts';

export const compareVersionsInput = z.strictObject({
  kind: documentKind,
  from: documentVersion,
  to: documentVersion,
});

export interface ComparedVersions {
  from: DocumentVersion;
  to: DocumentVersion;
  differences: Difference[];
}

/**
 * What was changed from one version of a document to another.
 * @throws KitError `version-not-found`
 */
export async function compareVersions(
  context: OperationContext,
  input: z.infer<typeof compareVersionsInput>,
): Promise<ComparedVersions> {
  return context.store.read(async (snapshot) => {
    const from = await findDocumentVersion(snapshot, input.kind, input.from);
    const to = await findDocumentVersion(snapshot, input.kind, input.to);
    return { from, to, differences: compareDocuments(from.document, to.document) };
  });
}
