import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { temporaryFolder, testKit } from './support/kit.ts';

const run = promisify(execFile);
const guide = readFileSync(join(root, 'docs/guides/host-tokens.md'), 'utf8');
const secret = 'Zq7mP4xTnB2vK9sW6cL1yR8dH3fJ5gAe';
const site = { key: 'pk_intranet', name: 'Intranet', origins: [], secret };

/** How each is made a program of that prints one token. */
const languages: Record<
  string,
  { file: string; command: string; program(snippet: string): string }
> = {
  js: {
    file: 'token.mjs',
    command: process.execPath,
    program: (snippet) =>
      `${snippet}\nconsole.log(await tokenOf({ id: 'u-1', name: 'Åsa “A” Ek' }));`,
  },
  python: {
    file: 'token_of.py',
    command: 'python3',
    program: (snippet) => `${snippet}\nprint(token_of("u-1", "Åsa “A” Ek"))`,
  },
  php: {
    file: 'token.php',
    command: 'php',
    program: (snippet) => `${snippet}\necho token_of("u-1", "Åsa “A” Ek");`,
  },
  java: {
    file: 'Main.java',
    command: 'java',
    program: (snippet) => {
      const [imports = '', rest = ''] = snippet.split(/(?=final class)/);
      const main = 'System.out.println(HostToken.of("u-1", "Åsa “A” Ek"));';
      return `${imports}class Main { public static void main(String[] a) throws Exception { ${main} } }\n${rest}`;
    },
  },
};

async function isThere(command: string): Promise<boolean> {
  return run(command, ['--version']).then(
    () => true,
    () => false,
  );
}

const names = Object.keys(languages);
const there = await Promise.all(names.map((name) => isThere(languages[name]?.command ?? '')));
const runnable = names.filter((_, index) => there[index]);
if (runnable.length < names.length) {
  const missing = names.filter((name) => !runnable.includes(name)).join(', ');
  console.info(
    `The guide's snippets in ${missing} did not run: this machine has no such language.`,
  );
}

test.each(runnable)(
  'ACC-3: the guide’s snippet in %s makes a token that is taken',
  async (name) => {
    const language = languages[name];
    const [, snippet] = new RegExp(`\`\`\`${name}\n(.*?)\`\`\``, 's').exec(guide) ?? [];
    if (!language || !snippet) throw new Error(`The guide has no snippet in ${name}.`);
    const folder =
      name === 'js' ? join(root, 'node_modules/.incident-kit-test') : temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const file = join(folder, language.file);
    writeFileSync(file, language.program(snippet));
    const env = { ...process.env, INCIDENT_KIT_SECRET: secret, PYTHONIOENCODING: 'utf-8' };
    const { stdout } = await run(language.command, [file], { env });
    const { as } = testKit({ sites: [site], now: () => Date.now() });
    const list = await as({ bearer: stdout.trim(), site }).incidents.list.query({});
    expect(list.incidents).toEqual([]);
  },
);
