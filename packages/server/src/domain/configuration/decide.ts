import { KitError } from '../errors.ts';
import { toMatrixVersion } from '../matrix/matrix-version.ts';
import { assertPublishable, codesOf } from './check.ts';
import { compareDocuments } from './compare.ts';
import type { DocumentKind, Documents, DocumentVersion, Rules } from './documents.ts';
import type { NewDocumentEvent } from './events.ts';
import type { DocumentProblem } from './problems.ts';
import { documentTitles } from './titles.ts';

/** An edited document. */
export interface Draft<Kind extends DocumentKind = DocumentKind> {
  /** The version that it was edited from. */
  basedOn: number;
  document: Documents[Kind];
  reason: string | null;
}

export interface Publication {
  event: NewDocumentEvent;
  /** What is unusual about it, or about other documents because of it. */
  warnings: DocumentProblem[];
}

/**
 * Puts an edited document in force.
 * @param base the version that it was edited from, as the database has it
 * @throws KitError `document-invalid`; `version-not-found` when there is no such version;
 *   `document-stale` when another was published since `basedOn`, with that one as `details.current`,
 *   the one that was edited as `details.base`, and what was changed meanwhile as
 *   `details.differences`, so that both can be shown. For the matrix `matrix-invalid`, `matrix-stale`.
 */
export function decidePublish<Kind extends DocumentKind>(
  rules: Rules,
  kind: Kind,
  { basedOn, document, reason }: Draft<Kind>,
  base: DocumentVersion<Kind> | null,
): Publication {
  const warnings = assertPublishable(rules, kind, document);
  if (base?.version !== basedOn) throw versionNotFound(kind, basedOn);
  const current: DocumentVersion<Kind> = rules[kind];
  if (basedOn !== current.version) throw stale(current, base);
  return { event: published(kind, { basedOn, document, reason }, current.version + 1), warnings };
}

/** The event with which a version of a document is put in force. */
export function published<Kind extends DocumentKind>(
  kind: Kind,
  { basedOn, document, reason }: Draft<Kind>,
  version: number,
): NewDocumentEvent {
  const data =
    kind === 'matrix' ? { version, basedOn, matrix: document } : { version, basedOn, document };
  // The kind and its document belong together, which the type of a union cannot say.
  return { type: `${kind}.published`, data, personal: { reason } } as NewDocumentEvent;
}

export function versionNotFound(kind: DocumentKind, version: number): KitError {
  return new KitError(
    'version-not-found',
    `There is no version ${version} of ${documentTitles[kind]}. Look at the list of versions.`,
    { details: { kind, version } },
  );
}

function stale<Kind extends DocumentKind>(
  current: DocumentVersion<Kind>,
  base: DocumentVersion<Kind>,
): KitError {
  const by = current.publishedBy ?? 'Somebody';
  return new KitError(
    codesOf(current.kind).stale,
    `${by} published version ${current.version} while you were editing version ` +
      `${base.version}. Compare the two, then publish again.`,
    {
      details: {
        current: shown(current),
        base: shown(base),
        basedOn: base.version,
        differences: compareDocuments(base.document, current.document),
      },
    },
  );
}

function shown(version: DocumentVersion) {
  return isMatrix(version) ? toMatrixVersion(version) : version;
}

function isMatrix(version: DocumentVersion): version is DocumentVersion<'matrix'> {
  return version.kind === 'matrix';
}
