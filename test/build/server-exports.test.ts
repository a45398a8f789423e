import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';

const execute = promisify(execFile);

interface Manifest {
  name: string;
  version: string;
  exports: Record<string, string | Record<string, string>>;
}

const folder = join(root, 'packages/server');
const manifest: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

describe('the exports of the server', () => {
  test('every file that is exported is there', () => {
    for (const [path, target] of Object.entries(manifest.exports)) {
      const files = typeof target === 'string' ? [target] : Object.values(target);
      for (const file of files)
        expect(existsSync(join(folder, file)), `${path}: ${file}`).toBe(true);
    }
  });

  test('every module can be imported where there is no DOM', async () => {
    const modules = Object.keys(manifest.exports)
      .filter((path) => !path.endsWith('.json'))
      .map((path) => manifest.name + path.slice(1));
    expect(modules.length).toBeGreaterThan(1);
    const script = modules.map((name) => `await import(${JSON.stringify(name)});`).join('\n');
    const run = execute(
      process.execPath,
      ['--input-type=module', '--eval', `${script}\nconsole.log('imported');`],
      { cwd: root },
    );
    expect((await run).stdout).toBe('imported\n');
  });
});
