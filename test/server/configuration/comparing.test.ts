import { compareDocuments, type Difference } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, configured, draftOf, the } from '../support/configured.ts';
import { amir, grace, refusalOf } from '../support/kit.ts';

/** Documents in small: words, things with ids, things without, and fields of fields. */
const { document: anyDocument } = fc.letrec((tie) => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const scalar = fc.oneof(word, fc.nat(3), fc.boolean(), fc.constant(null));
  const optional = { requiredKeys: [] as never[] };
  return {
    document: fc.record(
      {
        name: scalar,
        words: fc.array(word, { maxLength: 3 }),
        things: tie('things'),
        steps: fc.array(
          fc.record({ after: scalar, what: fc.array(word, { maxLength: 2 }) }, optional),
          { maxLength: 3 },
        ),
        ways: fc.uniqueArray(fc.record({ from: word, to: word, needs: scalar }), {
          selector: ({ from, to }) => `${from} ${to}`,
          maxLength: 4,
        }),
        inner: fc.record({ name: scalar, things: tie('things') }, optional),
        mixed: fc.oneof(scalar, fc.array(word, { maxLength: 2 }), fc.record({ a: scalar })),
      },
      optional,
    ),
    things: fc.uniqueArray(fc.record({ id: word, name: scalar, people: tie('people') }), {
      selector: ({ id }) => id,
      maxLength: 4,
    }),
    people: fc.uniqueArray(fc.record({ id: word, name: scalar }), {
      selector: ({ id }) => id,
      maxLength: 3,
    }),
  };
});

type Tree = Record<string, unknown>;

function nameOf(thing: unknown): unknown {
  const { id, from, to } = thing as Tree;
  return id ?? `${from} → ${to}`;
}

/** Makes the second document of the first and the differences. */
function apply(document: object, differences: readonly Difference[]): unknown {
  const root: Tree = { document: structuredClone(document) };
  const find = (path: Difference['path']) =>
    path.reduce<unknown>(
      (at, part) =>
        Array.isArray(at) && typeof part === 'string'
          ? at.find((each) => nameOf(each) === part)
          : (at as Tree)[part],
      root.document,
    );
  const order = ['changed', 'removed', 'moved', 'added'];
  const sorted = [...differences].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      (a.kind === 'removed' ? -1 : 1) * ((a.position ?? at(a)) - (b.position ?? at(b))),
  );
  for (const { path, kind, after, position } of sorted) {
    const parent = find(path.slice(0, -1));
    const last = path.at(-1) ?? '';
    if (kind === 'moved') {
      const list = find(path) as unknown[];
      list.sort(
        (a, b) => (after as unknown[]).indexOf(nameOf(a)) - (after as unknown[]).indexOf(nameOf(b)),
      );
    } else if (Array.isArray(parent)) {
      const index =
        typeof last === 'number' ? last : parent.findIndex((each) => nameOf(each) === last);
      if (kind === 'removed') parent.splice(index, 1);
      else if (kind === 'added') parent.splice(position ?? parent.length, 0, after);
      else parent[index] = after;
    } else if (kind === 'removed') delete (parent as Tree)[last];
    else (parent as Tree)[last] = after;
  }
  return root.document;
}

function at({ path }: Difference): number {
  const last = path.at(-1);
  return typeof last === 'number' ? last : 0;
}

describe('comparing documents', () => {
  test('CFG-12: the differences of two documents make the second of the first', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        expect(apply(a as object, compareDocuments(a as object, b as object))).toEqual(b);
      }),
      { numRuns: 1_000 },
    );
  });

  test('CFG-12: documents that say the same have none; the other way round they are the same, turned', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        expect(compareDocuments(a as object, structuredClone(a) as object)).toEqual([]);
        const turned = { added: 'removed', removed: 'added', changed: 'changed', moved: 'moved' };
        const text = (differences: unknown[]) =>
          differences.map((each) => JSON.stringify(each)).sort();
        const there = compareDocuments(a as object, b as object).map(
          ({ path, kind, before, after, position }) => ({
            path,
            kind: turned[kind],
            before: after,
            after: before,
            position,
          }),
        );
        const back = compareDocuments(b as object, a as object).map(
          ({ path, kind, before, after, position }) => ({ path, kind, before, after, position }),
        );
        expect(text(there)).toEqual(text(back));
      }),
    );
  });

  test('CFG-12: things in lists go by what they are called, and another order is told as one', async () => {
    const { as } = configured();
    const document = changed('sla-policies', ({ policies }) => {
      policies.unshift({ ...the(policies[1]), id: 'vip', name: 'VIP', when: { site: ['pk_vip'] } });
      the(policies[1]).warnAt = 0.5;
    });
    await as(amir).configuration.publish.mutate(draftOf('sla-policies', document));
    const { from, to, differences } = await as(grace).configuration.compare.query({
      kind: 'sla-policies',
      from: 1,
      to: 2,
    });
    expect([from.version, to.version]).toEqual([1, 2]);
    expect(differences).toEqual([
      { path: ['policies', 'network', 'warnAt'], kind: 'changed', before: 0.75, after: 0.5 },
      {
        path: ['policies', 'vip'],
        kind: 'added',
        after: document.policies[0],
        position: 0,
      },
    ]);
    const moved = compareDocuments(
      { policies: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
      { policies: [{ id: 'c' }, { id: 'a' }, { id: 'b' }] },
    );
    expect(moved).toEqual([
      { path: ['policies'], kind: 'moved', before: ['a', 'b', 'c'], after: ['c', 'a', 'b'] },
    ]);
    const none = as(grace).configuration.compare.query({ kind: 'sla-policies', from: 1, to: 3 });
    expect((await refusalOf(none)).code).toBe('version-not-found');
  });
});
