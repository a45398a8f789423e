import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { ensureBrowser } from '../../../../scripts/lib/browser.ts';
import { root } from '../../../../scripts/lib/root.ts';
import { startWorld, type World } from '../../../widgets/support/world.ts';
import { boxesOf } from './boxes.ts';
import type { Sheet, View } from './sheets.ts';

/** When the pictures are taken, always. */
const present = Date.UTC(2027, 2, 10, 10);
/** Past the full minute, so that no number changes between one picture and the next. */
const pastMs = 20_000;

const font = join(
  root,
  'node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
);

const page = (facts: string) => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Stories</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@font-face { font-family: Figtree; src: url(/font.woff2) format('woff2'); font-weight: 300 900 }
:root { color-scheme: light dark; background: Canvas; color: CanvasText; font: 1rem / 1.5 Figtree, sans-serif }
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
  readonly #url: string;
  readonly #close: () => void;

  private constructor(browser: Browser, world: World, url: string, close: () => void) {
    this.#browser = browser;
    this.#world = world;
    this.#url = url;
    this.#close = close;
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
    return new Studio(browser, world, url, () => {
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
    const page = await this.#visit(320);
    await page.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      main.className = 'probe';
      main.innerHTML = `Sphinx of black quartz, <b>judge my vow</b> 0123456789<br>↩ … · → ✓ ⌘ ⏎
        <code>code 0Oo</code> <i>italics</i><br><input value="Text"> <input type="checkbox" checked>
        <select><option>One</option></select>`;
    });
    await page.evaluate(() => document.fonts.load('1rem Figtree').then(() => document.fonts.ready));
    const png = await page.locator('main').screenshot();
    await page.context().close();
    const drawn = createHash('sha256').update(png).digest('hex').slice(0, 16);
    return `Chromium ${this.#browser.version()}, drawing ${drawn}`;
  }

  async #visit(width: number, view: View = {}): Promise<Page> {
    const { colorScheme = 'light' } = view;
    const context: BrowserContext = await this.#browser.newContext({
      colorScheme,
      viewport: { width, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Amsterdam',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(present + pastMs);
    await page.goto(this.#url);
    await page.waitForFunction(() => 'showStories' in globalThis);
    return page;
  }

  /**
   * Shows a sheet in the views that share its window, one after the other.
   * @param look - is given each view, and what takes a picture of it as it is at that moment
   */
  async show(
    sheet: Sheet,
    views: readonly (readonly [string, View])[],
    look: (view: string, take: () => Promise<Picture>, page: Page) => Promise<void>,
  ): Promise<void> {
    const width = views[0]?.[1].width ?? sheet.width;
    const page = await this.#visit(width);
    await page.evaluate((name) => {
      (document.querySelector('main') as HTMLElement).className = name;
    }, sheet.name);
    await page.evaluate((stories) => globalThis.showStories(stories), sheet.stories);
    for (const [name, view] of views) {
      const { colorScheme = 'light', forcedColors = 'none', media = 'screen' } = view;
      await page.emulateMedia({ colorScheme, forcedColors, media });
      await page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, view.dir ?? 'ltr');
      await look(
        name,
        async () => {
          const all = await page.evaluate(() => Math.ceil(document.body.offsetHeight));
          const height = Math.min(all, sheet.height ?? all);
          const png = await page.screenshot({
            fullPage: true,
            clip: { x: 0, y: 0, width, height },
            animations: 'disabled',
          });
          return { png, boxes: await boxesOf(page) };
        },
        page,
      );
    }
    await page.context().close();
  }
}

/** Shows a sheet in each view; `look` is given the name of the picture, e.g. "timeline-dark". */
export async function eachView(
  studio: Studio,
  sheet: Sheet,
  views: Readonly<Record<string, View>>,
  look: (name: string, take: () => Promise<Picture>) => Promise<void>,
): Promise<void> {
  const windows = Map.groupBy(Object.entries(views), ([, { width }]) => width);
  for (const sharing of windows.values()) {
    await studio.show(sheet, sharing, (view, take) => look(`${sheet.name}-${view}`, take));
  }
}
