import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';

interface Manifest {
  name: string;
  exports: Record<string, string | Record<string, string>>;
}

const manifests = await Promise.all(
  ['server', 'widgets'].map(async (name): Promise<[string, Manifest]> => {
    const folder = join(root, 'packages', name);
    return [folder, JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))];
  }),
);

describe.each(manifests)('%s', (folder, manifest) => {
  test('every file that is exported is there', () => {
    for (const [path, target] of Object.entries(manifest.exports)) {
      if (path.includes('*')) continue;
      const files = typeof target === 'string' ? [target] : Object.values(target);
      for (const file of files)
        expect(existsSync(join(folder, file)), `${path}: ${file}`).toBe(true);
    }
  });

  test('every module can be imported where there is no DOM', async () => {
    const modules = Object.keys(manifest.exports)
      // The loader is for script tags: it has nothing to do where there is no page.
      .filter((path) => !path.endsWith('.json') && path !== './loader' && !path.includes('*'))
      .map((path) => manifest.name + path.slice(1));
    expect(modules.length).toBeGreaterThan(1);
    const script = modules.map((name) => `await import(${JSON.stringify(name)});`).join('\n');
    const run = promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', `${script}\nconsole.log('imported');`],
      { cwd: root },
    );
    expect((await run).stdout).toBe('imported\n');
  });
});
