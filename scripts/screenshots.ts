/** npm run screenshots: the pictures of the demo's pages in docs/images, light and dark. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { publicServices } from '../examples/demo/catalogue.ts';
import { configuration } from '../examples/demo/configuration.ts';
import { createDemoHost, demoPages } from '../examples/demo/host.ts';
import { ensureBrowser } from './lib/browser.ts';
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { freePort } from './lib/ports.ts';
import { root } from './lib/root.ts';
import { main, step } from './lib/steps.ts';

const folder = join(root, 'docs/images');

/** What a page's own script puts there; from then on it is up to the elements. */
const ready: Record<string, string> = {
  '/portal': '#reports sla-badge',
  '/status': '.incidents sla-badge',
  '/admin': 'priority-matrix',
  '/desk': '#queue [part=row]',
};

await main(async () => {
  await buildWhatIsOutOfDate();
  const executablePath = await ensureBrowser();
  const { seed } = await import('../examples/demo/seed.ts');
  const { createIncidentKit } = await import('@incident-kit/server');

  const data = await mkdtemp(join(tmpdir(), 'incident-kit-screenshots-'));
  const databaseUrl = `sqlite:${join(data, 'kit.db')}`;
  const [port, demoPort] = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${port}`;
  const url = `http://localhost:${demoPort}`;
  const site = {
    key: 'pk_demo',
    name: 'Veldmoor',
    origins: [url],
    secret: randomBytes(32).toString('base64url'),
  };
  await seed({ databaseUrl, publicUrl, configuration, site });
  const kit = createIncidentKit({
    database: databaseUrl,
    publicUrl,
    configuration,
    sites: [
      {
        ...{ ...site, highestRole: 'admin', anonymous: { report: true, badges: true } },
        badges: { services: publicServices, figures: true },
      },
    ],
  });
  await kit.start({ port });
  const demo = createDemoHost({ kitUrl: publicUrl, siteKey: site.key, secret: site.secret });
  const server = serve({ fetch: demo.fetch, port: demoPort, hostname: '127.0.0.1' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

  await mkdir(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1240, height: 800 },
      locale: 'en-GB',
    });
    for (const { name, path } of demoPages) {
      const file = join(folder, `${path.slice(1)}${colorScheme === 'dark' ? '-dark' : ''}.png`);
      await step(`${name}, ${colorScheme}`, async () => {
        const page = await context.newPage();
        await page.goto(`${url}${path}`);
        await page
          .locator(ready[path] ?? 'body')
          .first()
          .waitFor();
        if (path === '/desk') {
          const row = page.locator('#queue [part=row]').filter({ hasText: 'Checkout refuses' });
          await row.locator('[data-column=title]').click();
        }
        // Where one writes comes after what one reads.
        if (path === '/desk' || path === '/portal') {
          await page.locator('incident-timeline textarea').waitFor();
        }
        // Every element has said what it has to say, and the fonts are there.
        await page.waitForFunction(() => {
          const tags =
            'incident-list, incident-report, incident-timeline, sla-badge, priority-matrix';
          const elements = [...document.querySelectorAll(tags)];
          return (
            elements.length > 0 &&
            elements.every((element) => element.matches(':defined:not(:state(loading))')) &&
            document.fonts.status === 'loaded'
          );
        });
        if (path === '/portal') {
          await page.locator('#help').evaluate((section) => section.scrollIntoView());
        }
        await page.screenshot({ path: file, animations: 'disabled' });
        await page.close();
      });
      console.log(`  ${((await stat(file)).size / 1000).toFixed(0)} kB`);
    }
    await context.close();
  }

  await browser.close();
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await kit.close();
  await rm(data, { recursive: true, force: true });
  return 0;
});
