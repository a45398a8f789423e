import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
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

  test('what is packed serves the page of a receipt', async () => {
    const unpacked = await mkdtemp(join(tmpdir(), 'incident-kit-packed-'));
    onTestFinished(() => rm(unpacked, { recursive: true, force: true }));
    await execute('npm', ['pack', '--pack-destination', unpacked], { cwd: folder });
    await execute('tar', ['-xzf', `incident-kit-server-${manifest.version}.tgz`], {
      cwd: unpacked,
    });
    // Its dependencies, as an installation would have them.
    await symlink(join(root, 'node_modules'), join(unpacked, 'node_modules'));
    const script = `
      import { createIncidentKit } from ${JSON.stringify(join(unpacked, 'package/dist/index.js'))};
      const kit = createIncidentKit({ database: 'sqlite:' + ${JSON.stringify(join(unpacked, 'kit.db'))} });
      const statuses = [];
      for (const path of ['/receipt', '/receipt/receipt.css', '/receipt/receipt.js']) {
        statuses.push((await kit.fetch(new Request('http://kit.example' + path))).status);
      }
      await kit.close();
      console.log(statuses.join());`;
    const run = await execute(process.execPath, ['--input-type=module', '--eval', script]);
    expect(run.stdout).toBe('200,200,200\n');
  });
});
