import { expect } from '@open-wc/testing';
import { connect } from '../../packages/widgets/src/client.ts';
import { world } from '../../stories/support.ts';

describe('a token that the server refuses', () => {
  it('is not sent again by what outlives its page', async () => {
    const good = async (): Promise<string> =>
      (await (await fetch('/token/grace?refused=1')).json()).token;
    let asked = 0;
    const client = connect({
      endpoint: world.endpoint,
      siteKey: world.siteKey,
      token: async () => {
        asked += 1;
        return asked === 1 ? 'no.real.token' : good();
      },
    });
    const { ok } = await client.fetch('/trpc/matrix.current', { keepalive: true });
    expect(ok).to.equal(true);
    expect(asked).to.equal(2);
  });
});
