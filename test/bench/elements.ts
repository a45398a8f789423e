/**
 * How long until the queue shows its first rows, what a frame takes while it is scrolled and how much of that the page's
 * own thread works, with 10,000 and with 100,000 incidents; beside a plain windowed list of the same cells, which has its rows in memory and does nothing
 * else, in turns in one browser. How many elements each has at most stands beside it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { fillDatabase } from '../support/simulate-incidents/database.ts';
import { secret } from './support/agent-token.ts';
import { loaderTag, serveHost } from './support/host-page.ts';
import { compareScrolling, measureScrolling } from './support/scrolled-page.ts';
import { serveKit } from './support/servers.ts';

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

const folder = await mkdtemp(join(tmpdir(), 'incident-kit-elements-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const host = await serveHost();
try {
  for (const count of [10_000, 100_000]) {
    const database = `sqlite:${join(folder, `${count}.db`)}`;
    await fillDatabase(database, { incidents: count, eventsEach: 3, until: Date.now() });
    const kit = await serveKit({ origins: [host.origin], database, secret });
    const look = { row: '.row', scroller: '.scroller' };
    const pages = {
      'a plain windowed list': { ...look, html: plainList(count), all: 'body *' },
      '<incident-list view="queue">': {
        ...look,
        html: `${loaderTag(kit.url)}<incident-list view="queue" address=""></incident-list>`,
        element: 'incident-list',
        all: '.queue, .queue *',
      },
    };
    await compareScrolling(`${count.toLocaleString('en')} incidents`, pages, (page) => {
      host.content = page.html;
      return measureScrolling(browser, `${host.origin}/?status=all&order=newest`, page);
    });
    await kit.stop();
  }
} finally {
  await browser.close();
  host.close();
  await rm(folder, { recursive: true, force: true });
}
