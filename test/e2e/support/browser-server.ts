import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { ensureBrowser } from '../../../scripts/lib/browser.ts';
import { buildWhatIsOutOfDate } from '../../../scripts/lib/build.ts';

let browser: BrowserServer | undefined;

/** One browser for all files; each test opens windows of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  await buildWhatIsOutOfDate();
  browser = await chromium.launchServer({
    executablePath: await ensureBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Pages in the background are looked at as well.
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
    ],
  });
  project.provide('browser', browser.wsEndpoint());
}

export async function teardown(): Promise<void> {
  await browser?.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
  }
}
