import type { MatrixPublished } from '../configuration/events.ts';
import { KitError } from '../errors.ts';
import { assertComplete, type MatrixVersion, type PriorityMatrix } from './matrix.ts';

/**
 * Puts an edited matrix in force.
 * @throws KitError `matrix-invalid`; `matrix-stale` when another was published since `basedOn`, with
 *   that one as `details.current`, so that both can be shown
 */
export function decidePublish(
  current: MatrixVersion,
  draft: { basedOn: number; matrix: PriorityMatrix; reason: string | null },
): MatrixPublished {
  assertComplete(draft.matrix);
  if (draft.basedOn !== current.version) {
    const by = current.publishedBy ?? 'Somebody';
    throw new KitError(
      'matrix-stale',
      `${by} published version ${current.version} while you were editing version ` +
        `${draft.basedOn}. Compare the two, then publish again.`,
      { details: { current } },
    );
  }
  return {
    type: 'matrix.published',
    data: { version: current.version + 1, basedOn: draft.basedOn, matrix: draft.matrix },
    personal: { reason: draft.reason },
  };
}
