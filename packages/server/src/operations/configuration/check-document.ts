import { z } from 'zod';
import { checkDrafts } from '../../domain/configuration/check.ts';
import { documentSchemas } from '../../domain/configuration/documents.ts';
import type { DocumentProblem } from '../../domain/configuration/problems.ts';
import { fieldErrorsOf } from '../../domain/field-errors.ts';
import type { OperationContext } from '../context.ts';
import { findInUse } from './check-in-use.ts';
import { documentKind } from './document-input.ts';

export const checkDocumentInput = z.strictObject({
  kind: documentKind,
  /** Of any shape: what is wrong with that is part of the answer. */
  document: z.unknown(),
});

export interface CheckedDocument {
  /** What would be refused, as far as it can be seen now; paths are within the document. */
  errors: DocumentProblem[];
  warnings: DocumentProblem[];
}

/** Says what publishing a draft would say, and writes nothing. */
export async function checkDocument(
  context: OperationContext,
  { kind, document }: z.infer<typeof checkDocumentInput>,
): Promise<CheckedDocument> {
  const parsed = documentSchemas[kind].safeParse(document);
  if (!parsed.success) {
    const errors = fieldErrorsOf(parsed.error).map((field) => ({
      kind,
      severity: 'error' as const,
      ...field,
    }));
    return { errors, warnings: [] };
  }
  return context.store.read(async (snapshot) => {
    const rules = await snapshot.documents.rules();
    const drafts = { [kind]: parsed.data };
    const problems = [...checkDrafts(rules, drafts), ...(await findInUse(snapshot, rules, drafts))];
    const { error: errors = [], warning: warnings = [] } = Object.groupBy(
      problems,
      (each) => each.severity,
    );
    return { errors, warnings };
  });
}
