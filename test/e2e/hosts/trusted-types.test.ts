import { describe, expect } from 'vitest';
import { siteKey } from '../support/kit-process.ts';
import { test, type World } from '../support/world.ts';

const form = '<incident-report></incident-report><sla-badge incident="INC-1"></sla-badge>';

/** A page whose policy enforces Trusted Types, after a script of its own; gives it with what its console says. */
async function open(
  world: World,
  list: string,
  before: () => void = () => {},
  { delayMs = 0 }: { delayMs?: number } = {},
) {
  const context = await world.newContext();
  await context.addInitScript(before);
  const loader = `<script type="module" src="${world.kit.url}/kit/loader.js" data-key="${siteKey}"></script>`;
  const policy = `require-trusted-types-for 'script'; trusted-types ${list}`;
  const url = world.host.pageOf(loader, form, policy);
  const lines: string[] = [];
  context.on('console', (message) => lines.push(message.text()));
  if (delayMs > 0) {
    // What is loaded once a template was refused.
    await context.route('**/kit/chunks/**', async (route) => {
      const isLate = lines.some((line) => line.includes('TrustedHTML'));
      if (isLate) await new Promise((resolve) => setTimeout(resolve, delayMs));
      await route.continue();
    });
  }
  return { page: await world.visit(url, context), lines };
}

/** Takes the name as another Lit on the page does. */
const takeLit = () => {
  Reflect.get(globalThis, 'trustedTypes').createPolicy('lit-html', {
    createHTML: (html: string) => html,
  });
};

describe('a host with Trusted Types', () => {
  test('has the form where its list names the kit, whatever another Lit has taken', async ({
    world,
  }) => {
    const { page, lines } = await open(world, 'lit-html incident-kit', takeLit);
    await page.getByRole('button', { name: 'Send report' }).waitFor();
    expect(lines.filter((line) => line.includes('Incident Kit'))).toEqual([]);
  });

  test('has the form where its list names only Lit, or a default policy lets strings be', async ({
    world,
  }) => {
    const lit = await open(world, 'lit-html');
    await lit.page.getByRole('button', { name: 'Send report' }).waitFor();
    const lets = await open(world, 'default', () => {
      Reflect.get(globalThis, 'trustedTypes').createPolicy('default', {
        createHTML: (html: string) => html,
      });
    });
    await lets.page.getByRole('button', { name: 'Send report' }).waitFor();
    // The names that were tried in vain.
    world.troubles.length = 0;
  });

  test('says it aloud also where the words come late, over a slow network', async ({ world }) => {
    const { page } = await open(world, "'none'", () => {}, { delayMs: 3_000 });
    await page
      .locator('p', { hasText: 'This cannot be shown here: the security settings of this page' })
      .first()
      .waitFor();
    world.troubles.length = 0;
  });

  for (const [what, list, before] of [
    ['names neither', "'none'", () => {}],
    ['has a Lit that has taken its name', 'lit-html', takeLit],
    [
      'has a default policy that takes out what it does not know',
      'default',
      () => {
        Reflect.get(globalThis, 'trustedTypes').createPolicy('default', {
          createHTML: (html: string) => html.replace(/<[!?][^>]*>|\w+\$lit\$=\S*/g, ''),
        });
      },
    ],
  ] as const) {
    test(`has a sentence and one line on the console, and no blank, where it ${what}`, async ({
      world,
    }) => {
      const { page, lines } = await open(world, list, before);
      const words = { hasText: 'This cannot be shown here: the security settings of this page' };
      // In its place; what is told to screen readers for a while says the same.
      await page.locator('.notice', words).waitFor();
      await page.locator('p', words).waitFor();
      await page.locator('sla-badge').getByText('Unknown').first().waitFor();
      expect(lines.filter((line) => line.startsWith('Incident Kit'))).toEqual([
        expect.stringContaining('Add "incident-kit" to the list after trusted-types'),
      ]);
      // What the browser itself says of the names and the one template that were tried.
      const [others] = [world.troubles.splice(0)];
      expect(others.filter((each) => !/trusted-types/.test(each))).toEqual([]);
    });
  }
});
