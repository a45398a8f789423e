import { expect } from '@open-wc/testing';
import { newKey } from '../../packages/widgets/src/base/new-key.ts';

describe('a key for what must count once', () => {
  it('is a UUID of version 7, in the order in which they are made, and nobody else’s', () => {
    const { now } = Date;
    try {
      const keys = Array.from({ length: 500 }, (_, index) => {
        Date.now = () => 1_750_000_000_000 + index;
        return newKey();
      });
      for (const key of keys) {
        expect(key).to.match(
          /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }
      expect(Number.parseInt((keys[0] ?? '').replace('-', '').slice(0, 12), 16)).to.equal(
        1_750_000_000_000,
      );
      expect([...keys].sort()).to.deep.equal(keys);
      // What is not the time is random.
      expect(new Set(keys.map((key) => key.slice(15))).size).to.equal(500);
    } finally {
      Date.now = now;
    }
  });
});
