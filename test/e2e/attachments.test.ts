import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { rosa } from '../../examples/demo/people.ts';
import { test } from './support/world.ts';

/** What would be seen if any of it ran, wherever it was opened. */
const script = `document.title='ran';try{parent.postMessage('ran','*')}catch{};try{opener.postMessage('ran','*')}catch{}`;
const html = `<!doctype html><title>no</title><script>${script}</script><img src=x onerror="${script}">`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"><script>${script}</script></svg>`;

/** Of one kind by its first bytes, of another to whoever reads on. */
const gifAndPage = Buffer.concat([
  Buffer.from('4749463839610100010000ff002c00000000010001000002023b', 'hex'),
  Buffer.from(html),
]);

/** The beginning of an archive, which nothing here ever unpacks, and a page after it. */
const archive = Buffer.concat([
  Buffer.from('504b0304140000000800', 'hex'),
  Buffer.alloc(4_000, 0),
  Buffer.from(html),
]);

const files = [
  { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(html) },
  { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) },
  { name: 'both.gif', mimeType: 'image/gif', buffer: gifAndPage },
  { name: 'archive.zip', mimeType: 'application/zip', buffer: archive },
];

/** Opens an address by itself and in a frame, an object and a picture of another site's page. */
async function openEverywhere(page: Page, url: string): Promise<string[]> {
  const seen: string[] = [];
  // What is downloaded ends the navigation.
  await page.goto(url).catch(() => undefined);
  seen.push(await page.title());
  const around = await page.context().newPage();
  await around.goto('data:text/html,<title>around</title>');
  seen.push(
    await around.evaluate(async (address) => {
      let said = '';
      addEventListener('message', ({ data }) => {
        said += String(data);
      });
      for (const tag of ['iframe', 'object', 'embed', 'img']) {
        const element = document.createElement(tag);
        element.setAttribute(tag === 'object' ? 'data' : 'src', address);
        document.body.append(element);
      }
      await new Promise((resolve) => setTimeout(resolve, 700));
      return said + document.title;
    }, url),
  );
  await around.close();
  return seen;
}

describe('files that people send', () => {
  test('FILE-8: stay inert, whatever they are and wherever they are opened', async ({ world }) => {
    const incident = await world.report();
    const timeline = `<incident-timeline incident="${incident}"></incident-timeline>`;
    const page = await world.open(timeline, 'rosa');
    await page.locator('incident-timeline #note').click();
    await page.locator('incident-timeline .files input').setInputFiles(files);
    await expect
      .poll(() => page.locator('incident-timeline .files [data-state=ready]').count())
      .toBe(files.length);
    await page.locator('incident-timeline #note').fill('Look at these.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('page.html').first().waitFor();

    const api = world.kit.as(rosa);
    const { entries } = await api.incidents.timeline.query({ incident });
    const entry = entries.find((each) => 'attachments' in each && each.attachments);
    if (!entry || !('attachments' in entry)) throw new Error('No entry has files.');
    const kept = entry.attachments ?? [];
    expect(kept.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    for (const [file, { name }] of kept.entries()) {
      const { url } = await api.attachments.link.query({ incident, entry: entry.seq, file });
      const context = await world.newContext();
      const seen = await openEverywhere(await context.newPage(), url);
      expect(seen.join(' '), name).not.toContain('ran');
      expect(seen, name).toContain('around');
    }
  });
});
