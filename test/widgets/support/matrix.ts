/** What tests of `<priority-matrix>` share. */
import type { PriorityMatrix as Matrix, MatrixVersion } from '@incident-kit/server/domain';
import { html } from 'lit';
import '../../../packages/widgets/src/incident-provider/define.ts';
import '../../../packages/widgets/src/priority-matrix/define.ts';
import type { PriorityMatrix } from '../../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { all, find, press, show, someone, until } from './stage.ts';

export const editor = html`<priority-matrix></priority-matrix>`;

/** The matrix as somebody who may publish one has it once they have begun to edit. */
export async function edited(): Promise<PriorityMatrix> {
  const matrix = await show<PriorityMatrix>(editor, 'amir');
  find(matrix, '.frame').dispatchEvent(new PointerEvent('pointerover'));
  await until(() => all(matrix, '.tools button').length === 2);
  return matrix;
}

export const cell = (matrix: PriorityMatrix, place: string): HTMLElement =>
  find(matrix, `[data-place="${place}"]`);

export const idOf = (matrix: PriorityMatrix, place: string): string | null | undefined =>
  cell(matrix, place).querySelector('.id')?.textContent;

/** Sets a cell by its digit, and waits for what publishing would change. */
export async function setCell(matrix: PriorityMatrix, place: string, digit: string): Promise<void> {
  await press(matrix, cell(matrix, place), digit);
  await until(() => all(matrix, '.publish').length === 1);
}

export async function current(): Promise<MatrixVersion> {
  const answer = await someone('amir').call((api) => api.matrix.current.query());
  return answer.current;
}

/** Somebody else puts another matrix in force. */
export async function publishMeanwhile(
  change: (matrix: Matrix) => Matrix,
  reason?: string,
): Promise<number> {
  const { version, matrix } = await current();
  const input = { basedOn: version, matrix: change(matrix), ...(reason && { reason }) };
  const answer = await someone('amir').call((api) => api.matrix.publish.mutate(input));
  return answer.current.version;
}
