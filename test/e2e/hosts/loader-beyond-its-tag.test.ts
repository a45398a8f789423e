import { describe, expect } from 'vitest';
import { siteKey } from '../support/kit-process.ts';
import { test } from '../support/world.ts';

const form = '<incident-report></incident-report>';

describe('a host whose elements are in shadow roots', () => {
  test('has them loaded, whenever and however deep they come', async ({ world }) => {
    const page = await world.open('<main></main><x-late></x-late><div id="plain"></div>', 'rosa');
    await page.waitForFunction(() => Symbol.for('incident-kit/page@1') in globalThis);
    // In a root that was there before it was added, and in a root within.
    await page.evaluate(() => {
      const [outer, inner] = [document.createElement('section'), document.createElement('section')];
      inner.attachShadow({ mode: 'open' }).append(document.createElement('incident-provider'));
      outer.attachShadow({ mode: 'open' }).append(inner);
      document.querySelector('main')?.append(outer);
    });
    await page.waitForFunction(() => customElements.get('incident-provider'));
    // Of an element that is defined later.
    await page.evaluate(() => {
      customElements.define(
        'x-late',
        class extends HTMLElement {
          connectedCallback() {
            this.attachShadow({ mode: 'open' }).append(document.createElement('incident-timeline'));
          }
        },
      );
    });
    await page.waitForFunction(() => customElements.get('incident-timeline'));
    // Attached to what has long been there, and filled later.
    await page.evaluate(() => {
      document.querySelector('#plain')?.attachShadow({ mode: 'open' });
    });
    await page.evaluate(() => {
      const root = document.querySelector('#plain')?.shadowRoot;
      root?.append(document.createElement('incident-report'));
    });
    await page.getByRole('button', { name: 'Send report' }).waitFor();
    // Closed: nobody can look into it but who made it.
    // As text: a bundler would make something else of import().
    await page.evaluate(`import(${JSON.stringify(`${world.kit.url}/kit/loader.js`)}).then(({ load }) => {
      const host = document.createElement('div');
      const root = host.attachShadow({ mode: 'closed' });
      document.body.append(host);
      load(root);
      root.append(document.createElement('priority-matrix'));
    })`);
    await page.waitForFunction(() => customElements.get('priority-matrix'));
  });
});

describe('a host whose script tag is not there, or is another', () => {
  test('has its key and token from the address, also when the tag was taken away', async ({
    world,
  }) => {
    const { host, kit } = world;
    const loader = `${kit.url}/kit/loader.js?key=${siteKey}&token-url=/token/rosa`;
    const there = await world.visit(
      host.pageOf(`<script type="module" src="${loader}"></script>`, form),
    );
    await there.getByText('Rosa Alvarez').first().waitFor();
    const page = await world.visit(host.pageOf('', form));
    await page.evaluate((src) => {
      const script = Object.assign(document.createElement('script'), { type: 'module', src });
      document.head.append(script);
      script.remove();
    }, loader);
    await page.getByText('Rosa Alvarez').first().waitFor();
  });

  test('has its key and token from the tag where the server sends on to another address', async ({
    world,
  }) => {
    const { host, kit } = world;
    const tag = `<script type="module" src="/loader" data-key="${siteKey}" data-token-url="/token/rosa"></script>`;
    host.redirect('/loader', `${kit.url}/kit/loader.js`);
    const page = await world.visit(host.pageOf(tag, form));
    await page.getByText('Rosa Alvarez').first().waitFor();
  });

  test('keeps what the page configured, or says in one line what is missing, where a script imports it', async ({
    world,
  }) => {
    const { host, kit } = world;
    const imported = async (before: string) => {
      const context = await world.newContext();
      const lines: string[] = [];
      context.on('console', (message) => lines.push(message.text()));
      const page = await world.visit(host.pageOf('', form), context);
      const [loader, client] = ['loader', 'client'].map((name) => `${kit.url}/kit/${name}.js`);
      const configured = before && `import('${client}').then((kit) => kit.configure(${before}))`;
      await page.evaluate(`Promise.resolve(${configured}).then(() => import('${loader}'))`);
      return { page, said: () => lines.filter((line) => line.startsWith('Incident Kit')) };
    };
    const configured = await imported(JSON.stringify({ endpoint: kit.url, siteKey }));
    await configured.page.getByRole('button', { name: 'Send report' }).waitFor();
    expect(configured.said()).toEqual([]);
    const bare = await imported('');
    await bare.page.getByText('names no site key').first().waitFor();
    expect(bare.said()).toEqual([expect.stringContaining('loader.js?key=pk_')]);
  });
});
