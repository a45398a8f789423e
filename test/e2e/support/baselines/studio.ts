import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page, type Request } from 'playwright-core';
import { build } from 'vite';
import { ensureBrowser } from '../../../../scripts/lib/browser.ts';
import { root } from '../../../../scripts/lib/root.ts';
import { startWorld, type World } from '../../../widgets/support/world.ts';
import { boxesOf } from './boxes.ts';
import { type Sheet, type View, views } from './sheets.ts';

/** When the pictures are taken, always. */
const present = Date.UTC(2027, 2, 10, 10);
/** Past the full minute, so that no number changes between one picture and the next. */
const pastMs = 20_000;

/** How long nothing is asked before everything has been, and how long what is never answered is waited for, ms. */
const quietMs = 500;
const mostMs = 5_000;

/** How high the window is, CSS pixels. */
const height = 900;

const font = join(
  root,
  'node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
);

const page = (facts: string) => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Stories</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@font-face { font-family: Figtree; src: url(/font.woff2) format('woff2'); font-weight: 300 900 }
:root { color-scheme: light dark; caret-color: transparent; background: Canvas; color: CanvasText; font: 1rem / 1.5 Figtree, sans-serif }
body { margin: 0 }
main { padding: 12px }
main div { max-inline-size: 100% }
main.badge { display: grid; gap: 10px }
.probe { padding: 4px; inline-size: 20rem }
</style>
<script>globalThis.incidentKitWorld = ${facts}</script>
<script type="module" src="/stage.js"></script></head><body><main></main></body></html>`;

/** What the sources make of the stories, by file. */
async function bundle(): Promise<Map<string, string>> {
  const made = await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { conditions: ['incident-kit-source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: { stage: join(import.meta.dirname, 'stage.ts') },
        output: { entryFileNames: '[name].js' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const files = new Map<string, string>();
  for (const each of [made].flat()) {
    if (!('output' in each)) continue;
    for (const file of each.output) if ('code' in file) files.set(`/${file.fileName}`, file.code);
  }
  return files;
}

export interface Picture {
  png: Buffer;
  boxes: string[];
}

/** Takes pictures of stories: the same server, time, fonts and browser each time. */
export class Studio {
  readonly #browser: Browser;
  readonly #world: World;
  /** One for all sheets: to load it takes longer than to show what is on them. */
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #close: () => void;
  /** What the page has asked for and has no answer to. */
  readonly #asked = new Set<Request>();
  #lastAskedAt = 0;

  private constructor(
    browser: Browser,
    world: World,
    page: Page,
    session: CDPSession,
    close: () => void,
  ) {
    this.#browser = browser;
    this.#world = world;
    this.#page = page;
    this.#session = session;
    this.#close = close;
    const count = (change: (request: Request) => void) => (request: Request) => {
      // What is live is never answered to the end.
      if (new URL(request.url()).pathname.endsWith('/live')) return;
      change(request);
      this.#lastAskedAt = Date.now();
    };
    const isDone = count((request) => this.#asked.delete(request));
    page.on(
      'request',
      count((request) => this.#asked.add(request)),
    );
    page.on('requestfinished', isDone);
    page.on('requestfailed', isDone);
  }

  static async open(): Promise<Studio> {
    const files = await bundle();
    let world: World | undefined;
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://host');
      const code = files.get(pathname);
      const answer = (type: string, body: string | Buffer) =>
        response.writeHead(200, { 'content-type': type }).end(body);
      if (code) answer('text/javascript', code);
      else if (pathname === '/') answer('text/html', page(JSON.stringify(world?.facts)));
      else if (extname(pathname) === '.woff2') answer('font/woff2', await readFile(font));
      else if (!(await world?.handle(request, response))) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let time = present;
    world = await startWorld([url], () => time);
    time += pastMs;
    const browser = await chromium.launch({
      executablePath: await ensureBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // What would follow the machine's settings.
        '--font-render-hinting=none',
        '--disable-font-subpixel-positioning',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
      ],
    });
    const stage = await visit(browser, url);
    const session = await stage.context().newCDPSession(stage);
    return new Studio(browser, world, stage, session, () => {
      server.close();
      server.closeAllConnections();
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#close();
    await this.#world.close();
  }

  /**
   * What pictures depend on besides the elements: the browser, and how it draws letters, fields and signs that
   * the page's own font has not.
   */
  async takenWith(): Promise<string> {
    const page = this.#page;
    await page.setViewportSize({ width: 320, height });
    await page.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      main.className = 'probe';
      main.innerHTML = `Sphinx of black quartz, <b>judge my vow</b> 0123456789<br>↩ … · → ✓ ⌘ ⏎
        <code>code 0Oo</code> <i>italics</i><br><input value="Text"> <input type="checkbox" checked>
        <select><option>One</option></select>`;
    });
    await page.evaluate(() => document.fonts.load('1rem Figtree').then(() => document.fonts.ready));
    const png = await page.locator('main').screenshot();
    const drawn = createHash('sha256').update(png).digest('hex').slice(0, 16);
    return `Chromium ${this.#browser.version()}, drawing ${drawn}`;
  }

  /**
   * Shows a sheet in each view, one after the other.
   * @param look - is given each view, and what takes a picture of it as it is at that moment
   */
  async show(
    sheet: Sheet,
    views: Readonly<Record<string, View>>,
    look: (view: string, take: () => Promise<Picture>, page: Page) => Promise<void>,
  ): Promise<void> {
    const page = this.#page;
    let shown: number | undefined;
    for (const [name, view] of Object.entries(views)) {
      const { colorScheme = 'light', forcedColors = 'none', media = 'screen' } = view;
      const { dir = 'ltr', width = sheet.width } = view;
      await page.emulateMedia({ colorScheme, forcedColors, media, reducedMotion: 'reduce' });
      if (width !== shown) await page.setViewportSize({ width, height });
      if (!shown) {
        await page.evaluate((stories) => globalThis.showStories(stories), sheet);
        await this.#isAnswered();
      }
      shown = width;
      await page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, dir);
      await look(name, () => this.#take(sheet, width), page);
    }
  }

  /** Resolves once nothing was asked for a moment: some of what elements show they ask for once they are shown. */
  async #isAnswered(): Promise<void> {
    const giveUpAt = Date.now() + mostMs;
    const isQuiet = () => this.#asked.size === 0 && Date.now() - this.#lastAskedAt > quietMs;
    while (!isQuiet() && Date.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #take(sheet: Sheet, width: number): Promise<Picture> {
    const page = this.#page;
    const most = sheet.height ?? Infinity;
    const end = await page.evaluate((most) => {
      // A page in which nothing moves may be given no frame for as long as its picture waits for one.
      const stage = globalThis as { nextFrame?: number };
      const again = () => {
        stage.nextFrame = requestAnimationFrame(again);
      };
      again();
      const shown = [...document.querySelectorAll('main *')];
      const dialogs = shown.flatMap(
        (each) =>
          each.shadowRoot?.querySelector('dialog[open], .panel[popover]:popover-open') ?? [],
      );
      const ends = dialogs.map((each) => each.getBoundingClientRect().bottom);
      return Math.ceil(Math.max(Math.min(document.body.offsetHeight, most), ...ends));
    }, most);
    // The browser's own: what takes pictures for any page takes several times as long.
    const { data } = await this.#session.send('Page.captureScreenshot', {
      clip: { x: 0, y: 0, width, height: end, scale: 1 },
      // Makes the window another for a moment, of which elements hear.
      captureBeyondViewport: end > height,
      optimizeForSpeed: true,
    });
    await page.evaluate(() =>
      cancelAnimationFrame((globalThis as { nextFrame?: number }).nextFrame ?? 0),
    );
    return { png: Buffer.from(data, 'base64'), boxes: await boxesOf(page) };
  }
}

async function visit(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Amsterdam' });
  const page = await context.newPage();
  await page.clock.setFixedTime(present + pastMs);
  await page.goto(url);
  await page.waitForFunction(() => 'showStories' in globalThis);
  return page;
}

/** Shows a sheet in each view; `look` is given the name of the picture, e.g. "timeline-dark". */
export async function eachView(
  studio: Studio,
  sheet: Sheet,
  look: (name: string, take: () => Promise<Picture>) => Promise<void>,
): Promise<void> {
  const seen = Object.entries(views).filter(([name]) => sheet.views?.includes(name) ?? true);
  await studio.show(sheet, Object.fromEntries(seen), (view, take) =>
    look(`${sheet.name}-${view}`, take),
  );
}
