import { expect } from '@open-wc/testing';
import { withCell } from '../../packages/widgets/src/priority-matrix/editor/cells.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { cell, current, edited, idOf, publishMeanwhile, setCell } from './support/matrix.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  press,
  says,
  textOf,
  unplug,
  until,
} from './support/stage.ts';

/** Opens the list of versions, and waits until it says what each changed. */
async function versions(): Promise<PriorityMatrix> {
  const matrix = await edited();
  button(matrix, 'Versions').click();
  await until(() => all(matrix, '.history > li').length > 0);
  await until(() => all(matrix, '.history .bone').length === 0);
  return matrix;
}

const row = (matrix: PriorityMatrix, version: number) =>
  find(matrix, `.history [data-version="${version}"]`);
/** Empty before there is such a version. */
const textOfRow = (matrix: PriorityMatrix, version: number) =>
  all(matrix, `.history [data-version="${version}"]`)
    .map((each) => each.textContent?.replace(/\s+/g, ' '))
    .join();

describe('the versions of a <priority-matrix>', () => {
  before(async () => {
    await freshServer();
    await publishMeanwhile((matrix) => withCell(matrix, 'low', 'low', 'P3'), 'Nothing is low');
    await publishMeanwhile((matrix) => withCell(matrix, 'high', 'low', 'P2'));
  });
  afterEach(clear);

  it('are listed with who made each, why, and what it changed in words', async () => {
    const matrix = await versions();
    const { version } = await current();
    expect(version).to.equal(3);
    expect(textOfRow(matrix, 3)).to.match(/Version 3 in force Amir Haddad, .*\d/);
    expect(textOfRow(matrix, 3)).to.include('High impact × Low urgency: P3 → P2');
    expect(textOfRow(matrix, 2)).to.include('Nothing is low');
    expect(textOfRow(matrix, 2)).to.include('Low impact × Low urgency: P4 → P3');
    expect(textOfRow(matrix, 1)).to.include('What the kit came with.');
    expect(row(matrix, 3).querySelector('.restore')).to.equal(null);
    await isAccessible(matrix);
    button(matrix, 'Close versions').click();
    await until(() => all(matrix, '.versions').length === 0);
  });

  it('are compared two at a time, side by side and in words, and the focus comes back', async () => {
    const matrix = await versions();
    row(matrix, 1).querySelector<HTMLElement>('.compare')?.click();
    await until(() => focused(matrix)?.id === 'comparison-heading');
    expect(textOf(matrix)).to.include('From the first to the second, 2 things change:');
    const differing = () =>
      all(matrix, '.comparison .differs')
        .map((each) => each.dataset.place)
        .join(' ');
    expect(differing()).to.equal('high/low low/low high/low low/low');
    await isAccessible(matrix);
    await choose(matrix, '.between select', '2');
    await says(matrix, 'From the first to the second, 1 thing changes:');
    expect(differing()).to.equal('high/low high/low');
    // Both can be seen whole on a phone.
    for (const width of ['320px', '280px']) {
      matrix.style.inlineSize = width;
      const wide = all(matrix, '.comparison .scroller').filter(
        (each) => each.scrollWidth > each.clientWidth,
      );
      expect(wide).to.have.length(0);
    }
    expect(find(matrix, '.comparison .differs .name').textContent).to.equal('Medium');
    matrix.style.inlineSize = '';
    button(matrix, 'Close the comparison').click();
    await until(() => focused(matrix)?.matches('[data-version="2"] .compare') === true);
  });

  it('come back as a draft, which is undone or published like any other', async () => {
    const matrix = await versions();
    await setCell(matrix, 'medium/medium', '1');
    row(matrix, 1).querySelector<HTMLElement>('.restore')?.click();
    await says(matrix, 'Version 1 is your draft now.');
    expect([idOf(matrix, 'low/low'), idOf(matrix, 'medium/medium')]).to.deep.equal(['P4', 'P3']);
    expect((await current()).version).to.equal(3);
    // What was changed before is not lost.
    await press(matrix, cell(matrix, 'low/low'), 'z', { ctrlKey: true });
    expect([idOf(matrix, 'low/low'), idOf(matrix, 'medium/medium')]).to.deep.equal(['P3', 'P1']);
    await press(matrix, cell(matrix, 'low/low'), 'y', { ctrlKey: true });
    await until(() => all(matrix, '#reason').length === 1);
    expect(find<HTMLInputElement>(matrix, '#reason').value).to.equal('As in version 1');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    await published;
    await until(() => textOfRow(matrix, 4).includes('Low impact × Low urgency: P3 → P4'));
    expect(textOfRow(matrix, 4)).to.include('As in version 1');
    // Bringing back what is in force would change nothing.
    expect(row(matrix, 1).querySelector('.restore')?.ariaDisabled).to.equal('true');
    expect(textOfRow(matrix, 1)).to.include('Says the same as what you have');
  });

  it('are followed while they are open, and another’s does not take one’s own draft', async () => {
    const matrix = await versions();
    await setCell(matrix, 'medium/medium', '2');
    const version = await publishMeanwhile((all) => withCell(all, 'low', 'high', 'P2'), 'Mine');
    await until(() => textOfRow(matrix, version).includes('Low impact × High urgency: P3 → P2'));
    expect(idOf(matrix, 'medium/medium')).to.equal('P2');
    await says(matrix, `Version ${version} was published while you were editing`);
    button(matrix, 'Discard all').click();
    await until(() => !matrix.matches(':state(dirty)'));
  });

  it('are read page by page', async () => {
    for (let count = 0; count < 6; count += 1) {
      await publishMeanwhile((all) => withCell(all, 'low', 'low', count % 2 ? 'P3' : 'P4'));
    }
    const matrix = await versions();
    expect(all(matrix, '.history > li')).to.have.length(8);
    // Also of the last one it is known what it changed.
    expect(all(matrix, '.history .said').every((each) => each.textContent?.trim())).to.equal(true);
    button(matrix, 'Older versions').click();
    await until(() => all(matrix, '[data-version="1"]').length === 1);
    expect(textOf(matrix)).not.to.include('Older versions');
  });

  it('say so when the network is gone, and come when it is back', async () => {
    const matrix = await edited();
    const plugIn = unplug();
    try {
      button(matrix, 'Versions').click();
      await says(matrix, 'The versions could not be loaded. You are offline.');
      await isAccessible(matrix);
    } finally {
      plugIn();
    }
    find(matrix, '.versions .notice button').click();
    await until(() => all(matrix, '.history > li').length > 0);
  });
});
