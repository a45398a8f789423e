import type { MatrixVersion } from '../domain/matrix/matrix.ts';
import type { Snapshot } from '../store/store.ts';

/** The matrix in force. There always is one: the kit installs the first when it opens a database. */
export async function currentMatrix(snapshot: Snapshot): Promise<MatrixVersion> {
  const current = await snapshot.currentMatrix();
  if (!current) throw new Error('The database has no matrix.');
  return current;
}
