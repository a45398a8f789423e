/**
 * What two people made of the same beginning, in one. What only one of them changed is as they have it; what both
 * changed to something else is as `mine`, and `both` tells of it with what it is in theirs.
 */
export interface Merged<Fields> {
  values: Fields;
  both: Partial<Fields>;
}

/** An item of a list. Two versions of it have the same `id`, which nobody is told. */
export type Item<Fields> = Fields & { id: number };

export interface MergedItem<Fields> {
  item: Item<Fields>;
  /** How they have it, where both changed the same of it. */
  theirs: Fields | undefined;
}

/** Whether they say the same: spaces around a text say nothing, and something that has an id is known by it. */
export function saysSame(one: unknown, other: unknown): boolean {
  return plain(one) === plain(other);
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'object' && value && 'id' in value ? value.id : (value ?? '');
}

export function mergeFields<Fields extends object>(
  began: Fields,
  mine: Fields,
  theirs: Fields,
): Merged<Fields> {
  const merged: Merged<Fields> = { values: { ...mine }, both: {} };
  for (const name of Object.keys(theirs) as (keyof Fields)[]) {
    if (saysSame(mine[name], began[name])) merged.values[name] = theirs[name];
    else if (!saysSame(theirs[name], began[name]) && !saysSame(theirs[name], mine[name])) {
      merged.both[name] = theirs[name];
    }
  }
  return merged;
}

/**
 * The same for lists. What one removed is gone unless the other changed it; what either added is there, mine first.
 * @param theirs their items, with the ids of those that they began from
 */
export function mergeLists<Fields extends object>(
  began: readonly Item<Fields>[],
  mine: readonly Item<Fields>[],
  theirs: readonly Item<Fields>[],
): MergedItem<Fields>[] {
  const by = (list: readonly Item<Fields>[], id: number) => list.find((each) => each.id === id);
  const isAsBegun = (item: Item<Fields>) => {
    const before = by(began, item.id);
    return before !== undefined && isSame(before, item);
  };
  const kept = mine.flatMap((item): MergedItem<Fields>[] => {
    const before = by(began, item.id);
    const other = by(theirs, item.id);
    if (!before || !other) return before && isAsBegun(item) ? [] : [{ item, theirs: undefined }];
    const { values, both } = mergeFields<Item<Fields>>(before, item, other);
    return [{ item: values, theirs: Object.keys(both).length > 0 ? other : undefined }];
  });
  const added = mine.filter(({ id }) => !by(began, id));
  const news = theirs.filter((item) => {
    if (by(mine, item.id)) return false;
    // What both added in the same words is there once.
    return by(began, item.id) ? !isAsBegun(item) : !added.some((each) => isSame(each, item));
  });
  return [...kept, ...news.map((item) => ({ item, theirs: undefined }))];
}

/**
 * Gives items that have none the ids of those that they came from: of what is all the same, else of what has the same
 * `name`. What is left was added.
 * @param nextId gives an id that nothing has
 */
export function recognize<Fields extends object>(
  began: readonly Item<Fields>[],
  theirs: readonly Fields[],
  name: keyof Fields,
  nextId: () => number,
): Item<Fields>[] {
  const left = [...began];
  const ids = new Map<Fields, number>();
  const take = (isIt: (one: Item<Fields>, other: Fields) => boolean) => {
    for (const each of theirs) {
      const at = ids.has(each) ? -1 : left.findIndex((one) => isIt(one, each));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      if (found) ids.set(each, found.id);
    }
  };
  take(isSame);
  take((one, other) => saysSame(one[name], other[name]));
  return theirs.map((each) => ({ ...each, id: ids.get(each) ?? nextId() }));
}

function isSame<Fields extends object>(one: Item<Fields>, other: Fields): boolean {
  return (Object.keys(other) as (keyof Fields)[]).every(
    (name) => name === 'id' || saysSame(one[name], other[name]),
  );
}
