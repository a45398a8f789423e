import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { withCell } from '../../packages/widgets/src/priority-matrix/editor/cells.ts';
import { removeItem } from '../../packages/widgets/src/priority-matrix/editor/matrix-levels.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { cell, publishMeanwhile, setCell } from './support/matrix.ts';
import {
  all,
  clear,
  freshServer,
  isAccessible,
  reported,
  says,
  show,
  someone,
  textOf,
  until,
} from './support/stage.ts';

const marked = (matrix: PriorityMatrix) =>
  all(matrix, '[aria-current=true]').map((each) => each.dataset.place);

/** The matrix with the cell of an incident marked, to somebody who only reads. */
async function shown(incident: string, who: 'grace' | 'amir' = 'grace'): Promise<PriorityMatrix> {
  return show<PriorityMatrix>(html`<priority-matrix incident=${incident}></priority-matrix>`, who);
}

describe('the cell of an incident in a <priority-matrix>', () => {
  let incident = '';

  before(async () => {
    await freshServer();
    incident = await reported('The lift is stuck');
  });
  afterEach(clear);

  it('is marked with a glyph and the incident, and said in words', async () => {
    const matrix = await shown(incident);
    await says(matrix, `${incident} has Medium impact and Medium urgency: P3.`);
    expect(marked(matrix)).to.deep.equal(['medium/medium']);
    const place = cell(matrix, 'medium/medium');
    expect(place.querySelector('.mark .glyph, .mark svg')).to.exist;
    expect(place.querySelector('.mark')?.textContent).to.include(incident);
    expect(place.textContent).to.include(`${incident} is here`);
    await isAccessible(matrix);
  });

  it('is marked, moved and cleared whenever the attribute says so', async () => {
    const matrix = await show<PriorityMatrix>(html`<priority-matrix></priority-matrix>`, 'grace');
    expect(marked(matrix)).to.be.empty;
    matrix.setAttribute('incident', incident);
    await until(() => marked(matrix).join() === 'medium/medium');
    matrix.setAttribute('incident', 'INC-999999');
    await says(matrix, 'There is no incident INC-999999');
    expect(marked(matrix)).to.be.empty;
    expect(all(matrix, '.cell')).to.have.length(9);
    await isAccessible(matrix);
    matrix.incident = incident;
    await until(() => marked(matrix).join() === 'medium/medium');
    matrix.removeAttribute('incident');
    await until(() => marked(matrix).length === 0);
    expect(textOf(matrix)).not.to.include(incident);
  });

  it('follows the incident, and tells what was set by hand or decided by another version', async () => {
    const matrix = await shown(incident);
    await until(() => marked(matrix).join() === 'medium/medium');
    const desk = someone('grace');
    await desk.call((api) =>
      api.incidents.prioritize.mutate({ incident, impact: 'high', urgency: 'low' }),
    );
    await until(() => marked(matrix).join() === 'high/low');
    await publishMeanwhile((all) => withCell(all, 'high', 'low', 'P2'));
    await says(matrix, 'Version 1 made it P3; today it would be P2.');
    await desk.call((api) =>
      api.incidents.overridePriority.mutate({ incident, priority: 'P1', reason: 'The board' }),
    );
    await says(matrix, 'Its priority was set to P1 by hand.');
  });

  it('is also marked while somebody edits, and its cell tells both', async () => {
    const matrix = await shown(incident, 'amir');
    await until(() => marked(matrix).join() === 'high/low');
    await setCell(matrix, 'high/low', '4');
    expect(marked(matrix)).to.deep.equal(['high/low']);
    expect(cell(matrix, 'high/low').textContent).to.include(`${incident} is here, changed, was P2`);
    await isAccessible(matrix);
  });

  it('is nowhere when its level was taken away, and the sentence still names the level', async () => {
    await publishMeanwhile((all) => removeItem(all, 'impacts', 'high'));
    const matrix = await shown(incident);
    await says(
      matrix,
      `${incident} has the impact “High”, which this matrix does not have. It keeps P1.`,
    );
    expect(marked(matrix)).to.be.empty;
    await isAccessible(matrix);
  });
});
