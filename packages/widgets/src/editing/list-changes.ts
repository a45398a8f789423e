/** Something in a list of a document, in the order of the list. */
interface Item {
  id: string;
}

/** What was changed in a list, one thing at a time, so that each can be carried over to another version. */
export type ListChange<T extends Item> =
  | { kind: 'removed'; item: T }
  /** `before` are the ids of what stands before it, the first first. */
  | { kind: 'added'; item: T; before: string[] }
  | { kind: 'changed'; from: T; to: T }
  | { kind: 'order'; to: string[] };

export function listChanges<T extends Item>(from: readonly T[], to: readonly T[]): ListChange<T>[] {
  const before = new Map(from.map((item) => [item.id, item]));
  const after = new Set(idsOf(to));
  const changes: ListChange<T>[] = from
    .filter(({ id }) => !after.has(id))
    .map((item) => ({ kind: 'removed', item }));
  for (const [index, item] of to.entries()) {
    const was = before.get(item.id);
    if (was && !isSame(was, item)) changes.push({ kind: 'changed', from: was, to: item });
    if (!was) changes.push({ kind: 'added', item, before: idsOf(to).slice(0, index) });
  }
  const kept = (ids: string[]) => ids.filter((id) => before.has(id) && after.has(id));
  if (!isSame(kept(idsOf(from)), kept(idsOf(to)))) changes.push({ kind: 'order', to: idsOf(to) });
  return changes;
}

/** The list with a change made to it; as it was when what the change is about is not there. */
export function withListChange<T extends Item>(items: readonly T[], change: ListChange<T>): T[] {
  switch (change.kind) {
    case 'removed':
      return withoutItem(items, change.item.id);
    case 'added':
      return withAdded(items, change.item, change.before);
    case 'changed':
      return items.map((each) =>
        each.id === change.to.id ? withFieldsOf(each, change.from, change.to) : each,
      );
    case 'order': {
      const place = (id: string) => {
        const found = change.to.indexOf(id);
        return found < 0 ? change.to.length : found;
      };
      return items.toSorted((one, other) => place(one.id) - place(other.id));
    }
  }
}

/** The list with one in the place of the one of its id, or added as the last. */
export function withItem<T extends Item>(items: readonly T[], item: T): T[] {
  const isKnown = items.some(({ id }) => id === item.id);
  return isKnown ? items.map((each) => (each.id === item.id ? item : each)) : [...items, item];
}

export function withoutItem<T extends Item>(items: readonly T[], id: string): T[] {
  return items.filter((each) => each.id !== id);
}

/** Whether somebody changed or added the one of that id. */
export function isChangedIn(
  changes: readonly (ListChange<Item> | { kind: 'setting' })[],
  id: string,
): boolean {
  return changes.some(
    (change) =>
      (change.kind === 'added' && change.item.id === id) ||
      (change.kind === 'changed' && change.to.id === id),
  );
}

/** Fields in another order, and those that are there without a value, say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** After the nearest of those that stood before it and are still there. */
function withAdded<T extends Item>(items: readonly T[], item: T, before: readonly string[]): T[] {
  const ids = idsOf(items);
  const known = items.find(({ id }) => id === item.id);
  if (known && isSame(known, item)) return [...items];
  const nearest = before.findLast((id) => ids.includes(id));
  const place = nearest === undefined ? 0 : ids.indexOf(nearest) + 1;
  // Somebody else has added another by the same id: both stay.
  return items.toSpliced(place, 0, { ...item, id: freeId(item.id, new Set(ids)) });
}

/** What somebody else has changed in its other fields stays. */
function withFieldsOf<T extends Item>(item: T, from: T, to: T): T {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])] as (keyof T)[];
  const changed = fields.filter((field) => !isSame(from[field], to[field]));
  return { ...item, ...Object.fromEntries(changed.map((field) => [field, to[field]])) };
}

/** An id that is not taken: this one, or this one with a number after it. The longest has 64 characters. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let number = 2;
  const numbered = () => `${id.slice(0, 63 - String(number).length)}-${number}`;
  while (taken.has(numbered())) number += 1;
  return numbered();
}

function idsOf(items: readonly Item[]): string[] {
  return items.map(({ id }) => id);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
