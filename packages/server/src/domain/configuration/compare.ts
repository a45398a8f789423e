import type { FieldError } from '../errors.ts';

/** One place in which two documents differ. */
export interface Difference {
  /**
   * As in zod, but a thing in a list goes by what it is called: `['policies', 'default', 'warnAt']`,
   * `['transitions', 'new → resolved']`. A number is a position, where things have no name.
   */
  path: FieldError['path'];
  /** `moved`: things of a list are in another order; `before` and `after` are what they are called. */
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Undefined for what was added. */
  before: unknown;
  /** Undefined for what was removed. */
  after: unknown;
  /** Where something called by a name stands in its list (from 0) that was added or removed. */
  position?: number;
}

type Path = Difference['path'];
type Fields = Record<string, unknown>;

/** How two documents differ, in the order of the first; empty when they say the same. */
export function compareDocuments(a: object, b: object): Difference[] {
  return compare([], a, b);
}

function compare(path: Path, a: unknown, b: unknown): Difference[] {
  if (a === b) return [];
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(path, a, b);
  if (isFields(a) && isFields(b)) return compareFields(path, a, b);
  return [{ path, kind: 'changed', before: a, after: b }];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareFields(path: Path, a: Fields, b: Fields): Difference[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].flatMap((name) => {
    const at = [...path, name];
    // A field that is undefined is one that is left out, as in JSON.
    const [before, after] = [own(a, name), own(b, name)];
    if (before === undefined && after === undefined) return [];
    if (before === undefined) return [{ path: at, kind: 'added' as const, before, after }];
    if (after === undefined) return [{ path: at, kind: 'removed' as const, before, after }];
    return compare(at, before, after);
  });
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function compareLists(path: Path, a: unknown[], b: unknown[]): Difference[] {
  const named = nameThings(a, b);
  if (named) return compareNamed(path, ...named);
  if ([...a, ...b].every(isFields)) return comparePositions(path, a, b);
  // A list of words is one value: what one adds to it is read in the whole.
  return isSame(a, b) ? [] : [{ path, kind: 'changed', before: a, after: b }];
}

function comparePositions(path: Path, a: unknown[], b: unknown[]): Difference[] {
  return Array.from({ length: Math.max(a.length, b.length) }).flatMap((_, index) => {
    const at = [...path, index];
    const [before, after] = [a[index], b[index]];
    if (index >= a.length) return [{ path: at, kind: 'added' as const, before, after }];
    if (index >= b.length) return [{ path: at, kind: 'removed' as const, before, after }];
    return compare(at, before, after);
  });
}

/** By what things of a list are called: the first of these that all have, and each differently. */
const namings: ((thing: Fields) => unknown)[] = [
  ({ id }) => id,
  ({ from, to }) =>
    typeof from === 'string' && typeof to === 'string' ? `${from} → ${to}` : undefined,
  ({ date }) => date,
];

type Named = Map<string, { thing: unknown; position: number }>;

function nameThings(a: unknown[], b: unknown[]): [Named, Named] | null {
  if (a.length + b.length === 0) return null;
  for (const naming of namings) {
    const [inA, inB] = [nameBy(naming, a), nameBy(naming, b)];
    if (inA && inB) return [inA, inB];
  }
  return null;
}

function nameBy(naming: (thing: Fields) => unknown, list: unknown[]): Named | null {
  const named: Named = new Map();
  for (const [position, thing] of list.entries()) {
    const name = isFields(thing) ? naming(thing) : undefined;
    if (typeof name !== 'string' || named.has(name)) return null;
    named.set(name, { thing, position });
  }
  return named;
}

function compareNamed(path: Path, a: Named, b: Named): Difference[] {
  const differences: Difference[] = [];
  for (const [name, { thing: before, position }] of a) {
    const other = b.get(name);
    const at = [...path, name];
    if (other) differences.push(...compare(at, before, other.thing));
    else differences.push({ path: at, kind: 'removed', before, after: undefined, position });
  }
  for (const [name, { thing: after, position }] of b) {
    if (a.has(name)) continue;
    differences.push({ path: [...path, name], kind: 'added', before: undefined, after, position });
  }
  const before = [...a.keys()].filter((name) => b.has(name));
  const after = [...b.keys()].filter((name) => a.has(name));
  if (!isSame(before, after)) differences.push({ path, kind: 'moved', before, after });
  return differences;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  }
  return isFields(a) && isFields(b) && compareFields([], a, b).length === 0;
}
