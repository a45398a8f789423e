import { expect } from '@open-wc/testing';
import { newKey } from '../../packages/widgets/src/base/new-key.ts';

describe('a key for what must count once', () => {
  it('begins with the time, in the order in which keys are made, and is nobody else’s', () => {
    const { now } = Date;
    const began = 1_750_000_000_000;
    try {
      const keys = Array.from({ length: 500 }, (_, index) => {
        Date.now = () => began + index;
        return newKey();
      });
      for (const key of keys) expect(key).to.match(/^[0-9a-f]{32}$/);
      expect(Number.parseInt(keys[0]?.slice(0, 12) ?? '', 16)).to.equal(began);
      expect([...keys].sort()).to.deep.equal(keys);
      // What is not the time is random.
      expect(new Set(keys.map((key) => key.slice(12))).size).to.equal(500);
    } finally {
      Date.now = now;
    }
  });
});
