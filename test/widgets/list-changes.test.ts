import { expect } from '@open-wc/testing';
import {
  isChangedIn,
  listChanges,
  withItem,
  withListChange,
} from '../../packages/widgets/src/editing/list-changes.ts';

interface Named {
  id: string;
  name: string;
  of?: string;
}

const named = (id: string, name = id, rest: Partial<Named> = {}): Named => ({ id, name, ...rest });
const list = [named('a'), named('b'), named('c')];

/** What one person changed, made to what another has published meanwhile. */
const carried = (mine: Named[], theirs: Named[]) =>
  listChanges(list, mine).reduce<Named[]>(withListChange, theirs);

describe('changes of a list', () => {
  it('say one by one what was added, changed, removed and put elsewhere', () => {
    const to = [named('c'), named('new'), named('a', 'other')];
    expect(listChanges(list, to)).to.deep.equal([
      { kind: 'removed', item: named('b') },
      { kind: 'added', item: named('new'), before: ['c'] },
      { kind: 'changed', from: named('a'), to: named('a', 'other') },
      { kind: 'order', to: ['c', 'new', 'a'] },
    ]);
    expect(isChangedIn(listChanges(list, to), 'new')).to.equal(true);
    expect(isChangedIn(listChanges(list, to), 'c')).to.equal(false);
  });

  it('made one after the other to what they were made from give what it became', () => {
    const to = [named('c'), named('new'), named('a', 'other')];
    expect(carried(to, list)).to.deep.equal(to);
  });

  it('say nothing of fields in another order, or without a value', () => {
    const same = { name: 'a', id: 'a', of: undefined } as unknown as Named;
    expect(listChanges([named('a')], [same])).to.deep.equal([]);
  });

  it('keep what somebody else has changed in another field', () => {
    const mine = withItem(list, named('b', 'mine'));
    const theirs = withItem(list, named('b', 'b', { of: 'theirs' }));
    expect(carried(mine, theirs)[1]).to.deep.equal(named('b', 'mine', { of: 'theirs' }));
    expect(carried(mine, withItem(list, named('b', 'theirs')))[1]).to.deep.equal(
      named('b', 'mine'),
    );
  });

  it('keep what somebody else has added by the same id, and leave out what is there already', () => {
    const mine = [...list, named('d', 'mine')];
    const theirs = [...list, named('d', 'theirs'), named('d-2')];
    expect(carried(mine, theirs).map(({ id, name }) => [id, name])).to.deep.equal([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
      ['d-3', 'mine'],
      ['d', 'theirs'],
      ['d-2', 'd-2'],
    ]);
    expect(carried(mine, mine)).to.deep.equal(mine);
  });

  it('change nothing of what somebody else has removed', () => {
    const theirs = [named('a'), named('c')];
    expect(carried(withItem(list, named('b', 'mine')), theirs)).to.deep.equal(theirs);
  });
});
