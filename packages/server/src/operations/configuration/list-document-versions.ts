import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import type { DocumentHeader } from '../../store/port/documents.ts';
import type { OperationContext } from '../context.ts';
import { documentKind, documentVersion } from './document-input.ts';

export const listDocumentVersionsInput = z.strictObject({
  kind: documentKind,
  /** Only older versions than this one. */
  before: documentVersion.optional(),
  limit: z.int().min(1).max(limits.page, `Ask for at most ${limits.page} at once.`).default(50),
});

export interface DocumentVersionsAnswer {
  /** Newest first. */
  versions: DocumentHeader[];
  /** What to ask for with `before`; null when there are no older ones. */
  next: number | null;
}

/** Who published what when, and why. */
export async function listDocumentVersions(
  context: OperationContext,
  { kind, before, limit }: z.infer<typeof listDocumentVersionsInput>,
): Promise<DocumentVersionsAnswer> {
  return context.store.read(async (snapshot) => {
    const versions = await snapshot.documents.versions(kind, before ?? null, limit);
    const last = versions.at(-1)?.version ?? 1;
    return { versions, next: last > 1 ? last : null };
  });
}
