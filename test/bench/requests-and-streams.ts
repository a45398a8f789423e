/**
 * What a page with 1, 40 and 400 badges asks of the network, counted in a real browser on a page of
 * another origin. Badges of as many different incidents. (The stream is preceded by one CORS preflight,
 * which the browser keeps for two hours and does not show here.)
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppRouter } from '@incident-kit/server';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { chromium } from 'playwright-core';
import { serveKit, siteKey } from './support/servers.ts';

const host = createServer((request, response) => {
  const count = Number(new URL(request.url ?? '', 'http://host').searchParams.get('badges') ?? 0);
  const badges = Array.from(
    { length: count },
    (_, i) => `<sla-badge incident="INC-${i + 1}"></sla-badge>`,
  );
  response.setHeader('content-type', 'text/html');
  response.end(
    `<!doctype html><title>Status</title><link rel="icon" href="data:,">` +
      `<script type="module" src="${kit.url}/kit/loader.js" data-key="${siteKey}"></script>${badges.join('\n')}`,
  );
});
await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
const kit = await serveKit({ origins: [origin] });

const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: `${kit.url}/trpc`,
      maxItems: 20,
      headers: { 'x-incident-kit-key': siteKey },
    }),
  ],
});
await Promise.all(
  Array.from({ length: 400 }, (_, index) =>
    client.incidents.report.mutate({
      key: `bench-count-${index}`,
      title: `Incident ${index + 1}`,
      impact: 'medium',
      urgency: 'medium',
    }),
  ),
);

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
console.log('badges   badge reads   streams   files of the kit');
for (const count of [1, 40, 400]) {
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === kit.url) requests.push(url.pathname);
  });
  await page.goto(`${origin}/?badges=${count}`);
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('sla-badge')].filter((badge) =>
        badge.shadowRoot?.textContent?.includes('Due in'),
      ).length === wanted,
    count,
  );
  // Time for whatever it might still ask.
  await page.waitForTimeout(1_500);
  const of = (path: string) => requests.filter((each) => each.startsWith(path)).length;
  const cells = [count, of('/trpc/'), of('/live'), of('/kit/')];
  const widths = [6, 14, 10, 19];
  console.log(cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join(''));
  await page.close();
}
await browser.close();
await kit.stop();
host.close();
