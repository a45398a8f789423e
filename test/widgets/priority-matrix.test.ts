import type { PriorityMatrix as Matrix } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { html } from 'lit';
import { DocumentDraft } from '../../packages/widgets/src/editing/document-draft.ts';
import {
  holesOf,
  warningsOf,
  withCell,
} from '../../packages/widgets/src/priority-matrix/editor/cells.ts';
import {
  changesBetween,
  editableMatrix,
  revertChange,
} from '../../packages/widgets/src/priority-matrix/editor/matrix-changes.ts';
import {
  addItem,
  moveItem,
  removeItem,
} from '../../packages/widgets/src/priority-matrix/editor/matrix-levels.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { cell, current, edited, editor, idOf, publishMeanwhile } from './support/matrix.ts';
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
  textOf,
  type,
  until,
} from './support/stage.ts';

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

  it('loads what it takes to edit only when somebody begins to, and loses no key meanwhile', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'amir');
    expect(all(matrix, '.tools button')).to.be.empty;
    const first = cell(matrix, 'high/high');
    first.focus();
    await press(matrix, first, '2');
    await until(() => idOf(matrix, 'high/high') === 'P2');
    // It is the same cell all the time: neither the focus nor a click between is lost.
    expect(focused(matrix)).to.equal(first);
    expect(cell(matrix, 'high/high')).to.equal(first);
  });

  it('is one stop of the Tab key, and arrows, Home and End move in it', async () => {
    const matrix = await edited();
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
    const matrix = await edited();
    matrix.dir = 'rtl';
    cell(matrix, 'high/high').focus();
    await press(matrix, cell(matrix, 'high/high'), 'ArrowLeft');
    await until(() => focused(matrix) === cell(matrix, 'high/medium'));
  });

  it('changes a cell by digit, undoes it with Ctrl+Z, and marks what changed', async () => {
    const matrix = await edited();
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
      const matrix = await edited();
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
    const matrix = await edited();
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
    const matrix = await edited();
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

  it('warns of a cell out of order, in a word and in a sentence, and publishes it when that is meant', async () => {
    const matrix = await edited();
    await press(matrix, cell(matrix, 'high/high'), '4');
    expect(cell(matrix, 'high/high').querySelector('.warned')).to.exist;
    expect(textOf(matrix)).to.include(
      'High impact × High urgency is less pressing than Medium impact × High urgency.',
    );
    expect(cell(matrix, 'high/high').textContent).to.include('out of order');
    await until(() => all(matrix, '#reason').length === 1);
    await type(matrix, '#reason', 'A desk has its reasons');
    await isAccessible(matrix);
    const { version: before } = await current();
    button(matrix, 'Publish').click();
    // It asks first whether that is meant.
    const box = find<HTMLInputElement>(matrix, '#acknowledge');
    await until(() => focused(matrix) === box);
    expect((await current()).version).to.equal(before);
    box.click();
    await until(() => button(matrix, 'Publish').ariaDisabled === 'false');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    const { version } = (await published).detail;
    expect(await current()).to.deep.include({ version, reason: 'A desk has its reasons' });
    await says(matrix, `Version ${version} is in force`);
    await isAccessible(matrix);
  });

  it('changes names, colours, targets and wording', async () => {
    const matrix = await edited();
    await settings(matrix);
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

  /** Opens the panel of levels and priorities. */
  async function settings(matrix: PriorityMatrix): Promise<void> {
    button(matrix, 'Edit levels and priorities').click();
    await until(() => all(matrix, '.edits').length === 1);
  }
  const control = (matrix: PriorityMatrix, label: string) =>
    find(matrix, `[aria-label="${label}"]`);

  it('adds a level with the cells of its neighbour, names it, moves it by key, and publishes it', async () => {
    const matrix = await edited();
    await settings(matrix);
    button(matrix, 'Add an urgency').click();
    await until(() => focused(matrix)?.ariaLabel === 'Name of New urgency urgency');
    expect(all(matrix, '[role=grid] .cell')).to.have.length(12);
    expect(idOf(matrix, 'high/urgency-4')).to.equal('P3');
    const name = focused(matrix) as HTMLInputElement;
    name.value = 'Someday';
    name.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => name.ariaLabel === 'Name of Someday urgency');
    await press(matrix, name, 'ArrowUp', { altKey: true });
    await until(
      () =>
        focused(matrix) === control(matrix, 'Name of Someday urgency') && focused(matrix) !== name,
    );
    const headings = all(matrix, '[role=grid] th[scope=col]').map((each) => {
      const hint = each.querySelector('.hint')?.textContent ?? '';
      return each.textContent?.replace(hint, '').trim();
    });
    expect(headings).to.deep.equal(['High', 'Medium', 'Someday', 'Low']);
    await says(matrix, 'Someday urgency is new');
    await isAccessible(matrix);
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    await published;
    const now = (await current()).matrix;
    expect(now.urgencies.map(({ id }) => id)).to.deep.equal(['high', 'medium', 'urgency-4', 'low']);
    expect(now.cells.low).to.deep.equal({ high: 'P3', medium: 'P4', 'urgency-4': 'P4', low: 'P4' });
  });

  it('takes a level away with its cells, says so, and brings all of it back', async () => {
    const matrix = await edited();
    await settings(matrix);
    control(matrix, 'Remove Medium impact').click();
    await says(
      matrix,
      'The impact “Medium” is gone, and 3 cells with it. Incidents that have it keep',
    );
    expect(all(matrix, '[role=grid] .cell')).to.have.length(6);
    expect(focused(matrix)?.textContent).to.include('Add an impact');
    const focus = focused(matrix);
    // With two levels left none can go.
    const other = control(matrix, 'There are at least 2');
    other.click();
    await matrix.updateComplete;
    expect(other.ariaDisabled).to.equal('true');
    expect(all(matrix, '[role=grid] .cell')).to.have.length(6);
    if (focus) await press(matrix, focus, 'z', { ctrlKey: true });
    expect(all(matrix, '[role=grid] .cell')).to.have.length(9);
    expect(matrix.matches(':state(dirty)')).to.equal(false);
    if (focus) await press(matrix, focus, 'y', { ctrlKey: true });
    await until(() => all(matrix, '[data-change="removed/impacts/medium"]').length === 1);
    find(matrix, '[data-change="removed/impacts/medium"] button').click();
    await until(() => !matrix.matches(':state(dirty)'));
    expect(idOf(matrix, 'medium/low')).to.equal('P4');
  });

  it('asks where the cells of a priority go that is removed, and refuses holes in place', async () => {
    const matrix = await edited();
    await settings(matrix);
    control(matrix, 'Remove P2').click();
    await until(() => focused(matrix)?.id === 'cells-get');
    const select = focused(matrix) as HTMLSelectElement;
    expect(select.value).to.equal('P1');
    await isAccessible(matrix);
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    button(matrix, 'Remove it').click();
    await says(matrix, 'Every cell needs a priority');
    expect(all(matrix, '[role=grid] .cell.hole')).to.have.length(2);
    expect(button(matrix, 'Publish').ariaDisabled).to.equal('true');
    button(matrix, 'Go to the empty cell').click();
    await until(() => focused(matrix) === cell(matrix, 'high/medium'));
    await press(matrix, cell(matrix, 'high/medium'), '2');
    await press(matrix, cell(matrix, 'medium/high'), '2');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    await published;
    const now = (await current()).matrix;
    expect(now.priorities.map(({ id }) => id)).to.deep.equal(['P1', 'P3', 'P4']);
    expect([now.cells.high?.medium, now.cells.medium?.high]).to.deep.equal(['P3', 'P3']);
  });

  it('gives a new priority a short name of its own, and says of colours what cannot be seen', async () => {
    const matrix = await edited();
    await settings(matrix);
    button(matrix, 'Add a priority').click();
    await until(() => focused(matrix)?.ariaLabel === 'Name of P5');
    const id = control(matrix, 'Short name of P5') as HTMLInputElement;
    for (const [typed, words] of [
      ['p1', '“p1” cannot be the short name'],
      ['P 0', '“P 0” cannot be the short name'],
    ] as const) {
      id.value = typed;
      id.dispatchEvent(new Event('change', { bubbles: true }));
      await says(matrix, words);
      expect(id.value).to.equal('P5');
    }
    id.value = 'P0';
    id.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => all(matrix, '[data-item="priorities/P0"]').length === 1);
    const color = control(matrix, 'Colour of P0') as HTMLInputElement;
    for (const [value, words] of [
      ['#ffee00', 'hard to see on light pages'],
      ['#1a1a2e', 'hard to see on dark pages'],
      ['#d1293d', 'hardly be told from that of P1'],
    ] as const) {
      color.value = value;
      color.dispatchEvent(new Event('change', { bubbles: true }));
      await says(matrix, words);
    }
    await isAccessible(matrix);
  });

  it('selects cells with Shift and the arrows, and sets all of them at once', async () => {
    const matrix = await edited();
    const here = () => focused(matrix) ?? matrix;
    cell(matrix, 'medium/medium').focus();
    await press(matrix, here(), 'ArrowRight', { shiftKey: true });
    await until(() => focused(matrix) === cell(matrix, 'medium/low'));
    await press(matrix, here(), 'ArrowDown', { shiftKey: true });
    await until(() => focused(matrix) === cell(matrix, 'low/low'));
    expect(all(matrix, '.cell[aria-selected=true]')).to.have.length(4);
    await says(matrix, '4 cells are selected');
    await isAccessible(matrix);
    await press(matrix, here(), '2');
    const square = ['medium/medium', 'medium/low', 'low/medium', 'low/low'];
    expect(square.map((place) => idOf(matrix, place))).to.deep.equal(['P2', 'P2', 'P2', 'P2']);
    // By the beginning of a name: of "Critical" a letter is enough, of a short name its digit.
    await press(matrix, here(), 'c');
    expect(idOf(matrix, 'medium/low')).to.equal('P1');
    await press(matrix, here(), 'p');
    await press(matrix, here(), '3');
    expect(square.map((place) => idOf(matrix, place))).to.deep.equal(['P3', 'P3', 'P3', 'P3']);
    for (let step = 0; step < 3; step += 1) await press(matrix, here(), 'z', { ctrlKey: true });
    expect(matrix.matches(':state(dirty)')).to.equal(false);
    await press(matrix, here(), 'Escape');
    expect(all(matrix, '.cell[aria-selected=true]')).to.be.empty;
    await press(matrix, here(), 'a', { ctrlKey: true });
    expect(all(matrix, '.cell[aria-selected=true]')).to.have.length(9);
  });

  it('is painted over with the pointer, and the list then sets all that was painted', async () => {
    const matrix = await edited();
    const point = (type: string, place: string, more: PointerEventInit = {}) =>
      cell(matrix, place).dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerType: 'mouse', ...more }),
      );
    point('pointerdown', 'high/medium');
    point('pointerenter', 'high/low', { buttons: 1 });
    point('pointerenter', 'medium/low', { buttons: 1 });
    point('pointerup', 'medium/low');
    await until(() => focused(matrix)?.role === 'option');
    expect(find(matrix, '.listbox').ariaLabel).to.equal('Priority for 4 cells');
    find(matrix, '[role=option]').click();
    await matrix.updateComplete;
    for (const place of ['high/medium', 'high/low', 'medium/medium', 'medium/low']) {
      expect(idOf(matrix, place)).to.equal('P1');
    }
    await says(matrix, '4 cells change');
  });

  it('shows what somebody else publishes while nothing is changed here', async () => {
    const matrix = await show<PriorityMatrix>(editor, 'grace');
    await publishMeanwhile((theirs) => withCell(theirs, 'low', 'low', 'P2'));
    await until(() => idOf(matrix, 'low/low') === 'P2');
  });

  it('says so while something is changed, and keeps it', async () => {
    const matrix = await edited();
    await press(matrix, cell(matrix, 'high/low'), '1');
    const version = await publishMeanwhile((theirs) => withCell(theirs, 'low', 'low', 'P3'));
    await comesTo(matrix, 'conflict');
    await says(matrix, `Version ${version} was published while you were editing`);
    expect(idOf(matrix, 'high/low')).to.equal('P1');
    button(matrix, 'Compare').click();
    await says(matrix, '2 cells differ.');
    await isAccessible(matrix);
    expect(all(matrix, '.sides .cell.differs')).to.have.length(4);
    await until(() => focused(matrix)?.className === 'conflict');
    button(matrix, 'Keep mine on top of theirs').click();
    await says(matrix, '1 cell changes');
    find(matrix, '#acknowledge').click();
    await until(() => button(matrix, 'Publish').ariaDisabled === 'false');
    expect(idOf(matrix, 'low/low')).to.equal('P3');
    expect(idOf(matrix, 'high/low')).to.equal('P1');
    const published = next(matrix, 'matrix-published');
    button(matrix, 'Publish').click();
    await published;
    const { cells } = (await current()).matrix;
    expect([cells.high?.low, cells.low?.low]).to.deep.equal(['P1', 'P3']);
  });

  it('discards mine for theirs', async () => {
    const matrix = await edited();
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
    const matrix = await edited();
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

  it('is made again of its changes, and of their opposites in any order, whatever was done', () => {
    const lists = ['impacts', 'urgencies', 'priorities'] as const;
    const index = fc.nat(5);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), list: fc.constantFrom(...lists) }),
      fc.record({
        kind: fc.constant('remove' as const),
        list: fc.constantFrom(...lists),
        index,
        to: index,
      }),
      fc.record({ kind: fc.constant('move' as const), list: fc.constantFrom(...lists), index }),
      fc.record({ kind: fc.constant('cell' as const), row: index, column: index, index }),
    );
    const at = <T>(items: T[], place: number) => items[place % items.length] as T;
    const take = (matrix: Matrix, each: typeof step extends fc.Arbitrary<infer S> ? S : never) => {
      if (each.kind === 'cell') {
        const impact = at(matrix.impacts, each.row).id;
        const urgency = at(matrix.urgencies, each.column).id;
        return withCell(matrix, impact, urgency, at(matrix.priorities, each.index).id);
      }
      const items: { id: string }[] = matrix[each.list];
      if (each.kind === 'add') return items.length < 6 ? addItem(matrix, each.list, 'New') : matrix;
      const { id } = at(items, each.index);
      if (each.kind === 'move') return moveItem(matrix, each.list, id, each.index % 2 ? 1 : -1);
      const to = each.to === 0 ? null : at(matrix.priorities, each.to).id;
      return items.length > 2 ? removeItem(matrix, each.list, id, to === id ? null : to) : matrix;
    };
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (steps, random) => {
          const draft = steps.reduce(take, base);
          const changes = changesBetween(base, draft);
          const same = (a: Matrix, b: Matrix) =>
            expect([changesBetween(a, b), changesBetween(b, a)]).to.deep.equal([[], []]);
          same(changes.reduce(editableMatrix.applyChange, base), draft);
          const inSomeOrder = changes
            .map((change) => ({ change, rank: random.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ change }) => change);
          same(inSomeOrder.reduce(revertChange, draft), base);
        },
      ),
    );
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
