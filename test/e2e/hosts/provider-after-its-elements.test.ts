import { describe, expect } from 'vitest';
import { amir, grace } from '../../../examples/demo/people.ts';
import { test } from '../support/world.ts';

/** What each element reads of the server first, and whoever it reads it for. */
const reads = [
  'badges.get',
  'forms.report',
  'incidents.list',
  'incidents.timeline',
  'matrix.current',
];

/** Whose token a request carries. */
function subjectOf(authorization = ''): string {
  const [, claims = ''] = authorization.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}').sub ?? '';
}

/** A page that loads all elements at once. */
const patience = { timeout: 20_000 };

describe('a host whose providers come after what is inside them', () => {
  test('has every element ask anew, as whom the nearest of them says', async ({ world }) => {
    const incident = await world.report();
    const url = world.host.page(
      world.kit.url,
      `<incident-provider token-url="/token/rosa"><incident-provider token-url="/token/amir">
        <incident-report></incident-report>
        <incident-list></incident-list>
        <incident-timeline incident="${incident}"></incident-timeline>
        <priority-matrix></priority-matrix>
        <sla-badge incident="${incident}"></sla-badge>
      </incident-provider></incident-provider>`,
      'grace',
    );
    const context = await world.newContext();
    const readAs = new Map<string, Set<string>>();
    context.on('request', (request) => {
      const path = new URL(request.url()).pathname.replace('/trpc/', '');
      const subject = subjectOf(request.headers().authorization);
      readAs.set(subject, (readAs.get(subject) ?? new Set()).add(path));
    });
    const held = Promise.withResolvers<void>();
    await context.route('**/kit/incident-provider.js', async (route) => {
      await held.promise;
      await route.continue();
    });
    await world.visit(url, context);
    // The page's own, as long as no provider is there.
    await expect
      .poll(() => [...(readAs.get(grace.id) ?? [])], patience)
      .toEqual(expect.arrayContaining(reads));
    held.resolve();
    await expect
      .poll(() => [...(readAs.get(amir.id) ?? [])], patience)
      .toEqual(expect.arrayContaining(reads));
  });
});
