import { expect } from '@open-wc/testing';
import { define } from '../../packages/widgets/src/base/define.ts';
import { KitBase } from '../../packages/widgets/src/base/kit-base.ts';

class First extends KitBase {}

describe('define', () => {
  const { warn } = console;
  let said: string[];
  beforeEach(() => {
    said = [];
    console.warn = (...words: unknown[]) => said.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('registers a class once, however often it is asked', () => {
    define('define-once', First);
    define('define-once', First);
    expect(customElements.get('define-once')).to.equal(First);
    expect(said).to.deep.equal([]);
  });

  it('registers a class under other tags as well', () => {
    define('define-another', First);
    expect(document.createElement('define-another')).to.be.instanceOf(First);
  });

  it('names both versions when another one was first', () => {
    class Other extends KitBase {
      static override readonly kitVersion = '9.9.9';
    }
    define('define-twice', First);
    define('define-twice', Other);
    expect(said).to.have.length(1);
    expect(said[0]).to.include('define-twice').and.include(First.kitVersion).and.include('9.9.9');
  });

  it('says nothing about a second copy of the same version', () => {
    class Copy extends KitBase {}
    define('define-copy', First);
    define('define-copy', Copy);
    expect(said).to.deep.equal([]);
  });

  it('does not throw on what is no tag', () => {
    define('nonsense', class extends KitBase {});
    expect(said).to.have.length(1);
  });
});
