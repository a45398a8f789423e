import type { z } from 'zod';
import { assertNoErrors } from '../../domain/configuration/check.ts';
import { type Draft, decidePublish } from '../../domain/configuration/decide.ts';
import type { DocumentKind, DocumentVersion } from '../../domain/configuration/documents.ts';
import { documentStream } from '../../domain/configuration/events.ts';
import type { DocumentProblem } from '../../domain/configuration/problems.ts';
import { type OperationContext, stamp } from '../context.ts';
import { findInUse } from './check-in-use.ts';
import type { publishDocumentInput } from './document-input.ts';

export interface DocumentPublished<Kind extends DocumentKind = DocumentKind> {
  current: DocumentVersion<Kind>;
  /** What is unusual about it, or about other documents because of it. */
  warnings: DocumentProblem[];
  seq: number;
}

/**
 * Puts an edited document in force.
 * @throws KitError `document-invalid`, `document-stale`, `version-not-found`; for the matrix
 *   `matrix-invalid`, `matrix-stale`
 */
export async function publishDocument(
  context: OperationContext,
  input: z.output<typeof publishDocumentInput>,
): Promise<DocumentPublished> {
  return putInForce(context, input.kind, input);
}

/** The same for a document whose type is known. */
export async function putInForce<Kind extends DocumentKind>(
  context: OperationContext,
  kind: Kind,
  draft: Draft<Kind>,
): Promise<DocumentPublished<Kind>> {
  return context.store.write(async (transaction) => {
    const rules = await transaction.documents.rules();
    const base = await transaction.documents.get(kind, draft.basedOn);
    const { event, warnings } = decidePublish(rules, kind, draft, base);
    const inUse = await findInUse(transaction, rules, { [kind]: draft.document });
    assertNoErrors(inUse, { [kind]: ['document'] });
    // The stream holds nothing but publications, so a document's version is its event's.
    const stream = documentStream(kind);
    const { seq } = await transaction.log.append(
      stream,
      rules[kind].version,
      event,
      stamp(context),
    );
    return { current: (await transaction.documents.rules())[kind], warnings, seq };
  });
}
