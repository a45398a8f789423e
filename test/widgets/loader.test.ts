import { expect, waitUntil } from '@open-wc/testing';
import { world } from '../../stories/support.ts';

const { endpoint, siteKey, incidents } = world;

/** A page of its own with the loader as any site embeds it, under a strict policy. */
async function page(body: string, attributes = ''): Promise<Window & typeof globalThis> {
  const frame = document.createElement('iframe');
  const policy = `default-src 'none'; script-src ${endpoint}; connect-src ${endpoint} 'self'`;
  frame.srcdoc = `<!doctype html><html lang="en"><head>
    <meta http-equiv="content-security-policy" content="${policy}">
    <script type="module" src="${endpoint}/kit/loader.js" data-key="${siteKey}" ${attributes}></script>
    </head><body>${body}</body></html>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Window & typeof globalThis;
}

const files = (window: Window) =>
  window.performance
    .getEntriesByType('resource')
    .map(({ name }) => /\/kit\/([\w-]+)\.js$/.exec(name)?.[1])
    .filter(Boolean);
const defined = (window: Window, tag: string) =>
  waitUntil(() => window.customElements.get(tag), `${tag} is defined`, { timeout: 10_000 });

describe('the loader', () => {
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  it('loads nothing but itself where there is no element', async () => {
    const window = await page('<p>Nothing here</p>');
    expect(files(window)).to.deep.equal(['loader']);
  });

  it('loads only the elements that are on the page, and tells them their server', async () => {
    const window = await page(`<sla-badge incident="${incidents.met}"></sla-badge>`);
    await defined(window, 'sla-badge');
    const badge = window.document.querySelector('sla-badge');
    await waitUntil(() => badge?.matches(':state(met)'), 'is met', { timeout: 10_000 });
    expect(files(window)).to.deep.equal(['loader', 'sla-badge']);
  });

  it('loads neither what calls the API nor templates for a badge', async () => {
    const window = await page(`<sla-badge incident="${incidents.met}"></sla-badge>`);
    await defined(window, 'sla-badge');
    const all = window.performance.getEntriesByType('resource').map(({ name }) => name);
    const shared = all.filter((name) => name.includes('/chunks/'));
    expect(shared).not.to.be.empty;
    const code = await Promise.all(shared.map(async (name) => (await fetch(name)).text()));
    // What calls the API, templates, reports that wait, and who is signed in.
    for (const sign of ['/trpc/', '_$litType$', 'indexedDB', 'token-unavailable']) {
      expect(code.filter((each) => each.includes(sign))).to.be.empty;
    }
  });

  it('loads elements that come later, wherever they are, and each once', async () => {
    const window = await page('<main></main>');
    const { document } = window;
    const section = document.createElement('section');
    section.innerHTML = '<div><p><sla-badge incident="INC-1"></sla-badge></p></div>';
    document.querySelector('main')?.append(section);
    await defined(window, 'sla-badge');
    for (let times = 0; times < 3; times++) {
      document.body.append(document.createElement('sla-badge'));
    }
    document.body.append(document.createElement('incident-provider'));
    await defined(window, 'incident-provider');
    expect(files(window)).to.deep.equal(['loader', 'sla-badge', 'incident-provider']);
  });

  it('takes the endpoint and the host’s token address from its tag', async () => {
    const window = await page('', 'data-endpoint="https://elsewhere.example" data-token-url="/t"');
    const page_ = Reflect.get(window, Symbol.for('incident-kit/page@1'));
    expect(page_.settings).to.deep.equal({
      endpoint: 'https://elsewhere.example',
      siteKey,
      tokenUrl: '/t',
    });
  });

  it('breaks no rule of a strict policy', async () => {
    const window = await page('<main></main>');
    const broken: string[] = [];
    window.document.addEventListener('securitypolicyviolation', (event) =>
      broken.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
    const { document } = window;
    for (const variant of ['pill', 'ring', 'bar']) {
      const badge = document.createElement('sla-badge');
      badge.setAttribute('incident', incidents.warning);
      badge.setAttribute('target', 'resolution');
      badge.setAttribute('variant', variant);
      document.body.append(badge);
    }
    document.body.append(
      ...['incident-list', 'incident-report', 'incident-timeline', 'priority-matrix'].map((tag) =>
        document.createElement(tag),
      ),
    );
    await waitUntil(
      () => document.querySelectorAll('sla-badge:state(warning)').length === 3,
      'all badges stand',
      { timeout: 10_000 },
    );
    for (const tag of [
      'incident-list',
      'incident-report',
      'incident-timeline',
      'priority-matrix',
    ]) {
      await defined(window, tag);
    }
    expect(broken).to.deep.equal([]);
  });
});
