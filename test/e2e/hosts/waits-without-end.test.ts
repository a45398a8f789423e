import { describe, expect } from 'vitest';
import { fillIn, send, test } from '../support/world.ts';

const form = '<incident-report></incident-report>';
const report = { title: 'The lift is stuck' };

describe('a host where something never answers', () => {
  for (const [what, script] of Object.entries({
    'locks are refused': () => {
      if (navigator.locks)
        navigator.locks.request = () => Promise.reject(new DOMException('No.', 'SecurityError'));
    },
    'the storage is refused': () => {
      Object.defineProperty(globalThis, 'indexedDB', {
        get: () => {
          throw new DOMException('No.', 'SecurityError');
        },
      });
    },
    'the storage never answers': () => {
      indexedDB.open = () => new EventTarget() as IDBOpenDBRequest;
    },
  })) {
    test(`delivers a report that waited, where ${what}`, async ({ world }) => {
      const context = await world.newContext();
      await context.addInitScript(script);
      const page = await world.visit(world.host.page(world.kit.url, form, 'rosa'), context);
      await fillIn(page, report);
      await page.waitForLoadState('networkidle');
      await context.setOffline(true);
      await send(page);
      await page.getByText('Your report').getByText('will be sent').first().waitFor();
      await context.setOffline(false);
      await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    });
  }

  test('says after a while that the server does not answer, keeps the report and sends it later', async ({
    world,
  }) => {
    const context = await world.newContext();
    const page = await world.visit(world.host.page(world.kit.url, form, 'rosa'), context);
    await fillIn(page, report);
    let held = 0;
    await page.route('**/trpc/incidents.report*', () => {
      held += 1;
    });
    await send(page);
    await page.getByText('The server takes too long to answer.').first().waitFor();
    // By then it may have begun to try again.
    expect(held).toBeGreaterThan(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
  });

  test('says what keeps it from sending where the address of the token never answers', async ({
    world,
  }) => {
    const context = await world.newContext();
    await context.route('**/token/rosa', () => {});
    const page = await world.visit(world.host.page(world.kit.url, form, 'rosa'), context);
    await page.getByText('Signing in did not work.').first().waitFor();
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Send report' }).waitFor();
  });
});
