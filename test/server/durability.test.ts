import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { noLimits } from '../support/no-limits.ts';
import { programFile } from '../support/programs.ts';
import { telling } from './messages/told-outside.ts';
import { alert, message } from './signals/alertmanager-message.ts';
import { emptyDatabase, temporaryFolder } from './support/database.ts';
import { amir, clientOf, grace, intranet, report, rosa } from './support/kit.ts';

const sourceSecret = '0f3b92c47de81a6655ab31d09c7e42f8';
const sources = [{ key: 'prometheus', kind: 'alertmanager', secret: sourceSecret }];

interface Served {
  url: string;
  process: ChildProcess;
  exited: Promise<number | null>;
}

/** The real command, as its own process. */
async function serve(database: string, settings: object = {}): Promise<Served> {
  const folder = temporaryFolder();
  const config = join(folder, 'incident-kit.json');
  writeFileSync(
    config,
    JSON.stringify({ sites: [intranet], sources, limits: noLimits, ...settings }),
  );
  const child = spawn(
    process.execPath,
    [programFile('cli'), 'serve', '--config', config, '--port', '0'],
    {
      env: { ...process.env, DATABASE_URL: database },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  for await (const part of child.stdout) {
    output += part;
    const url = /"url":"([^"]+)"/.exec(output)?.[1];
    if (url) {
      child.stdout.resume();
      return { url, process: child, exited };
    }
  }
  throw new Error(`the server did not start: ${output}`);
}

describe('durability', () => {
  test('SIG-1: a server killed under load has every delivery that it answered, with its alerts', async () => {
    const database = await emptyDatabase();
    const server = await serve(database);
    const answered: string[] = [];
    let sent = 0;
    const enough = new Promise<void>((resolve) => {
      const worker = async () => {
        for (;;) {
          sent += 1;
          const key = `key-${sent}`;
          const sending = fetch(`${server.url}/intake/prometheus/${sourceSecret}`, {
            method: 'POST',
            body: message([alert(key)]),
          });
          const status = await sending.then((answer) => answer.status).catch(() => 0);
          if (status !== 202) return; // the server is gone
          answered.push(key);
          if (answered.length === 60) resolve();
        }
      };
      for (let each = 0; each < 8; each += 1) void worker();
    });
    await enough;
    server.process.kill('SIGKILL');
    await server.exited;
    const again = await serve(database);
    const desk = clientOf(fetch, grace, Date.now, again.url);
    const { alerts } = await desk.signals.alerts.query({ limit: 100 });
    const kept = new Set(alerts.map(({ key }) => key));
    expect(answered.filter((key) => !kept.has(key))).toEqual([]);
  });

  test('OUT-1: a server killed under load has a message for every report that it answered', async () => {
    const database = await emptyDatabase();
    const settings = telling([{ address: 'https://desk.example' }], { channels: [] });
    const server = await serve(database, settings);
    const client = clientOf(fetch, rosa, Date.now, server.url);
    const answered: string[] = [];
    const enough = new Promise<void>((resolve) => {
      const worker = async () => {
        for (;;) {
          const answer = await client.incidents.report.mutate(report()).catch(() => null);
          if (!answer) return; // the server is gone
          answered.push(answer.incident);
          if (answered.length === 60) resolve();
        }
      };
      for (let each = 0; each < 8; each += 1) void worker();
    });
    await enough;
    server.process.kill('SIGKILL');
    await server.exited;
    const again = await serve(database, settings);
    const admin = clientOf(fetch, amir, Date.now, again.url);
    const { messages } = await admin.messages.list.query({ limit: 100 });
    const told = messages.map(({ incident }) => incident);
    expect(answered.filter((each) => !told.includes(each))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
  });

  test('LOG-4: a server killed under load has every report that it answered, and starts again', async () => {
    const database = await emptyDatabase();
    const answered = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const server = await serve(database);
      const client = clientOf(fetch, rosa, Date.now, server.url);
      const enough = new Promise<void>((resolve) => {
        const goal = answered.size + 60;
        const worker = async () => {
          for (;;) {
            const answer = await client.incidents.report.mutate(report()).catch(() => null);
            if (!answer) return; // the server is gone
            answered.add(answer.incident);
            if (answered.size >= goal) resolve();
          }
        };
        for (let index = 0; index < 8; index += 1) void worker();
      });
      await enough;
      server.process.kill('SIGKILL');
      await server.exited;
    }
    const server = await serve(database);
    const desk = clientOf(fetch, grace, Date.now, server.url);
    const found = new Set<string>();
    let before: number | string | undefined;
    do {
      const page = await desk.incidents.list.query({ limit: 100, ...(before && { before }) });
      for (const row of page.incidents) found.add(row.incident);
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect([...answered].filter((each) => !found.has(each))).toEqual([]);
    server.process.kill('SIGTERM');
    expect(await server.exited).toBe(0);
  });

  test('LOG-4: asked to stop, the server answers what is under way and leaves with 0', async () => {
    const server = await serve(await emptyDatabase());
    const client = clientOf(fetch, rosa, Date.now, server.url);
    const under = Array.from({ length: 20 }, () => client.incidents.report.mutate(report()));
    await under[0];
    server.process.kill('SIGTERM');
    const outcomes = await Promise.allSettled(under);
    expect(outcomes.filter((each) => each.status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await server.exited).toBe(0);
  });
});
