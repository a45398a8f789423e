/**
 * Another version of this project and this one, measured in turn on the same machine: durable reports
 * around the clock and with office hours, badges, live messages, bytes an element. Both are built, and
 * served by processes of their own on SQLite files.
 *
 * Arguments: the folder of the other version; `--only=badges,live` for some of it; `--postgres` for reports
 * on PostgreSQL besides.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { run } from '../../../scripts/lib/processes.ts';
import { root } from '../../../scripts/lib/root.ts';
import { administer, startPostgres } from '../../support/postgres.ts';
import { answersPerSecond, median } from '../support/load.ts';
import { weighPages } from '../support/pages.ts';
import { newReport } from '../support/report.ts';
import { type Served, serveBytes, serveKit, siteKey } from '../support/servers.ts';
import { configurations } from './configurations.ts';
import { type Compared, measureInTurn, printCompared, printTable, ratioOf } from './in-turn.ts';
import { type Audience, listenTo } from './live-messages.ts';

const [other = '', ...options] = process.argv.slice(2);
const versions = { before: other, now: root };
type Version = keyof typeof versions;
type Clocks = keyof typeof configurations;
const allClocks = Object.keys(configurations) as Clocks[];

const rounds = 5;
const seconds = 2;
const connections = 16;
const secret = 'a secret of the bench that is longer than 32 bytes';

const folder = await mkdtemp(join(tmpdir(), 'incident-kit-beside-'));

/** One thing of each version. */
async function ofBoth<T>(make: (version: Version) => Promise<T>): Promise<Record<Version, T>> {
  return { before: await make('before'), now: await make('now') };
}

const report = () => JSON.stringify(newReport());

/** Somebody of the desk, whose token lasts longer than all of this. */
async function signedIn(): Promise<Record<string, string>> {
  const now = Math.floor(Date.now() / 1_000);
  const token = await new SignJWT({ role: 'agent', name: 'Grace Okafor' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('grace')
    .setAudience('incident-kit')
    .setIssuer(siteKey)
    .setIssuedAt(now)
    .setExpirationTime(now + 840)
    .sign(new TextEncoder().encode(secret));
  return { 'x-incident-kit-key': siteKey, authorization: `Bearer ${token}` };
}

async function post(served: Served, procedure: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-incident-kit-key': siteKey };
  const response = await fetch(`${served.url}/trpc/${procedure}`, {
    method: 'POST',
    headers,
    body,
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Reports a second, kept by both versions, with both kinds of clocks. */
async function measureReports(
  what: string,
  databaseOf: (name: string) => Promise<string | undefined>,
): Promise<void> {
  const served: Served[] = [];
  const serve = async (version: Version, clocks: Clocks) => {
    const database = await databaseOf(`${version} ${clocks}`.replaceAll(' ', '_'));
    const kit = await serveKit({
      checkout: versions[version],
      configuration: configurations[clocks],
      ...(database && { database }),
    });
    served.push(kit);
    return () =>
      answersPerSecond({
        url: `${kit.url}/trpc/incidents.report?key=${siteKey}`,
        connections,
        seconds,
        body: report,
      });
  };
  const pairs = [];
  for (const clocks of allClocks) {
    pairs.push({ name: `${what}, ${clocks}`, ...(await ofBoth((each) => serve(each, clocks))) });
  }
  const compared = await measureInTurn(rounds, pairs);
  for (const each of served) await each.stop();
  printReports(compared);
}

/** The same without HTTP: the operation and the store, in a process of its own. */
async function measureStores(): Promise<void> {
  const pairs = [];
  for (const clocks of allClocks) {
    const configuration = join(folder, `${clocks}.json`);
    await writeFile(configuration, JSON.stringify(configurations[clocks]));
    const measure = async (version: Version) => async () => {
      const database = `sqlite:${join(folder, `store-${version}-${clocks}.db`)}`;
      const program = join(root, 'test/bench/beside/store-reports.ts');
      const dist = join(versions[version], 'packages/server/dist');
      const args = [program, dist, database, configuration, String(connections), String(seconds)];
      const { code, output } = await run(process.execPath, args);
      if (code !== 0) throw new Error(output);
      return Number(output.trim().split('\n').at(-1));
    };
    pairs.push({ name: `reports without HTTP, ${clocks}`, ...(await ofBoth(measure)) });
  }
  printReports(await measureInTurn(rounds, pairs));
}

function printReports(compared: Compared[]): void {
  printCompared(compared);
  const [always, office] = compared;
  if (!always || !office) return;
  const [before, now] = [ratioOf(office.before, always.before), ratioOf(office.now, always.now)];
  const mark = now < 0.9 ? '✗ less than 0.90' : '';
  console.log(
    `of those around the clock with office hours: ${before.toFixed(2)} before, ${now.toFixed(2)} now ${mark}\n`,
  );
}

/** Badges as visitors read them, from the cache, and as who is signed in does; beside bare `node:http`. */
async function measureBadges(): Promise<void> {
  const kits = await ofBoth((version) => serveKit({ checkout: versions[version], secret }));
  for (const kit of [kits.before, kits.now]) {
    for (let index = 0; index < 40; index += 1) await post(kit, 'incidents.report', report());
  }
  const compared: Compared[] = [];
  const floors: string[][] = [];
  for (const count of [1, 40]) {
    const incidents = Array.from({ length: count }, (_, index) => `INC-${index + 1}`);
    const path = `/trpc/badges.get?input=${encodeURIComponent(JSON.stringify({ incidents }))}`;
    const headers = await signedIn();
    const read = (kit: Served, load: { path: string; headers?: Record<string, string> }) => () =>
      answersPerSecond({ connections: 32, seconds, ...load, url: kit.url + load.path });
    const body = await (await fetch(kits.now.url + path, { headers })).text();
    const floor = await serveBytes(body);
    const badges = count === 1 ? 'one badge' : `${count} badges`;
    const cached = { path: `${path}&key=${siteKey}` };
    const figures = await measureInTurn(rounds, [
      {
        name: `${badges}, in the cache`,
        before: read(kits.before, cached),
        now: read(kits.now, cached),
      },
      {
        name: `${badges}, signed in`,
        before: read(kits.before, { path, headers }),
        now: read(kits.now, { path, headers }),
      },
      { name: 'floor', before: read(floor, { path: '/' }), now: async () => 0 },
    ]);
    const bare = median(figures.flatMap(({ name, before }) => (name === 'floor' ? before : [])));
    for (const figure of figures.filter(({ name }) => name !== 'floor')) {
      compared.push(figure);
      const share = (each: number[]) => (median(each) / bare).toFixed(2);
      floors.push([figure.name, share(figure.before), share(figure.now)]);
    }
    await floor.stop();
  }
  printCompared(compared);
  for (const { name, before, now } of compared.filter((each) => each.name.includes('signed in'))) {
    const ratio = ratioOf(now, before);
    if (ratio < 2) console.log(`${name}: ✗ ${ratio.toFixed(2)}, meant to be at least 2.00`);
  }
  console.log('\nOf what bare node:http answers with the same bytes:');
  printTable([['', 'before', 'now'], ...floors]);
  console.log();
  for (const kit of [kits.before, kits.now]) await kit.stop();
}

/** Messages a second to many streams that follow one incident. */
async function measureLive(streams: number, notes: number): Promise<void> {
  const kits = await ofBoth((version) => serveKit({ checkout: versions[version], secret }));
  const audiences: Record<Version, Audience> = await ofBoth(async (version) => {
    await post(kits[version], 'incidents.report', report());
    return listenTo(kits[version].url, 'INC-1', streams, signedIn);
  });
  const measure = (version: Version) => () => audiences[version].messagesPerSecond(notes);
  const name = `live messages to ${streams} streams`;
  printCompared(
    await measureInTurn(rounds, [{ name, before: measure('before'), now: measure('now') }]),
  );
  console.log();
  for (const version of ['before', 'now'] as const) {
    audiences[version].leave();
    await kits[version].stop();
  }
}

async function measureBytes(): Promise<void> {
  const weights = await ofBoth((version) => weighPages(versions[version]));
  const rows = [...weights.now].map(([name, now]) => {
    const before = weights.before.get(name);
    const more = now.gzip - (before?.gzip ?? 0);
    return [
      name,
      (before?.gzip ?? 0).toLocaleString('en'),
      now.gzip.toLocaleString('en'),
      `${more > 0 ? '+' : ''}${more.toLocaleString('en')}${more > now.gzip / 100 ? ' ✗' : '  '}`,
      `${before?.files.length ?? 0} / ${now.files.length}`,
    ];
  });
  printTable([['gzip bytes of a page with only', 'before', 'now', 'more', 'files'], ...rows]);
}

async function measureReportsOnPostgres(): Promise<void> {
  const postgres = await startPostgres();
  await measureReports('reports on PostgreSQL', async (name) => {
    await administer(postgres.url, `create database ${name}`);
    return `${postgres.url}/${name}`;
  });
  await postgres.remove();
}

const parts = {
  reports: () => measureReports('reports', async () => undefined),
  store: measureStores,
  postgres: measureReportsOnPostgres,
  badges: measureBadges,
  live: () => measureLive(100, 300),
  bytes: measureBytes,
};

const only = options.find((each) => each.startsWith('--only='))?.slice('--only='.length);
const chosen = only?.split(',') ?? Object.keys(parts).filter((name) => name !== 'postgres');
if (options.includes('--postgres')) chosen.push('postgres');
try {
  console.log(`before: ${other}\nnow:    ${root}\n`);
  for (const [name, measure] of Object.entries(parts)) if (chosen.includes(name)) await measure();
} finally {
  await rm(folder, { recursive: true, force: true });
}
