import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { root } from '../../../scripts/lib/root.ts';
import { agentToken, secret } from './agent-token.ts';
import { collectKitFiles, type Weight, weigh } from './bytes.ts';
import { serveKit, siteKey } from './servers.ts';

interface Use {
  html: string;
  /** Somebody of the desk is signed in. */
  isForAgents?: true;
  use(page: Page): Promise<unknown>;
}

const uses: Record<string, Use> = {
  'nothing (the loader)': { html: '', use: (page) => page.waitForLoadState('networkidle') },
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
    use: (page) => page.waitForLoadState('networkidle'),
  },
  'incident-list, a queue': {
    html: '<incident-list view="queue"></incident-list>',
    isForAgents: true,
    use: async (page) => {
      await page.locator('.row').first().waitFor();
      await page.waitForLoadState('networkidle');
    },
  },
  'incident-timeline': {
    html: '<incident-timeline incident="INC-1"></incident-timeline>',
    use: (page) => page.waitForLoadState('networkidle'),
  },
  'priority-matrix': {
    html: '<priority-matrix></priority-matrix>',
    use: (page) => page.waitForLoadState('networkidle'),
  },
  'incident-provider': {
    html: '<incident-provider></incident-provider>',
    use: (page) => page.waitForLoadState('networkidle'),
  },
};

/**
 * What pages of another origin with nothing but one element load of the kit, by the element, in a real
 * browser. The form is filled in and sent.
 * @param checkout the folder of another version of this project, which has been built
 */
export async function weighPages(checkout = root): Promise<Map<string, Weight>> {
  const host = createServer(async (request, response) => {
    if (request.url === '/token') {
      response.setHeader('content-type', 'application/json');
      response.end(await agentToken());
      return;
    }
    const name = new URL(request.url ?? '', 'http://host').searchParams.get('element') ?? '';
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Bytes</title><link rel="icon" href="data:,">` +
        `<script type="module" src="${kit.url}/kit/loader.js" data-key="${siteKey}"` +
        `${uses[name]?.isForAgents ? ' data-token-url="/token"' : ''}></script>` +
        `${uses[name]?.html ?? ''}`,
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
      await uses[name]?.use(page);
      weights.set(name, await weigh(files, checkout));
      await context.close();
    }
    return weights;
  } finally {
    await browser.close();
    await kit.stop();
    host.close();
  }
}
