import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { root } from '../../../scripts/lib/root.ts';
import { agentToken, secret } from './agent-token.ts';
import { collectKitFiles, type Weight, weigh } from './bytes.ts';
import { newReport } from './report.ts';
import { serveKit, siteKey } from './servers.ts';

interface Use {
  html: string;
  /** As whom somebody is signed in; without it, nobody is. */
  role?: 'reporter' | 'agent' | 'admin';
  /** Resolves once all has come that comes by itself: the thing itself, since a page with a stream is never idle. */
  use?(page: Page): Promise<unknown>;
}

const uses: Record<string, Use> = {
  // Loaded with the page.
  'nothing (the loader)': { html: '' },
  'sla-badge': {
    html: '<sla-badge incident="INC-1"></sla-badge>',
    use: (page) => page.getByText('Due in').waitFor(),
  },
  'incident-report': {
    html: '<incident-report></incident-report>',
    async use(page) {
      await page.getByLabel('What is wrong?').fill('Weighed');
      await page.getByText('Only me').click();
      await page.getByText('It can wait').click();
      await page.getByRole('button', { name: 'Send report' }).click();
      await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    },
  },
  'incident-list': {
    html: '<incident-list></incident-list>',
    role: 'reporter',
    use: (page) => page.locator('incident-list [part=row]').first().waitFor(),
  },
  'incident-list, a queue': {
    html: '<incident-list view="queue"></incident-list>',
    role: 'agent',
    use: (page) => page.locator('incident-list .row').first().waitFor(),
  },
  'incident-timeline': {
    html: '<incident-timeline incident="INC-2"></incident-timeline>',
    role: 'reporter',
    async use(page) {
      // Its stream is the last thing that it asks for.
      const stream = page.waitForRequest((request) => /\/live\b/.test(request.url()));
      await page.locator('incident-timeline #note').waitFor();
      await stream;
    },
  },
  'priority-matrix': {
    html: '<priority-matrix></priority-matrix>',
    role: 'admin',
    use: (page) => page.locator('priority-matrix [role=grid]').waitFor(),
  },
  'incident-notifications': {
    html: '<incident-notifications></incident-notifications>',
    role: 'agent',
    // Its stream is the last thing that it asks for.
    async use(page) {
      const stream = page.waitForRequest((request) => /\/live\b/.test(request.url()));
      await page.locator('incident-notifications [part=bell]').waitFor();
      await stream;
    },
  },
  'on-call': {
    html: '<on-call></on-call>',
    role: 'agent',
    // Its stream is the last thing that it asks for.
    async use(page) {
      const stream = page.waitForRequest((request) => /\/live\b/.test(request.url()));
      await page.locator('on-call [part=notice]').waitFor();
      await stream;
    },
  },
  'alert-sources': {
    html: '<alert-sources></alert-sources>',
    role: 'admin',
    use: (page) => page.locator('alert-sources [part=notice]').waitFor(),
  },
  'sent-messages': {
    html: '<sent-messages></sent-messages>',
    role: 'admin',
    use: (page) => page.locator('sent-messages [part=notice]').waitFor(),
  },
  'alert-rules': {
    html: '<alert-rules></alert-rules>',
    role: 'admin',
    // Its stream is the last thing that it asks for.
    async use(page) {
      const stream = page.waitForRequest((request) => /\/live\b/.test(request.url()));
      await page.locator('alert-rules [part=notice]').waitFor();
      await stream;
    },
  },
  'incident-learning': {
    html: '<incident-learning></incident-learning>',
    role: 'admin',
    // Its stream is the last thing that it asks for.
    async use(page) {
      const stream = page.waitForRequest((request) => /\/live\b/.test(request.url()));
      await page.locator('incident-learning [part=field]').first().waitFor();
      await stream;
    },
  },
  'service-objectives': {
    html: '<service-objectives></service-objectives>',
    role: 'agent',
    use: (page) => page.locator('service-objectives [part=notice]').waitFor(),
  },
  'signal-anomalies': {
    html: '<signal-anomalies></signal-anomalies>',
    role: 'agent',
    // Its stream is the last thing that it asks for.
    async use(page) {
      const stream = page.waitForRequest((request) => /\/live\b/.test(request.url()));
      await page.locator('signal-anomalies [part=notice]').waitFor();
      await stream;
    },
  },
  'incident-provider': {
    html: '<incident-provider></incident-provider>',
    use: (page) => page.evaluate(() => customElements.whenDefined('incident-provider')),
  },
};

/**
 * What pages of another origin with nothing but one element load of the kit, by the element, in a real
 * browser. The form is filled in and sent.
 * @param checkout the folder of another version of this project, which has been built
 */
export async function weighPages(checkout = root): Promise<Map<string, Weight>> {
  const host = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
    if (pathname === '/token') {
      response.setHeader('content-type', 'application/json');
      response.end(await agentToken(searchParams.get('role') ?? undefined));
      return;
    }
    const name = searchParams.get('element') ?? '';
    const { html = '', role } = uses[name] ?? {};
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Bytes</title><link rel="icon" href="data:,">` +
        `<script type="module" src="${kit.url}/kit/loader.js" data-key="${siteKey}"` +
        `${role ? ` data-token-url="/token?role=${role}"` : ''}></script>${html}`,
    );
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const kit = await serveKit({ origins: [origin], checkout, secret });
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    const weights = new Map<string, Weight>();
    // The form comes first: it reports the incident that the others show.
    const names = Object.keys(uses).filter((name) => name !== 'incident-report');
    for (const name of ['incident-report', ...names]) {
      const context = await browser.newContext();
      const files = collectKitFiles(context);
      const page = await context.newPage();
      await page.goto(`${origin}/?element=${encodeURIComponent(name)}`);
      await uses[name]?.use?.(page);
      weights.set(name, await weigh(files, checkout));
      await context.close();
      if (name === 'incident-report') await reportAsReporter(kit.url, origin);
    }
    return weights;
  } finally {
    await browser.close();
    await kit.stop();
    host.close();
  }
}

/** What a reporter's list and timeline show, INC-2. */
async function reportAsReporter(url: string, origin: string): Promise<void> {
  const { token } = JSON.parse(await agentToken('reporter'));
  const response = await fetch(`${url}/trpc/incidents.report?key=${siteKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, origin },
    body: JSON.stringify(newReport()),
  });
  if (!response.ok) throw new Error(`The report was answered with ${response.status}.`);
}
