import { describe } from 'vitest';
import { test } from '../support/world.ts';

describe('a host where requests fail', () => {
  for (const [what, answer, sentence] of [
    [
      'a proxy says that the server is away',
      { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
      'The server is not available (502).',
    ],
    [
      'something else answers',
      { status: 404, contentType: 'text/html', body: '<h1>Not here</h1>' },
      'The server answered 404.',
    ],
  ] as const) {
    test(`says what is known: ${what}`, async ({ world }) => {
      const context = await world.newContext();
      await context.route('**/trpc/forms.report*', (route) =>
        route.fulfill({ ...answer, headers: { 'access-control-allow-origin': '*' } }),
      );
      const page = await world.visit(
        world.host.page(world.kit.url, '<incident-report></incident-report>'),
        context,
      );
      await page.getByText(sentence).waitFor();
    });
  }

  test('says what is known: an ad blocker takes the requests out of the page', async ({
    world,
  }) => {
    const context = await world.newContext();
    await context.route('**/trpc/**', (route) => route.abort('blockedbyclient'));
    const page = await world.visit(
      world.host.page(world.kit.url, '<incident-report></incident-report>'),
      context,
    );
    await page
      .getByText('The server is there, but its answers do not get to this page')
      .first()
      .waitFor();
  });

  test('says what is known: a proxy takes away what lets the page read the answer', async ({
    world,
  }) => {
    const context = await world.newContext();
    await context.route('**/trpc/**', (route) =>
      route.fulfill({
        status: 200,
        body: '{}',
        headers: { 'access-control-allow-origin': 'https://elsewhere.example' },
      }),
    );
    const page = await world.visit(
      world.host.page(world.kit.url, '<incident-report></incident-report>'),
      context,
    );
    await page
      .getByText('The server is there, but its answers do not get to this page')
      .first()
      .waitFor();
  });

  test('says what is known: the server is down', async ({ world }) => {
    const context = await world.newContext();
    await context.route('**/trpc/**', (route) => route.abort('connectionrefused'));
    await context.route('**/healthz', (route) => route.abort('connectionrefused'));
    const page = await world.visit(
      world.host.page(world.kit.url, '<incident-report></incident-report>'),
      context,
    );
    await page.getByText('The server cannot be reached just now.').first().waitFor();
  });
});
