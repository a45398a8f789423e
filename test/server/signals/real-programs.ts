import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { IncidentKitOptions } from '@incident-kit/server';
import { expect, onTestFinished } from 'vitest';
import type { Alertmanager } from '../../../scripts/lib/alertmanager.ts';
import { answers, freePort } from '../../../scripts/lib/ports.ts';
import { noLimits } from '../../support/no-limits.ts';
import { temporaryFolder } from '../support/database.ts';
import { intranet } from '../support/kit.ts';

const cli = fileURLToPath(new URL('../../../packages/server/src/cli.ts', import.meta.url));

/** For programs that wait for each other on a machine that does other things besides, milliseconds. */
export const patience = 180_000;

function started(child: ChildProcess): { process: ChildProcess; kill(): Promise<void> } {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = () => {
    child.kill('SIGKILL');
    return exited;
  };
  onTestFinished(kill);
  return { process: child, kill };
}

/** The real command, as its own process; always on the same port, as others know it there. */
export async function serve(
  database: string,
  port: number,
  settings: Pick<IncidentKitOptions, 'sources' | 'channels'>,
) {
  const config = join(temporaryFolder(), 'incident-kit.json');
  writeFileSync(config, JSON.stringify({ sites: [intranet], limits: noLimits, ...settings }));
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=incident-kit-source', cli, 'serve'],
      ...['--config', config, '--port', String(port)],
    ],
    { env: { ...process.env, DATABASE_URL: database }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const server = started(child);
  expect(await answers(`http://127.0.0.1:${port}/healthz`, child)).toBe(true);
  return server;
}

/** An Alertmanager with this configuration. @returns its address */
export async function alertmanagerWith(
  { program, folder }: Alertmanager,
  config: object,
): Promise<string> {
  const data = temporaryFolder();
  const port = await freePort();
  // YAML takes JSON.
  writeFileSync(join(data, 'alertmanager.yml'), JSON.stringify(config));
  const child = spawn(
    program,
    [
      `--config.file=${join(data, 'alertmanager.yml')}`,
      `--storage.path=${join(data, 'storage')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  started(child);
  const url = `http://127.0.0.1:${port}`;
  expect(await answers(`${url}/-/healthy`, child)).toBe(true);
  return url;
}

/** A Prometheus with this configuration, and these rules, which it looks at every second. */
export async function prometheusWith(
  program: string,
  config: object,
  rules: object[],
): Promise<void> {
  const data = temporaryFolder();
  const port = await freePort();
  const every = { scrape_interval: '1s', evaluation_interval: '1s' };
  const all = { global: every, rule_files: ['rules.yml'], ...config };
  writeFileSync(join(data, 'rules.yml'), JSON.stringify({ groups: [{ name: 'all', rules }] }));
  writeFileSync(join(data, 'prometheus.yml'), JSON.stringify(all));
  const child = spawn(
    program,
    [
      `--config.file=${join(data, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(data, 'storage')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { cwd: data, stdio: 'ignore' },
  );
  started(child);
  expect(await answers(`http://127.0.0.1:${port}/-/ready`, child)).toBe(true);
}

/** Waits until something holds; not yet holds what throws. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  let problem: unknown;
  for (let tries = 0; tries < 600; tries += 1) {
    problem = undefined;
    const isSo = await holds().catch((error) => {
      problem = error;
      return false;
    });
    if (isSo) return;
    await after(100);
  }
  throw new Error(`It never came to this: ${what}.`, { cause: problem });
}
