import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BadgeCache,
  type KeptBadge,
} from '../../../packages/server/src/operations/incidents/badge-cache.ts';
import { BoundedMap } from '../../../packages/server/src/operations/incidents/bounded-map.ts';

test('ACC-18: what is kept takes so much and no more, and is what was last set', () => {
  const steps = fc.array(
    fc.record({ key: fc.nat(20), size: fc.nat(60), isDeleted: fc.boolean() }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const map = new BoundedMap<number, { size: number }>(100, ({ size }) => size);
      const last = new Map<number, { size: number }>();
      for (const { key, size, isDeleted } of all) {
        const value = { size };
        if (isDeleted) map.delete(key);
        else map.set(key, value);
        last.set(key, value);
        const kept = [...last.keys()].map((each) => [each, map.get(each)] as const);
        const sizes = kept.map(([, found]) => found?.size ?? 0);
        expect(map.size).toBe(sizes.reduce((sum, each) => sum + each, 0));
        expect(map.size).toBeLessThanOrEqual(100);
        if (isDeleted) expect(map.get(key)).toBeUndefined();
        else expect(map.get(key)).toBe(value);
        for (const [each, found] of kept) if (found) expect(found).toBe(last.get(each));
      }
    }),
  );
});

test('ACC-18: whoever asks for badges in ever other orders takes no memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const cache = new BadgeCache();
  const numbers = Array.from({ length: 500 }, (_, index) => index + 1);
  const reporter = { role: 'anonymous', id: null, site: 'pk_intranet' } as const;
  const badges = numbers.map((number): [number, KeptBadge] => [
    number,
    {
      badge: { incident: `INC-${number}`, clocks: {} } as KeptBadge['badge'],
      incident: { number, reporter, service: null, closed: null, receiptsRevoked: false },
      json: JSON.stringify({ incident: `INC-${number}`, of: 'x'.repeat(600) }),
    },
  ]);
  const end = { seq: 1, hash: null };
  cache.keep(numbers, 'public', new Map(badges), { end, now: 0, epoch: cache.epoch });
  collect();
  const before = process.memoryUsage().heapUsed;
  // As long as the addresses are kept that these were asked for by.
  const asked = Array.from({ length: 1_000 }, (_, index) => [
    ...numbers.slice(index % 500),
    ...numbers.slice(0, index % 500),
  ]);
  for (const each of asked) {
    const text = cache.getAsJson(each, 'public', { now: 0, shown: null });
    expect(text?.members.length).toBeGreaterThan(300_000);
  }
  collect();
  expect(asked).toHaveLength(1_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 2 ** 20);
});
