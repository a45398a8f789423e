import type {
  Objective as DefinedObjective,
  Objectives as ObjectivesDocument,
} from '@incident-kit/server/domain';
import type { DocumentDraft } from '../editing/document-draft.ts';
import type { EditableDocument, PublishedVersion } from '../editing/editable-document.ts';
import { freeId, type ListChange, listChanges, withListChange } from '../editing/list-changes.ts';

export type { DefinedObjective, ObjectivesDocument };

/** A version of the document `objectives`, as `configuration.get` has it. */
export interface ObjectivesVersion extends PublishedVersion {
  document: ObjectivesDocument;
  publishedBy: string | null;
  reason: string | null;
}

export type ObjectivesChange = ListChange<DefinedObjective>;

export type ObjectivesDraft = DocumentDraft<
  ObjectivesDocument,
  ObjectivesChange,
  ObjectivesVersion
>;

export const editableObjectives: EditableDocument<
  ObjectivesDocument,
  ObjectivesChange,
  ObjectivesVersion
> = {
  contentOf: ({ document }) => document,
  changesBetween: (from, to) => listChanges(from.objectives, to.objectives),
  applyChange: (document, change) => ({
    ...document,
    objectives: withListChange(document.objectives, change),
  }),
  staleCode: 'document-stale',
  isVersion: (value): value is ObjectivesVersion =>
    typeof value === 'object' && value !== null && 'document' in value && 'version' in value,
};

/**
 * What programs call a new objective, made of its name: sources post measurements by it, so it never changes later.
 * @param objectives those whose ids are taken
 */
export function newObjectiveId(name: string, objectives: readonly DefinedObjective[]): string {
  const taken = new Set(objectives.map(({ id }) => id));
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    // Upper case first, where ß is SS.
    .toUpperCase()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '');
  if (slug) return freeId(slug, taken);
  let number = taken.size + 1;
  while (taken.has(`objective-${number}`)) number += 1;
  return `objective-${number}`;
}
