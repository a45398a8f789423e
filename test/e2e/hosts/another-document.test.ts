import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { panels, visitAll } from '../support/all-elements.ts';
import { test } from '../support/world.ts';

const tags = [...panels, 'sla-badge'];

/** How each element looks, in whatever document it is. */
function looks(page: Page): Promise<Record<string, string>> {
  return page.evaluate(
    (all) =>
      Object.fromEntries(
        all.map((tag) => {
          const documents = [document, document.querySelector('iframe')?.contentDocument];
          const [element] = documents.flatMap((each) => [...(each?.querySelectorAll(tag) ?? [])]);
          // What is for administrators tells an agent so.
          const inside = element?.shadowRoot?.querySelector('form, .frame, .badge, .notice');
          const view = element?.ownerDocument.defaultView;
          if (!element || !inside || !view) return [tag, 'nothing'];
          const { display, gap, padding } = view.getComputedStyle(inside);
          const { fontSize } = view.getComputedStyle(element);
          return [tag, `${display} ${gap} ${padding} ${fontSize}`];
        }),
      ),
    tags,
  );
}

describe('a host that moves elements to another document', () => {
  test('keeps their looks, there and back, and of those that it makes for there', async ({
    world,
  }) => {
    const page = await visitAll(world, '');
    await page.locator('sla-badge').evaluate((badge) => badge.setAttribute('variant', 'bar'));
    await page.locator('sla-badge .bar').waitFor();
    // What makes a bar of it comes with the first.
    await expect
      .poll(() => looks(page))
      .toMatchObject({ 'sla-badge': expect.stringMatching(/^inline-grid/) });
    // Some load more than others before they show anything.
    await expect.poll(async () => Object.values(await looks(page))).not.toContain('nothing');
    const before = await looks(page);
    const move = (there: boolean) =>
      page.evaluate(
        ([all, isThere]) => {
          const frame =
            document.querySelector('iframe') ??
            document.documentElement.appendChild(document.createElement('iframe'));
          const inFrame = frame.contentDocument as Document;
          const [from, to] = isThere ? [document, inFrame] : [inFrame, document];
          for (const tag of all) to.body.append(from.querySelector(tag) as Element);
        },
        [tags, there] as const,
      );
    for (const there of [true, false, true, false]) {
      await move(there);
      await expect.poll(() => looks(page)).toEqual(before);
    }
    // Made here and first put on a page there.
    const display = await page.evaluate(async () => {
      const form = document.createElement('incident-report');
      const inFrame = document.querySelector('iframe')?.contentDocument as Document;
      inFrame.body.append(form);
      await (form as unknown as { updateComplete: Promise<unknown> }).updateComplete;
      return inFrame.defaultView?.getComputedStyle(form).display;
    });
    expect(display).toBe('block');
  });
});
