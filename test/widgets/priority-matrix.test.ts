import type { PriorityMatrix as Matrix } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import { DocumentDraft } from '../../packages/widgets/src/editing/document-draft.ts';
import '../../packages/widgets/src/priority-matrix/define.ts';
import {
  changesBetween,
  editableMatrix,
  holesOf,
  revertChange,
  warningsOf,
  withCell,
} from '../../packages/widgets/src/priority-matrix/matrix-changes.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  press,
  says,
  show,
  someone,
  textOf,
  type,
} from './support/stage.ts';
import { until } from './support/until.ts';

const editor = html`<priority-matrix></priority-matrix>`;

const cell = (matrix: PriorityMatrix, place: string) => find(matrix, `[data-place="${place}"]`);
const idOf = (matrix: PriorityMatrix, place: string) =>
  cell(matrix, place).querySelector('.id')?.textContent;

async function current(): Promise<{ version: number; matrix: Matrix }> {
  const answer = await someone('amir').call((api) => api.matrix.current.query());
  return answer.current;
}

/** Somebody else puts another matrix in force. */
async function publishMeanwhile(change: (matrix: Matrix) => Matrix): Promise<number> {
  const { version, matrix } = await current();
  const answer = await someone('amir').call((api) =>
    api.matrix.publish.mutate({ basedOn: version, matrix: change(matrix) }),
  );
  return answer.current.version;
}

describe('<priority-matrix>', () => {
  let original: Matrix;

  before(async () => {
    await freshServer();
    original = (await current()).matrix;
  });

  // Other tests report against the matrix that is in force.
  afterEach(async () => {
    clear();
    await publishMeanwhile(() => original);
  });

  it('is a table to read for those who may not publish, and a grid for those who may', async () => {
    const desk = await show<PriorityMatrix>(editor, 'grace');
    expect(all(desk, '[role=grid], button, [tabindex]')).to.be.empty;
    expect(all(desk, '.cell')).to.have.length(9);
    const admin = await show<PriorityMatrix>(editor, 'amir');
    expect(all(admin, '[role=grid] .cell')).to.have.length(9);
    const readonly = await show<PriorityMatrix>(
      html`<priority-matrix readonly></priority-matrix>`,
      'amir',
    );
    expect(all(readonly, '[role=grid], button')).to.be.empty;
  });

  it('is one stop of the Tab key, and arrows, Home and End move in it', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    expect(all(matrix, '.cell[tabindex="0"]')).to.have.length(1);
    cell(matrix, 'high/high').focus();
    for (const [key, place, more] of [
      ['ArrowRight', 'high/medium', {}],
      ['ArrowDown', 'medium/medium', {}],
      ['End', 'medium/low', {}],
      ['ArrowRight', 'medium/low', {}],
      ['Home', 'high/high', { ctrlKey: true }],
      ['End', 'low/low', { ctrlKey: true }],
      ['ArrowUp', 'medium/low', {}],
      ['ArrowLeft', 'medium/medium', {}],
    ] as const) {
      const here = focused(matrix);
      if (!here) throw new Error('The focus is lost.');
      await press(matrix, here, key, more);
      await until(() => focused(matrix) === cell(matrix, place), `${key} to ${place}`);
    }
  });

  it('follows the reading direction with its arrows', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    matrix.dir = 'rtl';
    cell(matrix, 'high/high').focus();
    await press(matrix, cell(matrix, 'high/high'), 'ArrowLeft');
    await until(() => focused(matrix) === cell(matrix, 'high/medium'));
  });

  it('changes a cell by digit, undoes it with Ctrl+Z, and marks what changed', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    await press(matrix, cell(matrix, 'low/low'), '3');
    expect(idOf(matrix, 'low/low')).to.equal('P3');
    expect(cell(matrix, 'low/low').textContent).to.include('changed, was P4');
    await says(matrix, '1 cell changes');
    await isAccessible(matrix);
    await press(matrix, cell(matrix, 'low/low'), 'z', { ctrlKey: true });
    expect(idOf(matrix, 'low/low')).to.equal('P4');
    expect(matrix.matches(':state(dirty)')).to.equal(false);
  });

  for (const [name, key, more] of [
    ['Ctrl+Y', 'y', { ctrlKey: true }],
    ['Ctrl+Shift+Z', 'Z', { ctrlKey: true, shiftKey: true }],
    ['Command+Shift+Z', 'z', { metaKey: true, shiftKey: true }],
  ] as const) {
    it(`makes a change again with ${name}`, async () => {
      const matrix = await show<PriorityMatrix>(editor, 'amir');
      const place = cell(matrix, 'low/low');
      await press(matrix, place, '3');
      await press(matrix, place, 'z', { ctrlKey: true });
      expect(idOf(matrix, 'low/low')).to.equal('P4');
      await press(matrix, place, key, more);
      expect(idOf(matrix, 'low/low')).to.equal('P3');
      expect(matrix.matches(':state(dirty)')).to.equal(true);
    });
  }

  it('opens a list of priorities, chooses with arrows and Enter, and gives the focus back', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    const place = 'medium/low';
    cell(matrix, place).focus();
    await press(matrix, cell(matrix, place), 'Enter');
    await until(() => focused(matrix)?.getAttribute('aria-selected') === 'true');
    expect(cell(matrix, place).getAttribute('aria-expanded')).to.equal('true');
    await isAccessible(matrix);
    const option = focused(matrix);
    if (option) await press(matrix, option, 'ArrowUp');
    expect(focused(matrix)?.textContent).to.include('P3');
    const chosen = focused(matrix);
    if (chosen) await press(matrix, chosen, 'Enter');
    await until(() => focused(matrix) === cell(matrix, place));
    expect(idOf(matrix, place)).to.equal('P3');
    expect(all(matrix, '.listbox')).to.be.empty;
    await press(matrix, cell(matrix, place), ' ');
    await until(() => focused(matrix)?.role === 'option');
    const open = focused(matrix);
    if (open) await press(matrix, open, 'Escape');
    await until(() => focused(matrix) === cell(matrix, place));
    expect(idOf(matrix, place)).to.equal('P3');
  });

  it('takes back one change, or all', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    await press(matrix, cell(matrix, 'low/low'), '3');
    await press(matrix, cell(matrix, 'low/medium'), '3');
    await says(matrix, '2 cells change');
    find(matrix, '[data-change="cell/low/low"] button').click();
    await says(matrix, '1 cell changes');
    expect(idOf(matrix, 'low/low')).to.equal('P4');
    expect(idOf(matrix, 'low/medium')).to.equal('P3');
    button(matrix, 'Discard all').click();
    await matrix.updateComplete;
    expect(matrix.matches(':state(dirty)')).to.equal(false);
  });

  it('warns of a cell out of order, in a mark and in a sentence, and publishes it all the same', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    await press(matrix, cell(matrix, 'high/high'), '4');
    expect(cell(matrix, 'high/high').querySelector('.warned')).to.exist;
    expect(textOf(matrix)).to.include(
      'High impact × High urgency is less pressing than Medium impact × High urgency.',
    );
    await type(matrix, '#reason', 'A desk has its reasons');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    const { version } = (await published).detail;
    expect(await current()).to.deep.include({ version, reason: 'A desk has its reasons' });
    await says(matrix, `Version ${version} is in force`);
    await isAccessible(matrix);
  });

  it('changes names, colours, targets and wording', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    button(matrix, 'Edit names and targets').click();
    await matrix.updateComplete;
    await isAccessible(matrix);
    const name = find<HTMLInputElement>(matrix, '.edit-row.priority label input');
    name.value = 'Burning';
    name.dispatchEvent(new Event('change', { bubbles: true }));
    await matrix.updateComplete;
    const target = find<HTMLInputElement>(matrix, '.duration input');
    target.value = '10';
    target.dispatchEvent(new Event('change', { bubbles: true }));
    await says(matrix, '2 settings change');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    await published;
    const [first] = (await current()).matrix.priorities;
    expect(first).to.deep.include({ name: 'Burning' });
    expect(first?.targets.response).to.equal(600_000);
  });

  it('shows what somebody else publishes while nothing is changed here', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'grace');
    await publishMeanwhile((theirs) => withCell(theirs, 'low', 'low', 'P2'));
    await until(() => idOf(matrix, 'low/low') === 'P2');
  });

  it('says so while something is changed, and keeps it', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    await press(matrix, cell(matrix, 'high/low'), '1');
    const version = await publishMeanwhile((theirs) => withCell(theirs, 'low', 'low', 'P3'));
    await comesTo(matrix, 'conflict');
    await says(matrix, `Version ${version} was published while you were editing`);
    expect(idOf(matrix, 'high/low')).to.equal('P1');
    button(matrix, 'Compare').click();
    await says(matrix, '2 cells differ.');
    await isAccessible(matrix);
    expect(all(matrix, '.sides .cell.differs')).to.have.length(4);
    button(matrix, 'Keep mine on top of theirs').click();
    await says(matrix, '1 cell changes');
    expect(idOf(matrix, 'low/low')).to.equal('P3');
    expect(idOf(matrix, 'high/low')).to.equal('P1');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    await published;
    const { cells } = (await current()).matrix;
    expect([cells.high?.low, cells.low?.low]).to.deep.equal(['P1', 'P3']);
  });

  it('discards mine for theirs', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    await press(matrix, cell(matrix, 'high/low'), '1');
    await publishMeanwhile((theirs) => withCell(theirs, 'low', 'low', 'P3'));
    await comesTo(matrix, 'conflict');
    await says(matrix, 'Compare');
    button(matrix, 'Compare').click();
    await says(matrix, 'Discard mine');
    button(matrix, 'Discard mine').click();
    await matrix.updateComplete;
    expect([idOf(matrix, 'high/low'), idOf(matrix, 'low/low')]).to.deep.equal(['P3', 'P3']);
    expect(matrix.matches(':state(dirty)')).to.equal(false);
  });

  it('scrolls the matrix rather than growing wider than 320 pixels', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    matrix.style.inlineSize = '320px';
    expect(matrix.scrollWidth).to.be.at.most(320);
  });
});

describe('a draft of a matrix', () => {
  let base: Matrix;

  before(async () => {
    base = (await current()).matrix;
  });

  it('is what it was when every change is taken back, in whatever order', () => {
    const draft = withCell(withCell(base, 'low', 'low', 'P1'), 'high', 'high', 'P4');
    const changes = changesBetween(base, draft);
    expect(changes).to.have.length(2);
    for (const order of [changes, changes.toReversed()]) {
      expect(order.reduce(revertChange, draft)).to.deep.equal(base);
    }
  });

  it('leaves out, when carried over, what the other matrix no longer has', () => {
    const theirs = { ...base, impacts: base.impacts.filter(({ id }) => id !== 'low') };
    const version = (number: number, matrix: Matrix) => ({
      version: number,
      matrix,
      publishedAt: 0,
      publishedBy: null,
      reason: null,
    });
    const draft = new DocumentDraft(editableMatrix, () => {});
    draft.receive(version(1, base));
    draft.update((matrix) => withCell(matrix, 'low', 'low', 'P1'));
    draft.receive(version(2, theirs));
    draft.keepMine();
    expect(draft.document).to.deep.equal(theirs);
    expect(draft.isDirty).to.equal(false);
  });

  it('knows its holes', () => {
    expect(holesOf(base)).to.deep.equal([]);
    expect(holesOf(withCell(base, 'low', 'high', null))).to.deep.equal([['low', 'high']]);
    expect(holesOf(withCell(base, 'low', 'high', 'P9'))).to.deep.equal([['low', 'high']]);
  });

  it('warns of the same cells as the server, for every single change', async () => {
    const { monotonicityWarnings } = await import(
      '../../packages/server/src/domain/matrix/matrix.ts'
    );
    for (const { id: impact } of base.impacts) {
      for (const { id: urgency } of base.urgencies) {
        for (const { id } of base.priorities) {
          const draft = withCell(base, impact, urgency, id);
          const server = monotonicityWarnings(draft).map((each) => [each.cell, each.neighbour]);
          const here = warningsOf(draft).map((each) => [each.cell, each.neighbour]);
          expect(here).to.deep.equal(server);
        }
      }
    }
  });
});
