/**
 * How long until the queue shows its first rows, what a frame takes while it is scrolled and how much of that the page's
 * own thread works, with 10,000 and with 100,000 incidents; beside a plain windowed list of the same cells, which has its rows in memory and does nothing
 * else, in turns in one browser. How many elements each has at most stands beside it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { fillDatabase } from '../support/simulate-incidents/database.ts';
import { agentToken, secret } from './support/agent-token.ts';
import { frameWork } from './support/frame-work.ts';
import { serveKit, siteKey } from './support/servers.ts';

/** How many frames it is scrolled for, and how far in each: three rows, as a wheel that is turned fast. */
const frames = 600;
const step = 108;
const rounds = 3;

/** Rows of a fixed height, of which those that are seen are drawn; no more than what such a list must do. */
const plainList = (count: number) => `<style>
    .scroller { height: 576px; overflow: auto; position: relative }
    .row { position: absolute; inset-inline: 0; height: 36px; display: grid;
      grid-template-columns: 2rem 3.5rem 5rem 1fr 9rem 8rem 8rem 10rem 5.5rem; column-gap: 12px }
    .row > div { overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
  </style>
  <div class="scroller"><div class="rows" style="height: ${count * 36}px; position: relative"></div></div>
  <script type="module">
    const all = Array.from({ length: ${count} }, (_, index) =>
      ['', 'P3', 'INC-' + index, 'Printer of office ' + index + ' is jammed', 'Rosa Alvarez', 'Nobody', 'New', 'Answer in 2h', '12:05']);
    const scroller = document.querySelector('.scroller');
    const rows = document.querySelector('.rows');
    const draw = () => {
      const first = Math.max(0, Math.floor(scroller.scrollTop / 36) - 2);
      rows.replaceChildren(...all.slice(first, first + 21).map((cells, at) => {
        const row = document.createElement('div');
        row.className = 'row';
        row.style.top = (first + at) * 36 + 'px';
        row.append(...cells.map((text) => {
          const cell = document.createElement('div');
          cell.textContent = text;
          return cell;
        }));
        return row;
      }));
    };
    scroller.addEventListener('scroll', draw);
    draw();
  </script>`;

const queue = (url: string) =>
  `<script type="module" src="${url}/kit/loader.js" data-key="${siteKey}" data-token-url="/token"></script>
  <incident-list view="queue" address=""></incident-list>`;

interface Figures {
  first: number;
  median: number;
  late: number;
  worst: number;
  /** Of a frame's work, in the middle, at 99 % and at most. */
  work: number;
  lateWork: number;
  mostWork: number;
  elements: number;
}

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0;

async function measure(browser: Browser, address: string): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const root = document.querySelector('incident-list')?.shadowRoot ?? document;
      if (root.querySelector('.row')) performance.mark('first');
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(address);
  // A list that says why it has none would else be waited for without end.
  await page.locator('.row').first().waitFor();
  const scroll = () =>
    page.evaluate(
      async ({ frames, step }) => {
        const root = () => document.querySelector('incident-list')?.shadowRoot ?? document;
        const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
        const first = performance.getEntriesByName('first')[0]?.startTime ?? 0;
        const scroller = root().querySelector('.scroller') as HTMLElement;
        const taken: number[] = [];
        let elements = 0;
        let before = await frame();
        for (let index = 0; index < frames; index += 1) {
          scroller.scrollTop += step;
          const now = await frame();
          taken.push(now - before);
          before = now;
          if (index % 20 === 0) {
            elements = Math.max(
              elements,
              root().querySelectorAll('body *, .queue, .queue *').length,
            );
          }
        }
        return { first, taken, elements };
      },
      { frames, step },
    );
  const figures = await scroll();
  // Once more, from the top: to be traced takes time of its own.
  await page.evaluate(() => {
    const root = document.querySelector('incident-list')?.shadowRoot ?? document;
    (root.querySelector('.scroller') as HTMLElement).scrollTop = 0;
  });
  const worked = await frameWork(browser, page, scroll);
  await context.close();
  const { first, taken, elements } = figures;
  return {
    first,
    elements,
    median: quantile(taken, 0.5),
    late: quantile(taken, 0.99),
    worst: Math.max(...taken),
    work: quantile(worked, 0.5),
    lateWork: quantile(worked, 0.99),
    mostWork: Math.max(...worked),
  };
}

const folder = await mkdtemp(join(tmpdir(), 'incident-kit-elements-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
let content = '';
const host = createServer(async (request, response) => {
  if (request.url === '/token') {
    response.setHeader('content-type', 'application/json');
    response.end(await agentToken());
    return;
  }
  response.setHeader('content-type', 'text/html');
  response.end(`<!doctype html><html lang="en"><title>Rows</title><body>${content}`);
});
await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
try {
  for (const count of [10_000, 100_000]) {
    const database = `sqlite:${join(folder, `${count}.db`)}`;
    await fillDatabase(database, { incidents: count, eventsEach: 3, until: Date.now() });
    const kit = await serveKit({ origins: [origin], database, secret });
    const pages: Record<string, string> = {
      'a plain windowed list': plainList(count),
      '<incident-list view="queue">': queue(kit.url),
    };
    const measured = new Map(Object.keys(pages).map((name) => [name, [] as Figures[]]));
    // The first round warms the caches of both, and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, html] of Object.entries(pages)) {
        content = html;
        const one = await measure(browser, `${origin}/?status=all&order=newest`);
        if (round > 0) measured.get(name)?.push(one);
      }
    }
    console.log(`\n${count.toLocaleString('en')} incidents, ms (median of ${rounds}):`);
    const heads = ['first row', 'frame', '99 %', 'worst', 'work', '99 %', 'worst', 'elements'];
    console.log(''.padEnd(30) + heads.map((each) => each.padStart(11)).join(''));
    for (const [name, all] of measured) {
      const of = (figure: keyof Figures) =>
        quantile(
          all.map((one) => one[figure]),
          0.5,
        );
      const told = ['first', 'median', 'late', 'worst', 'work', 'lateWork', 'mostWork'] as const;
      const cells = told.map((figure) => of(figure).toFixed(1));
      cells.push(String(of('elements')));
      console.log(name.padEnd(30) + cells.map((each) => each.padStart(11)).join(''));
    }
    await kit.stop();
  }
} finally {
  await browser.close();
  host.close();
  await rm(folder, { recursive: true, force: true });
}
