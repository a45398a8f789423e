import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { grace, rosa } from '../../examples/demo/people.ts';
import { openDemo } from './support/demo.ts';
import { test } from './support/world.ts';

/** The text that people may ask for (WCAG 1.4.4 and 1.4.12), in the page and in the elements. */
const ways: Record<string, string> = {
  'text of twice the size': ':root { font-size: 200% !important }',
  'spaced text': `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important }`,
};

async function setText(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const name = 'incidentKitTestText';
    const sheets = globalThis as unknown as Record<string, CSSStyleSheet>;
    const sheet = sheets[name] ?? new CSSStyleSheet();
    sheets[name] = sheet;
    sheet.replaceSync(text);
    const adopt = (root: Document | ShadowRoot) => {
      if (!root.adoptedStyleSheets.includes(sheet)) {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      }
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) adopt(shadowRoot);
    };
    adopt(document);
  }, css);
}

/** What is wider than the window, cut off, broken inside of a word, or covered by a timeline's marks. */
function spoilt(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
      found.push('The page is wider than its window.');
    const said = (element: Element) =>
      `<${element.localName} class="${element.getAttribute('class') ?? ''}"> “${element.textContent?.trim().slice(0, 40)}”`;
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.checkVisibility() || element.closest('.quiet, svg, .skip')) continue;
        const isCut = ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
        if (isCut && element.scrollWidth > element.clientWidth + 1) {
          found.push(`cut off: ${said(element)}`);
        }
        for (const node of element.childNodes) {
          if (node.nodeType !== 3) continue;
          for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
            // A longer word may have no room on any line.
            if (word.length > 11) continue;
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) found.push(`broken: “${word}” of ${said(element)}`);
          }
        }
        const mark = element.matches('.entry') && element.querySelector('.mark svg');
        const line = mark && element.querySelector('.line');
        if (
          mark &&
          line &&
          mark.getBoundingClientRect().right > line.getBoundingClientRect().left
        ) {
          found.push(`covered: ${said(line)}`);
        }
      }
    };
    look(document);
    return found;
  });
}

/** How much of the height of a window nothing stands still in. */
function roomToRead(page: Page): Promise<number> {
  return page.evaluate(() => {
    let room = innerHeight;
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.checkVisibility()) continue;
        const { position, overflowY } = getComputedStyle(element);
        const { height } = element.getBoundingClientRect();
        if (['sticky', 'fixed'].includes(position)) room = Math.min(room, innerHeight - height);
        const scrolls = ['auto', 'scroll'].includes(overflowY) && element.localName !== 'textarea';
        // A box that scrolls by itself shows no more than its own height.
        if (scrolls && element.scrollHeight > element.clientHeight + 1) {
          room = Math.min(room, element.clientHeight);
        }
      }
    };
    look(document);
    return room;
  });
}

describe('a window of 320 × 256', () => {
  test('shows every page of the demo in larger and in spaced text, and scrolls', async ({
    world,
  }) => {
    const url = await openDemo(world);
    const title = 'Printer on the third floor smells of something that is burning';
    const report = {
      key: randomUUID(),
      title,
      impact: 'high',
      urgency: 'high',
      service: 'web-shop',
    };
    const { incident } = await world.kit.as(rosa).incidents.report.mutate(report);
    const { incidents } = world.kit.as(grace);
    const note = { incident, text: 'My team or department', key: randomUUID() };
    await incidents.addNote.mutate({ ...note, visibility: 'internal' });
    const ready: Record<string, string> = {
      '/portal': '#reports [part=row]',
      '/status': '.incidents sla-badge .pill',
      '/admin': 'priority-matrix .cell',
      '/desk': '#queue [part=row]',
    };
    const context = await world.newContext();
    for (const [path, selector] of Object.entries(ready)) {
      const page = await world.visit(`${url}${path}`, context);
      await page.setViewportSize({ width: 320, height: 256 });
      await page.locator(selector).first().waitFor();
      await page.waitForFunction(() =>
        [
          ...document.querySelectorAll(
            'incident-list, incident-report, incident-timeline, priority-matrix',
          ),
        ].every((each) => each.matches(':defined:not(:state(loading))')),
      );
      // What one works on, with its way back.
      const views =
        path === '/desk'
          ? [() => {}, () => page.locator('#queue .row [data-column=title]').first().click()]
          : [() => {}];
      for (const show of views) {
        await show();
        for (const [way, css] of Object.entries(ways)) {
          await setText(page, css);
          expect(await spoilt(page), `${way} on ${path}`).toEqual([]);
        }
        await setText(page, '');
        expect(await roomToRead(page), path).toBeGreaterThanOrEqual(192);
      }
      // What one works on keeps most of the width beside a list that grows with its text.
      await page.setViewportSize({ width: 960, height: 720 });
      await setText(page, ways['text of twice the size'] ?? '');
      const box = await page.locator('main').boundingBox();
      expect(box?.width, path).toBeGreaterThan(480);
      await page.close();
    }
  });
});
