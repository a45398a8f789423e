/** What mocha, which @web/test-runner runs in the page, puts there. */
declare function describe(name: string, body: () => void): void;
declare function it(
  name: string,
  body: (this: { timeout(ms: number): void }) => void | Promise<void>,
): void;
declare function before(body: () => void | Promise<void>): void;
declare function after(body: () => void | Promise<void>): void;
declare function beforeEach(body: () => void | Promise<void>): void;
declare function afterEach(body: () => void | Promise<void>): void;
