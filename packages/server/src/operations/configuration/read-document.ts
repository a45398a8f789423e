import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { checkDocuments, documentsOf } from '../../domain/configuration/check.ts';
import type { DocumentVersion } from '../../domain/configuration/documents.ts';
import type { DocumentProblem } from '../../domain/configuration/problems.ts';
import type { OperationContext } from '../context.ts';
import { documentKind } from './document-input.ts';

export const readDocumentInput = z.strictObject({ kind: documentKind });

export interface DocumentAnswer {
  current: DocumentVersion;
  /** What is not as it should be with the document in force. */
  warnings: DocumentProblem[];
  mayPublish: boolean;
  seq: number;
}

/** The document in force. */
export async function readDocument(
  context: OperationContext,
  { kind }: z.infer<typeof readDocumentInput>,
): Promise<DocumentAnswer> {
  return context.store.read(async (snapshot) => {
    const rules = await snapshot.documents.rules();
    return {
      current: rules[kind],
      warnings: checkDocuments(documentsOf(rules)).filter((each) => each.kind === kind),
      mayPublish: reachOf(context.caller, 'configuration:publish') !== null,
      seq: await snapshot.log.lastSeq(),
    };
  });
}
