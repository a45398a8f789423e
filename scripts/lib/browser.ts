import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.ts';
import { root } from './root.ts';
import { ScriptError, step } from './steps.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];

const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser that is on this machine; undefined when there is none. */
function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...wellKnown].find(isExecutable);
}

/** The browser that playwright downloads, once it has. */
async function downloadedBrowser(): Promise<string | undefined> {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

const sentence = `No browser to test in, and none could be installed.
Install Chromium, Chrome or Edge, or set CHROME_PATH to the program.`;

/**
 * The path of a Chromium to test in, installed first where there is none: by the system as root on
 * Debian, else playwright's own.
 * @throws ScriptError a sentence that says what to do
 */
export async function ensureBrowser(): Promise<string> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new ScriptError(`CHROME_PATH is ${chosen}, which is not a program that can be run.`);
  }
  const found = installedBrowser() ?? (await downloadedBrowser());
  if (found) return found;

  const why: string[] = [];
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args: string[]) => run('apt-get', ['-q', ...args], { env });
    const { code, output } = await step('Installing Chromium (apt-get)', async () => {
      await apt('update');
      return apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
    });
    const installed = installedBrowser();
    if (code === 0 && installed) return installed;
    why.push(output.trim().split('\n').slice(-5).join('\n'));
  }
  const { output } = await step('Downloading Chromium (playwright)', () =>
    run(process.execPath, [
      join(root, 'node_modules/playwright-core/cli.js'),
      'install',
      'chromium',
    ]),
  );
  const downloaded = await downloadedBrowser();
  if (downloaded) return downloaded;
  why.push(output.trim().split('\n').slice(-5).join('\n'));
  throw new ScriptError(`${why.join('\n\n')}\n\n${sentence}`);
}
