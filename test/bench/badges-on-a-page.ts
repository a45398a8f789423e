/**
 * What 1,000 badges cost the main thread of a page, beside 1,000 plain spans with the same words, in turns
 * in one browser: from the first byte of the page until a second after the last badge says its time.
 *
 * Between the two: what the browser takes for 1,000 elements of anybody's that have these words in a shadow
 * root and do nothing else, and for such that look like a badge; and spans with one badge, which is what the
 * kit takes to start. No number of badges can cost less than these.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppRouter } from '@incident-kit/server';
import { createTRPCClient, httpLink } from '@trpc/client';
import { type Browser, chromium } from 'playwright-core';
import { styles } from '../../packages/widgets/src/sla-badge/sla-badge.styles.ts';
import { serveKit, siteKey } from './support/servers.ts';

const count = 1000;
const rounds = 5;
const incidents = 40;

const figures = {
  TaskDuration: 'all',
  ScriptDuration: 'scripts',
  RecalcStyleDuration: 'styles',
  LayoutDuration: 'layouts',
} as const;
type Figure = keyof typeof figures;

const each = (write: (incident: string) => string) =>
  Array.from({ length: count }, (_, index) => write(`INC-${(index % incidents) + 1}`)).join('\n');

const loader = () =>
  `<script type="module" src="${kit.url}/kit/loader.js" data-key="${siteKey}"></script>`;

const elements = (name: string, content: string, styles = '') =>
  `<script type="module">
    const content = document.createElement('template');
    content.innerHTML = ${JSON.stringify(content)};
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(styles)});
    customElements.define('${name}', class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({ mode: 'open' });
        root.adoptedStyleSheets = [sheet];
        root.append(content.content.cloneNode(true));
      }
    });
  </script>` + each((incident) => `<p>${incident} <${name}></${name}></p>`);

const pill =
  '<span class="badge ok pill" title="Due 26 Nov 2026, 12:00"><svg viewBox="0 0 24 24">' +
  '<path d="M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2"/></svg><span>Due in 8 hr</span></span>';

const pages: Record<string, () => string> = {
  spans: () => each((incident) => `<p>${incident} <span>Due in 8 hr</span></p>`),
  'bare elements': () => elements('bare-element', 'Due in 8 hr'),
  'bare pills': () => elements('bare-pill', pill, styles.cssText),
  'spans, 1 badge': () =>
    pages.spans?.() + loader() + '<p><sla-badge incident="INC-1"></sla-badge></p>',
  badges: () =>
    loader() +
    each((incident) => `<p>${incident} <sla-badge incident="${incident}"></sla-badge></p>`),
};

const host = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(
    `<!doctype html><html lang="en"><title>Badges</title><link rel="icon" href="data:,">` +
      (pages[decodeURIComponent(request.url?.slice(1) ?? '')]?.() ?? ''),
  );
});
await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
const kit = await serveKit({ origins: [origin] });

async function measure(browser: Browser, name: string): Promise<Record<Figure, number>> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${origin}/${name}`);
  // Asked once and not again and again: whoever asks takes part in what is measured.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const wanted = document.querySelectorAll('sla-badge').length;
        let told = document.querySelectorAll('sla-badge:state(running)').length;
        if (told === wanted) return resolve();
        addEventListener('sla-state-changed', () => {
          told += 1;
          if (told === wanted) resolve();
        });
      }),
  );
  await page.waitForTimeout(1000);
  const { metrics } = await session.send('Performance.getMetrics');
  await context.close();
  const found = new Map(metrics.map((metric) => [metric.name, metric.value]));
  return Object.fromEntries(
    Object.keys(figures).map((figure) => [figure, (found.get(figure) ?? 0) * 1000]),
  ) as Record<Figure, number>;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${kit.url}/trpc`, headers: { 'x-incident-kit-key': siteKey } })],
  });
  for (let index = 0; index < incidents; index += 1) {
    const title = `Incident ${index}`;
    const levels = { impact: 'medium', urgency: 'medium' };
    await client.incidents.report.mutate({ key: `bench-page-${index}`, title, ...levels });
  }
  const taken = new Map(Object.keys(pages).map((name) => [name, [] as Record<Figure, number>[]]));
  // The first round warms the caches of both, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, all] of taken) {
      const one = await measure(browser, name);
      if (round > 0) all.push(one);
    }
  }
  console.log(`${count.toLocaleString('en')} on a page, main thread, ms (median of ${rounds}):\n`);
  const of = (name: string, figure: Figure) =>
    median((taken.get(name) ?? []).map((one) => one[figure]));
  const columns = Object.keys(figures) as Figure[];
  const row = (name: string, cells: string[]) =>
    console.log(name.padEnd(16) + cells.map((cell) => cell.padStart(10)).join(''));
  row('', [...Object.values(figures), '× spans']);
  for (const name of taken.keys()) {
    const times = of(name, 'TaskDuration') / of('spans', 'TaskDuration');
    row(name, [...columns.map((figure) => of(name, figure).toFixed(0)), times.toFixed(1)]);
  }
} finally {
  await browser.close();
  await kit.stop();
  host.close();
}
