import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { ensureBrowser } from './scripts/lib/browser.ts';
import { buildWhatIsOutOfDate } from './scripts/lib/build.ts';
import { freePort } from './scripts/lib/ports.ts';
import { startWorld } from './test/widgets/support/world.ts';

// The loader's tests load what pages load: the built files.
await buildWhatIsOutOfDate();
const executablePath = await ensureBrowser();
const port = await freePort();
let world;

/** The real kit server, and the part of the host page's own server. */
const server = {
  name: 'incident-kit-world',
  async serverStart() {
    world = await startWorld([`http://127.0.0.1:${port}`, `http://localhost:${port}`]);
    world.facts.stories = readdirSync('stories').filter((name) => name.endsWith('.stories.ts'));
  },
  async serverStop() {
    await world?.close();
  },
};

/** What a test says of the page's colours is set on the browser; emulateMedia knows no forced colours. */
const media = {
  name: 'incident-kit-media',
  sessions: new Map(),
  async executeCommand({ command, payload, session: { id, browser } }) {
    if (command !== 'emulate-colors') return;
    // Kept: what is emulated ends with the session that asked for it.
    const page = this.sessions.get(id) ?? (await browser.getPage(id).createCDPSession());
    this.sessions.set(id, page);
    await page.send('Emulation.setEmulatedMedia', {
      features: Object.entries(payload).map(([name, value]) => ({ name, value })),
    });
    return true;
  },
};

/**
 * A page's results reach the runner as a copy, and nothing that cannot be copied, an element or an address that an
 * assertion held, may keep them from it: the page would be waited for until its time is out.
 */
function makeReportable() {
  const { structuredClone } = window;
  const reportable = (key, value) => {
    if (typeof value === 'function' || typeof value === 'symbol') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    // What an assertion compared may be an element, which leads to all that there is, by more ways than can be gone.
    if (key === 'actual' || key === 'expected') return String(value);
    const isPlain =
      Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
    return isPlain ? value : String(value);
  };
  window.structuredClone = (value, options) => {
    if (value?.type !== 'wtr-session-finished') return structuredClone(value, options);
    try {
      return JSON.parse(JSON.stringify(value, reportable));
    } catch {
      // It leads in a circle elsewhere: copied as everything else is.
    }
    return structuredClone(value, options);
  };
}

export default {
  // What takes longest begins: at the end one page would be busy with it alone.
  files: ['test/widgets/stories.test.ts', 'test/widgets/**/*.test.ts'],
  hostname: '127.0.0.1',
  port,
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: { exportConditions: ['incident-kit-source', 'browser', 'production'] },
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
    server,
    media,
  ],
  middleware: [
    async (context, next) => {
      if (!(await world?.handle(context.req, context.res))) return next();
      context.respond = false;
    },
  ],
  testRunnerHtml: (testFramework) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tests</title></head><body>
<script>(${makeReportable})();</script>
<script>globalThis.incidentKitWorld = ${JSON.stringify(world?.facts)};</script>
<script type="module" src="${testFramework}"></script></body></html>`,
  browsers: [
    chromeLauncher({
      // Two pages of one window hide each other, and a hidden one gets no frames: each has its own.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
      launchOptions: {
        executablePath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  ],
  concurrency: 2,
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 300_000,
};
