import { execFile, spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';

const execute = promisify(execFile);

interface Manifest {
  name: string;
  version: string;
  bin?: Record<string, string>;
  dependencies: Record<string, string>;
  engines?: { node: string };
}

/** An empty folder outside of the workspace, with what is packed of both packages installed in it. */
let folder: string;
const installed = (name: string, ...path: string[]) => join(folder, 'node_modules', name, ...path);
const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(installed(name, 'package.json'), 'utf8'));

const packages = ['@incident-kit/server', '@incident-kit/widgets'];

/**
 * As npm does it, but with the packages of others from the workspace, as a machine need not reach a
 * registry: only those that a package names are there for it.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incident-kit-installed-'));
  for (const name of packages) {
    const source = join(root, 'packages', name.replace('@incident-kit/', ''));
    const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: source,
    });
    const [{ filename }] = JSON.parse(stdout);
    await mkdir(installed(name), { recursive: true });
    const archive = join(folder, filename);
    await execute('tar', ['-xzf', archive, '--strip-components=1', '-C', installed(name)]);
    await rm(archive);
  }
  for (const owner of packages) {
    for (const name of Object.keys(manifestOf(owner).dependencies)) {
      if (existsSync(installed(name))) continue;
      await mkdir(dirname(installed(name)), { recursive: true });
      // npm puts some beside the package that names them.
      const own = join(root, 'packages', owner.replace('@incident-kit/', ''), 'node_modules', name);
      await symlink(existsSync(own) ? own : join(root, 'node_modules', name), installed(name));
    }
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = () =>
  installed('@incident-kit/server', manifestOf('@incident-kit/server').bin?.['incident-kit'] ?? '');

const environment = () => {
  const { DATABASE_URL: _, INCIDENT_KIT_CONFIG: __, NODE_OPTIONS: ___, ...rest } = process.env;
  return rest;
};

async function incidentKit(...args: string[]) {
  const { stdout } = await execute(process.execPath, [cli(), ...args], {
    cwd: folder,
    env: environment(),
  });
  return stdout;
}

/** The installed command, serving until the test is done. */
async function serve(settings: string): Promise<string> {
  const child = spawn(process.execPath, [cli(), 'serve', '--config', settings, '--port', '0'], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line);
    if (url) return url;
  }
  throw new Error('It ended before it served.');
}

describe('as installed', () => {
  test('a server serves, takes a report, shows its receipt and the elements, and its log is whole', async () => {
    const settings = join(folder, 'incident-kit.json');
    const origin = 'https://intranet.example.com';
    await writeFile(
      settings,
      JSON.stringify({
        database: `sqlite:${join(folder, 'kit.db')}`,
        sites: [
          {
            key: 'pk_installed',
            name: 'Intranet',
            origins: [origin],
            secret: 'k9Qm2xV7bT4nR8sW1zL6cY3fH5jD0pAe',
            highestRole: 'agent',
            anonymous: { report: true, badges: true },
          },
        ],
      }),
    );
    const url = await serve(settings);
    const body = (text: string) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: text,
    });
    const reported = await fetch(
      `${url}/trpc/incidents.report?key=pk_installed`,
      body(
        JSON.stringify({
          key: '2f6f1c0e-6a0b-4f38-9f3d-3a1f0f5a7d11',
          title: 'The lift is stuck',
          impact: 'high',
          urgency: 'high',
        }),
      ),
    );
    expect(reported.status).toBe(200);
    const { incident, receipt } = (await reported.json()).result.data;
    expect(incident).toBe('INC-1');

    const page = new URL(receipt.url, url);
    const html = await (await fetch(new URL(page.pathname, url))).text();
    const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(
      ([, path]) => path,
    );
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts)
      expect((await fetch(new URL(part ?? '', url))).status, part).toBe(200);

    const kit = installed('@incident-kit/widgets', 'dist/kit');
    const files = globSync('**/*.js', { cwd: kit });
    expect(files).toContain('loader.js');
    for (const file of files) {
      const answer = await fetch(`${url}/kit/${file}`);
      expect(answer.status, file).toBe(200);
      expect(await answer.text(), file).toBe(readFileSync(join(kit, file), 'utf8'));
    }

    expect(await incidentKit('verify', '--config', settings)).toContain('The log is whole');
    const copy = join(folder, 'backup.db');
    await incidentKit('backup', '--config', settings, '--out', copy);
    expect(await incidentKit('verify', '--database', `sqlite:${copy}`)).toContain('is whole');
  }, 120_000);

  test('every package says how it is used and under which licence', async () => {
    for (const name of packages) {
      expect(await readFile(installed(name, 'README.md'), 'utf8'), name).toContain(`# ${name}`);
      expect(await readFile(installed(name, 'LICENSE'), 'utf8'), name).toBe(
        await readFile(join(root, 'LICENSE'), 'utf8'),
      );
    }
    const licenses = await readFile(installed(packages[1] ?? '', 'dist/kit/LICENSES.txt'), 'utf8');
    for (const other of ['lit-html', '@lit/reactive-element', 'idb-keyval', 'lucide-static']) {
      expect(licenses).toContain(`${other} `);
    }
  });

  test('every package has in it what its manifest promises', async () => {
    for (const name of packages) {
      const { messages, pkg } = await publint({ pkgDir: installed(name), pack: false });
      expect(
        messages.map((message) => formatMessage(message, pkg)),
        name,
      ).toEqual([]);
    }
  });

  test('a consumer’s types are found, for both packages', async () => {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(folder, 'consumer.ts'),
      `import { type AppRouter, createIncidentKit } from '@incident-kit/server';
       import { configure } from '@incident-kit/widgets';
       import '@incident-kit/widgets/incident-report/define';
       const kit = createIncidentKit({ database: 'sqlite:kit.db' });
       export const answer: Promise<Response> = kit.fetch(new Request('http://kit.example/healthz'));
       export type Router = AppRouter;
       configure({ endpoint: 'http://kit.example' });
       document.querySelector('incident-report')?.submit();
       // @ts-expect-error there is no such setting
       createIncidentKit({ databases: 'sqlite:kit.db' });
      `,
    );
    const args = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const types = join(root, 'node_modules/@types');
    await symlink(types, installed('@types'));
    const { stdout } = await execute(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), ...args, '--types', 'node', 'consumer.ts'],
      { cwd: folder },
    ).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  }, 60_000);

  test('on a Node that is too old, every command says so instead of ending without a word', async () => {
    const { engines } = manifestOf('@incident-kit/server');
    expect(engines?.node).toBe('>=22.12');
    const older = (version: string) =>
      `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
    for (const [version, isTooOld] of [
      ['20.20.2', true],
      ['22.11.0', true],
      ['22.12.0', false],
      ['24.0.0', false],
    ] as const) {
      const { stdout, stderr } = await execute(
        process.execPath,
        ['--import', older(version), cli(), '--help'],
        { cwd: folder },
      ).catch((error: { stdout: string; stderr: string }) => error);
      expect(stderr.includes(`needs Node 22.12 or newer, and this is ${version}`), version).toBe(
        isTooOld,
      );
      expect(stdout.includes('incident-kit serve'), version).toBe(!isTooOld);
    }
    // Inside a server of somebody's own it is refused, before the binary is loaded.
    const script = `
      import { createIncidentKit } from '@incident-kit/server';
      const kit = createIncidentKit({ database: 'sqlite:old.db' });
      const answer = await kit.fetch(new Request('http://kit.example/healthz')).catch((error) => error);
      console.log(answer instanceof Error ? answer.message : await answer.text());
      await kit.close().catch(() => {});`;
    await writeFile(join(folder, 'old.mjs'), script);
    const { stdout, stderr } = await execute(
      process.execPath,
      ['--import', older('20.20.2'), 'old.mjs'],
      { cwd: folder },
    ).catch((error: { stdout: string; stderr: string }) => error);
    expect(stdout + stderr).toContain('needs Node 22.12 or newer');
    expect(existsSync(join(folder, 'old.db'))).toBe(false);
  }, 60_000);
});
