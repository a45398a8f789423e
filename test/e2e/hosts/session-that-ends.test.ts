import { describe } from 'vitest';
import { fillIn, send, test } from '../support/world.ts';

const form = '<incident-report></incident-report>';
const login = '<!doctype html><title>Sign in</title><form method="post"><input name="user"></form>';
const ended = 'Your session has ended. Sign in again; what you wrote is kept.';

describe('a host whose session ends', () => {
  for (const [what, answer] of Object.entries({
    'answers a page to sign in on': { status: 200, contentType: 'text/html', body: login },
    'says that nobody is signed in': { status: 401, body: '' },
    'answers nothing': { status: 204, body: '' },
    'answers an empty token': {
      status: 200,
      contentType: 'application/json',
      body: '{"token":null}',
    },
  })) {
    test(`says so and goes on without a reload once somebody has signed in again, where it ${what}`, async ({
      world,
    }) => {
      const context = await world.newContext();
      const page = await world.visit(world.host.page(world.kit.url, form, 'rosa'), context);
      await fillIn(page, { title: 'Written before lunch' });
      await context.route('**/token/rosa', (route) => route.fulfill(answer));
      // The server takes a token for as long as it says: this page's has been refused.
      let refused = 0;
      await page.route('**/trpc/incidents.report*', (route) =>
        refused++ ? route.continue() : route.fulfill({ status: 401, body: '{}' }),
      );
      await send(page);
      await page.getByText(ended).waitFor();
      await context.unroute('**/token/rosa');
      await send(page);
      await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    });
  }
});
