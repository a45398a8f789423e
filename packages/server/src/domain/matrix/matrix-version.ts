import type { DocumentVersion } from '../configuration/documents.ts';
import type { MatrixVersion } from './matrix.ts';

/** A version of the matrix in the form in which it was told before there were other documents. */
export function toMatrixVersion(version: DocumentVersion<'matrix'>): MatrixVersion {
  const { document, publishedAt, publishedBy, reason } = version;
  return { version: version.version, matrix: document, publishedAt, publishedBy, reason };
}
