/**
 * How long until the timeline of an incident with 10,000 and with 100,000 events shows its first entries, what a frame
 * takes while it is scrolled back and how much of that the page's own thread works; beside a plain windowed list of the
 * same entries, which has them in memory, knows how high each is and does nothing else, in turns in one browser. How
 * many elements each has at most stands beside it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { fillDatabase } from '../support/simulate-incidents/database.ts';
import { secret } from './support/agent-token.ts';
import { loaderTag, serveHost } from './support/host-page.ts';
import { linesOf, writeNotes } from './support/long-incident.ts';
import { compareScrolling, measureScrolling } from './support/scrolled-page.ts';
import { serveKit } from './support/servers.ts';

/** Entries of heights that are known, of which those that are seen are drawn. */
const plainList = (count: number) => `<style>
    .scroller { height: 576px; overflow: auto; position: relative }
    .entry { position: absolute; inset-inline: 0; padding: 8px 0 8px 28px; line-height: 21px; box-sizing: border-box }
    .entry p { margin: 0; white-space: pre-line }
  </style>
  <div class="scroller"><div class="rows" style="position: relative"></div></div>
  <script type="module">
    const lines = ${linesOf.toString()};
    const tops = [0];
    for (let index = 0; index < ${count}; index += 1) tops.push(tops[index] + 37 + 21 * lines(index));
    const scroller = document.querySelector('.scroller');
    const rows = document.querySelector('.rows');
    rows.style.height = tops.at(-1) + 'px';
    const draw = () => {
      const top = scroller.scrollTop;
      let [low, high] = [0, ${count}];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (tops[middle + 1] < top) low = middle + 1;
        else high = middle;
      }
      const drawn = [];
      for (let index = Math.max(0, low - 2); index < ${count} && tops[index] < top + 640; index += 1) {
        const entry = document.createElement('div');
        entry.className = 'entry';
        entry.style.top = tops[index] + 'px';
        const head = document.createElement('div');
        const who = document.createElement('b');
        who.textContent = 'Bench';
        const when = document.createElement('time');
        when.textContent = '12:05';
        head.append(who, when);
        const text = document.createElement('p');
        text.textContent = 'Note ' + index + '\\nlooked at it again'.repeat(lines(index));
        entry.append(head, text);
        drawn.push(entry);
      }
      rows.replaceChildren(...drawn);
    };
    scroller.addEventListener('scroll', draw);
    scroller.scrollTop = tops.at(-1);
    draw();
  </script>`;

const folder = await mkdtemp(join(tmpdir(), 'incident-kit-timelines-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const host = await serveHost();
try {
  for (const count of [10_000, 100_000]) {
    const database = `sqlite:${join(folder, `${count}.db`)}`;
    await fillDatabase(database, { incidents: 1, eventsEach: 3, until: Date.now() - 86_400_000 });
    await writeNotes(database, 1, count);
    const kit = await serveKit({ origins: [host.origin], database, secret });
    const pages = {
      'a plain windowed list': {
        html: plainList(count),
        row: '.entry',
        scroller: '.scroller',
        all: 'body *',
        isUpwards: true as const,
      },
      '<incident-timeline>': {
        html: `${loaderTag(kit.url)}<incident-timeline incident="INC-1" style="display: block; block-size: 720px"></incident-timeline>`,
        element: 'incident-timeline',
        row: '.story .entry.note',
        scroller: '.story',
        all: '.story, .story *',
        isUpwards: true as const,
      },
    };
    await compareScrolling(`${count.toLocaleString('en')} events`, pages, (page) => {
      host.content = page.html;
      return measureScrolling(browser, `${host.origin}/`, page);
    });
    await kit.stop();
  }
} finally {
  await browser.close();
  host.close();
  await rm(folder, { recursive: true, force: true });
}
