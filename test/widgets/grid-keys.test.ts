import type { PriorityMatrix } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { CellPlace } from '../../packages/widgets/src/priority-matrix/cell-place.ts';
import {
  gridCommand,
  type KeyStroke,
} from '../../packages/widgets/src/priority-matrix/editor/grid-keys.ts';

const levels = (ids: string[]) => ids.map((id) => ({ id, name: id, everyday: id }));

const matrix: PriorityMatrix = {
  impacts: levels(['high', 'medium', 'low']),
  urgencies: levels(['now', 'soon', 'later', 'some-day']),
  priorities: ['P1', 'P2', 'P3'].map((id) => ({
    id,
    name: id,
    color: '#aabbcc',
    targets: { response: null, resolution: null },
  })),
  cells: {},
};

const stroke = (key: string, held: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

const places = fc.constantFrom(
  ...matrix.impacts.flatMap(({ id }) =>
    matrix.urgencies.map((urgency): CellPlace => [id, urgency.id]),
  ),
);
const moves = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End');

const indexes = ([impact, urgency]: CellPlace) => [
  matrix.impacts.findIndex(({ id }) => id === impact),
  matrix.urgencies.findIndex(({ id }) => id === urgency),
];

function moved(key: string, from: CellPlace, isRightToLeft = false, held = {}): CellPlace {
  const command = gridCommand(stroke(key, held), from, matrix, isRightToLeft);
  if (command?.kind !== 'move') throw new Error(`${key} does not move.`);
  return command.to;
}

describe('the keys of a grid', () => {
  it('never leave the grid', () => {
    fc.assert(
      fc.property(places, fc.array(moves), fc.boolean(), fc.boolean(), (start, keys, rtl, ctrl) => {
        let at = start;
        for (const key of keys) at = moved(key, at, rtl, { ctrlKey: ctrl });
        for (const index of indexes(at)) expect(index).to.be.at.least(0);
      }),
    );
  });

  it('go one cell at a time, and right is left where one reads from right to left', () => {
    fc.assert(
      fc.property(places, fc.boolean(), (from, rtl) => {
        const [row, column] = indexes(from) as [number, number];
        const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
        const back = rtl ? 'ArrowRight' : 'ArrowLeft';
        expect(indexes(moved('ArrowDown', from, rtl))).to.deep.equal([
          Math.min(row + 1, 2),
          column,
        ]);
        expect(indexes(moved('ArrowUp', from, rtl))).to.deep.equal([Math.max(row - 1, 0), column]);
        expect(indexes(moved(forward, from, rtl))).to.deep.equal([row, Math.min(column + 1, 3)]);
        expect(indexes(moved(back, from, rtl))).to.deep.equal([row, Math.max(column - 1, 0)]);
      }),
    );
  });

  it('go to the ends of a row, and with Ctrl to those of the grid', () => {
    const from: CellPlace = ['medium', 'soon'];
    expect(moved('Home', from)).to.deep.equal(['medium', 'now']);
    expect(moved('End', from)).to.deep.equal(['medium', 'some-day']);
    expect(moved('Home', from, false, { metaKey: true })).to.deep.equal(['high', 'now']);
    expect(moved('End', from, false, { ctrlKey: true })).to.deep.equal(['low', 'some-day']);
  });

  for (const [name, pressed, command] of [
    ['1', stroke('1'), { kind: 'set', priority: 'P1' }],
    ['3', stroke('3'), { kind: 'set', priority: 'P3' }],
    ['4, as there are three priorities', stroke('4'), undefined],
    ['0', stroke('0'), undefined],
    ['Ctrl+1, which is the browser’s', stroke('1', { ctrlKey: true }), undefined],
    ['Alt+1', stroke('1', { altKey: true }), undefined],
    ['Enter', stroke('Enter'), { kind: 'open' }],
    ['Space', stroke(' '), { kind: 'open' }],
    ['F2', stroke('F2'), { kind: 'open' }],
    ['Ctrl+Z', stroke('z', { ctrlKey: true }), { kind: 'undo' }],
    ['Ctrl+Shift+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), { kind: 'redo' }],
    ['Command+Shift+Z', stroke('z', { metaKey: true, shiftKey: true }), { kind: 'redo' }],
    ['Ctrl+Y', stroke('y', { ctrlKey: true }), { kind: 'redo' }],
    ['z, a letter of a name', stroke('z'), { kind: 'type', letter: 'z' }],
    ['Ctrl+A', stroke('a', { ctrlKey: true }), { kind: 'select-all' }],
    ['Ctrl+C', stroke('c', { ctrlKey: true }), undefined],
    ['Tab', stroke('Tab'), undefined],
    ['Escape', stroke('Escape'), undefined],
  ] as const) {
    it(`${command ? `read ${name} as ${command.kind}` : `leave ${name} alone`}`, () => {
      expect(gridCommand(pressed, ['medium', 'soon'], matrix, false)).to.deep.equal(command);
    });
  }
});
