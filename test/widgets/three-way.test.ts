import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  type Item,
  mergeFields,
  mergeLists,
  recognize,
} from '../../packages/widgets/src/editing/three-way.ts';

const names = ['a', 'b', 'c', 'd'] as const;
type Fields = Record<(typeof names)[number], string>;

const text = fc.constantFrom('', 'one', 'two', 'three');
const fields: fc.Arbitrary<Fields> = fc.record({ a: text, b: text, c: text, d: text });

interface Action {
  what: string;
  due: string | null;
}
const action: fc.Arbitrary<Action> = fc.record({
  what: fc.constantFrom('ask', 'buy', 'tell', 'write'),
  due: fc.constantFrom(null, '2027-01-15', '2027-02-01'),
});
/** What becomes of each item that there is, and what is added. */
const edits = fc.record({
  each: fc.array(fc.oneof(fc.constant('stays'), fc.constant('goes'), action), { maxLength: 5 }),
  added: fc.array(action, { maxLength: 3 }),
});
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never;

let lastId = 0;
const nextId = () => ++lastId;
const withIds = (actions: readonly Action[]): Item<Action>[] =>
  actions.map((each) => ({ ...each, id: nextId() }));

function edited(began: readonly Item<Action>[], { each, added }: Edits): Item<Action>[] {
  const kept = began.flatMap((item, index) => {
    const edit = each[index] ?? 'stays';
    if (edit === 'goes') return [];
    return [typeof edit === 'object' ? { ...item, ...edit } : item];
  });
  return [...kept, ...withIds(added)];
}

const sameAction = (one: Action | undefined, other: Action | undefined) =>
  one?.what === other?.what && one?.due === other?.due;
const by = (list: readonly Item<Action>[], id: number) => list.find((each) => each.id === id);

describe('what two people made of the same beginning, in one', () => {
  it('loses no change of either where they touch different fields', () => {
    fc.assert(
      fc.property(fields, fields, fields, fc.subarray([...names]), (began, mine, theirs, own) => {
        const [here, there] = [{ ...began }, { ...began }];
        for (const name of names) {
          if (own.includes(name)) here[name] = mine[name];
          else there[name] = theirs[name];
        }
        const { values, both } = mergeFields(began, here, there);
        expect(both).to.deep.equal({});
        for (const name of names) {
          expect(values[name]).to.equal((own.includes(name) ? mine : theirs)[name]);
        }
      }),
    );
  });

  it('tells of each field that both changed, with both texts; the others are as who changed them has them', () => {
    fc.assert(
      fc.property(fields, fields, fields, (began, mine, theirs) => {
        const { values, both } = mergeFields(began, mine, theirs);
        for (const name of names) {
          const isMine = mine[name] !== began[name];
          const isTheirs = theirs[name] !== began[name];
          expect(values[name]).to.equal((isMine ? mine : theirs)[name]);
          const isTold = isMine && isTheirs && mine[name] !== theirs[name];
          expect(both[name]).to.equal(isTold ? theirs[name] : undefined);
        }
      }),
    );
  });

  it('loses nothing that either did to an item of a list, or added to it', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 5 }), edits, edits, (actions, own, others) => {
        const began = withIds(actions);
        const mine = edited(began, own);
        const theirs = edited(began, others);
        const merged = mergeLists<Action>(began, mine, theirs);
        const items = merged.map(({ item }) => item);
        expect(new Set(items.map(({ id }) => id)).size).to.equal(items.length);
        for (const before of began) {
          const [here, there] = [by(mine, before.id), by(theirs, before.id)];
          const isIn = by(items, before.id) !== undefined;
          if (here && there) expect(isIn).to.equal(true);
          // One took it out: it is gone unless the other made something else of it.
          else expect(isIn).to.equal(here || there ? !sameAction(here ?? there, before) : false);
        }
        for (const { item, theirs: told } of merged) {
          const before = by(began, item.id);
          const [here, there] = [by(mine, item.id), by(theirs, item.id)];
          if (!before || !here || !there) continue;
          const { values, both } = mergeFields<Item<Action>>(before, here, there);
          expect(item).to.deep.equal(values);
          expect(told).to.equal(Object.keys(both).length > 0 ? there : undefined);
        }
        for (const each of [...mine, ...theirs].filter(({ id }) => !by(began, id))) {
          expect(items.some((item) => sameAction(item, each))).to.equal(true);
        }
      }),
    );
  });

  it('knows again the items that came from the same, and gives what was added an id of its own', () => {
    const began = withIds([
      { what: 'ask', due: null },
      { what: 'buy', due: null },
      { what: 'buy', due: '2027-01-15' },
    ]);
    const theirs = recognize(
      began,
      [
        { what: 'buy', due: '2027-01-15' },
        { what: 'tell', due: null },
        { what: 'ask', due: '2027-02-01' },
      ],
      'what',
      nextId,
    );
    expect(theirs.map(({ id }) => began.findIndex((each) => each.id === id))).to.deep.equal([
      2, -1, 0,
    ]);
    expect(theirs[1]?.id).to.equal(lastId);
  });

  it('takes spaces around a text, and another name of the same person, for no change', () => {
    const { values } = mergeFields<Record<string, unknown>>(
      { text: 'as it was', owner: { id: 'amir', name: 'Amir' } },
      { text: 'as it was ', owner: { id: 'amir', name: null } },
      { text: 'of theirs', owner: { id: 'grace', name: 'Grace' } },
    );
    expect(values).to.deep.equal({ text: 'of theirs', owner: { id: 'grace', name: 'Grace' } });
  });
});
