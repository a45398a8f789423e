import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../../scripts/lib/engines.ts';
import { answers, freePort } from '../../../scripts/lib/ports.ts';
import { hasExited, stop } from '../../../scripts/lib/processes.ts';
import { type ElementReference, overHttp, overMarionette, type WebDriver } from './webdriver.ts';

/**
 * Looks through every shadow root for the first element that is seen, matches the selector and, if
 * words are given, says just these.
 */
const search = `
  const [selector, words] = arguments;
  const says = (element) => element.textContent.replace(/\\s+/g, ' ').trim();
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const isIt =
        element.matches(selector) &&
        element.checkVisibility() &&
        (words === null || says(element) === words);
      const found = isIt ? element : element.shadowRoot && look(element.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  const found = look(document);`;

/** A browser of another engine than Chromium, with the page that is looked at. */
export class EngineBrowser {
  readonly #driver: WebDriver;

  constructor(driver: WebDriver) {
    this.#driver = driver;
  }

  async visit(url: string): Promise<void> {
    await this.#driver.navigate(url);
  }

  /** Does something in a tab of its own, and comes back to the one that was looked at. */
  async inAnotherTab(work: () => Promise<void>): Promise<void> {
    const before = await this.#driver.currentTab();
    await this.#driver.switchTo(await this.#driver.openTab());
    await work();
    await this.visit('about:blank');
    await this.#driver.switchTo(before);
  }

  /** Waits for an element that is seen, in whatever shadow root. */
  async find(selector: string, words: string | null = null): Promise<ElementReference> {
    const end = performance.now() + 20_000;
    for (;;) {
      const found = await this.#driver.execute<ElementReference | null>(
        `${search} return found;`,
        selector,
        words,
      );
      if (found) return found;
      if (performance.now() > end) throw new Error(`No ${selector} says ${words ?? 'anything'}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async click(selector: string, words: string | null = null): Promise<void> {
    await this.#driver.click(await this.find(selector, words));
  }

  async type(selector: string, text: string): Promise<void> {
    await this.#driver.type(await this.find(selector), text);
  }

  /** What the first such element says now; empty while there is none. */
  text(selector: string): Promise<string> {
    return this.#driver.execute(`${search} return found ? says(found) : '';`, selector, null);
  }

  evaluate<T>(body: string): Promise<T> {
    return this.#driver.execute(body);
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}

/** A browser that has been started, and its end. */
export interface StartedEngine {
  browser: EngineBrowser;
  stop(): Promise<void>;
}

/** Starts an engine; everything that was started for it ends with it. */
export async function startEngine(engine: Engine): Promise<StartedEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-engine-'));
  const children: ChildProcess[] = [];
  let browser: EngineBrowser | undefined;
  const end = async () => {
    await browser?.close().catch(() => undefined);
    for (const child of children.reverse()) {
      // A group of its own, so that nothing that the browser started outlives it.
      if (child.pid && !hasExited(child)) process.kill(-child.pid, 'SIGTERM');
      await stop(child);
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const launch = (program: string | undefined, args: string[], env: object = {}) => {
    const child = spawn(program ?? '', args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
      env: { ...process.env, HOME: folder, ...env },
    });
    children.push(child);
    return child;
  };
  try {
    const { programs, name } = engine;
    const port = await freePort();
    if (name === 'Firefox') {
      await writeFile(join(folder, 'user.js'), `user_pref("marionette.port", ${port});\n`);
      const child = launch(programs.firefox, [
        ...['--headless', '--marionette', '--no-remote', '--profile', folder, 'about:blank'],
      ]);
      browser = new EngineBrowser(await overMarionette(port, () => hasExited(child)));
    } else {
      const display = await freeDisplay(launch(programs.display, ['-displayfd', '3']));
      const address = `http://127.0.0.1:${port}`;
      const driver = launch(programs.driver, [`--port=${port}`], { DISPLAY: `:${display}` });
      if (!(await answers(`${address}/status`, driver))) throw new Error('No WebKitWebDriver.');
      const options = { binary: programs.browser, args: ['--automation'] };
      browser = new EngineBrowser(await overHttp(address, { 'webkitgtk:browserOptions': options }));
    }
    return { browser, stop: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The number of the display that Xvfb has found to be free. */
async function freeDisplay(xvfb: ChildProcess): Promise<string> {
  const pipe = xvfb.stdio[3];
  if (!pipe) throw new Error('Xvfb has no pipe.');
  return new Promise((resolve, reject) => {
    pipe.once('data', (chunk) => resolve(String(chunk).trim()));
    xvfb.once('exit', () => reject(new Error('Xvfb did not start.')));
  });
}
