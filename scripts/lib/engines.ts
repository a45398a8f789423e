import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser engine besides Chromium in which the main flows run where it is on this machine. */
export interface Engine {
  name: 'Firefox' | 'WebKit';
  /** Paths of the programs that it takes, by a name of their own. */
  programs: Record<string, string>;
}

interface Wanted {
  name: Engine['name'];
  /** Where each program may be: names to look for in PATH, or whole paths. */
  programs: Record<string, string[]>;
  /** What brings them on Debian. */
  packages: string[];
}

const webkitLibraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) =>
  ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((library) => `/usr/lib/${machine}/${library}`),
);

const wanted: Wanted[] = [
  {
    name: 'Firefox',
    programs: {
      firefox: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    },
    packages: ['firefox-esr'],
  },
  {
    name: 'WebKit',
    programs: {
      driver: ['WebKitWebDriver'],
      // The driver's own browser; it has no headless mode.
      browser: webkitLibraries.map((folder) => `${folder}/MiniBrowser`),
      display: ['Xvfb'],
    },
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
];

function find(candidates: string[], folders: string[]): string | undefined {
  return candidates
    .flatMap((name) => (name.startsWith('/') ? [name] : folders.map((each) => join(each, name))))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * The engines that are on this machine, and for each that is not a sentence that says how to get it.
 *
 * @param path - Folders to look for programs in, as in the variable PATH.
 */
export function findEngines(path = process.env.PATH ?? ''): {
  engines: Engine[];
  missing: string[];
} {
  const folders = path.split(delimiter);
  const engines: Engine[] = [];
  const missing: string[] = [];
  for (const { name, programs, packages } of wanted) {
    const found = Object.entries(programs).map(
      ([key, names]) => [key, find(names, folders)] as const,
    );
    if (found.every(([, path]) => path)) {
      engines.push({ name, programs: Object.fromEntries(found) as Record<string, string> });
    } else {
      missing.push(
        `The main flows do not run in ${name}, which is not on this machine: on Debian, \`apt-get install ${packages.join(' ')}\` brings it.`,
      );
    }
  }
  return { engines, missing };
}
