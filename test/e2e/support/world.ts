import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { rosa } from '../../../examples/demo/people.ts';
import { freePort } from '../../../scripts/lib/ports.ts';
import { Host, type Somebody } from './host.ts';
import { KitProcess } from './kit-process.ts';

let browser: Promise<Browser> | undefined;

/** A kit, a site on another origin, and people with browsers. */
export class World {
  readonly kit: KitProcess;
  readonly host: Host;
  /** Where the demo's pages are, once they are opened: the kit knows that origin from its start on. */
  readonly demoUrl: string;
  /** What must not happen on any page: violations of its security policy, errors that nobody caught. */
  readonly troubles: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  constructor(kit: KitProcess, host: Host, demoUrl: string) {
    this.kit = kit;
    this.host = host;
    this.demoUrl = demoUrl;
  }

  /** A window with a page of the site in it. */
  async open(body: string, signedIn?: Somebody): Promise<Page> {
    return this.visit(this.host.page(this.kit.url, body, signedIn));
  }

  /** Somebody's own browser, with nothing in it. */
  async newContext(): Promise<BrowserContext> {
    browser ??= chromium.connect(inject('browser'));
    const context = await (await browser).newContext({ locale: 'en-GB' });
    this.#contexts.push(context);
    await context.exposeBinding('incidentKitTestTrouble', (_, text: string) => {
      this.troubles.push(text);
    });
    await context.addInitScript(() => {
      const tell = (globalThis as unknown as { incidentKitTestTrouble(text: string): void })
        .incidentKitTestTrouble;
      addEventListener('securitypolicyviolation', (event) =>
        tell(`${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile})`),
      );
      addEventListener('unhandledrejection', (event) => tell(`unhandled: ${event.reason}`));
    });
    context.on('weberror', (error) => this.troubles.push(String(error.error())));
    return context;
  }

  async visit(url: string, context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await this.newContext())).newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    return page;
  }

  /** A report by somebody who is no browser; gives its reference. */
  async report(
    levels: { impact: string; urgency: string } = { impact: 'low', urgency: 'low' },
    title = 'The printer is on fire',
  ): Promise<string> {
    const input = { key: randomUUID(), title, ...levels };
    return (await this.kit.as(rosa).incidents.report.mutate(input)).incident;
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    await this.host.close();
    await this.kit.stop();
  }
}

async function openWorld(folder: string, attempts = 5): Promise<World> {
  const [kitPort, hostPort, demoPort] = [await freePort(), await freePort(), await freePort()];
  const kit = new KitProcess({ port: kitPort, folder });
  const host = new Host(hostPort, kit.url);
  const demoUrl = `http://127.0.0.1:${demoPort}`;
  await kit.configure([host.url, demoUrl]);
  try {
    await host.listens();
    await kit.start();
  } catch (error) {
    await host.close();
    // Between finding a free port and listening there, somebody else may have taken it.
    if (attempts > 1 && /Port \d+ is taken|EADDRINUSE/.test(String(error))) {
      return openWorld(folder, attempts - 1);
    }
    throw error;
  }
  return new World(kit, host, demoUrl);
}

/** A test with a world of its own, which must come to its end without trouble on any page. */
export const test = base.extend<{ world: World }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures' names from the pattern
  world: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'incident-kit-e2e-'));
    const world = await openWorld(folder);
    try {
      await use(world);
      expect(world.troubles).toEqual([]);
    } finally {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Fills in the form as a person does: by its labels. */
export async function fillIn(
  page: Page,
  report: { title: string; description?: string; who?: string; howBad?: string },
): Promise<void> {
  await page.getByLabel('What is wrong?').fill(report.title);
  if (report.description) await page.getByLabel('What happened?').fill(report.description);
  await page
    .getByRole('radiogroup', { name: 'Who is affected?' })
    .getByText(report.who ?? 'Only me')
    .click();
  await page
    .getByRole('radiogroup', { name: 'How bad is it?' })
    .getByText(report.howBad ?? 'It can wait')
    .click();
}

export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send report' }).click();
}

/** Marks this load of the page, so that a reload would be noticed. */
export async function markLoad(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Object.assign(globalThis, { incidentKitTestMark: true }));
  return async () => {
    expect(await page.evaluate(() => 'incidentKitTestMark' in globalThis)).toBe(true);
  };
}

/** What people said on a timeline, and not what is announced of it to screen readers. */
export function said(page: Page, text: string) {
  return page.locator('incident-timeline .text').getByText(text, { exact: true });
}
