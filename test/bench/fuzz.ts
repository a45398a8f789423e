/**
 * 100,000 odd requests to every procedure and route (--calls=…, --seed=…), on SQLite or on PostgreSQL
 * (--postgres): whether one of them fails on the server's side, whether what is refused writes anything, which were
 * never answered as asked, and what of memory is left in use as it goes on.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { createIncidentKit } from '../../packages/server/src/index.ts';
import { openForReading } from '../../packages/server/src/store/open-store.ts';
import { noLimits } from '../support/no-limits.ts';
import { administer, startPostgres } from '../support/postgres.ts';
import { type Asked, requests, send, uploadsOf, writtenIn } from '../support/ways-in/fuzz.ts';
import { plainRoutes, procedures } from '../support/ways-in/ways-in.ts';

if (!globalThis.gc) {
  // Memory is looked at after everything that nobody holds any more has gone.
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((each) => each.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const calls = option('calls', 100_000);
const seed = option('seed', Date.now() % 1_000_000);
/** Requests after which all is warm. */
const warm = Math.min(30_000, calls / 4);

const base = 'http://kit.bench';
const secret = 'hLq3v0yT9mXw2bRk7sZc5dNf1gJp8uEa';
const site = {
  key: 'pk_fuzz',
  name: 'Fuzz',
  origins: ['https://fuzz.example'],
  secret,
  highestRole: 'admin' as const,
  anonymous: { report: true, badges: true },
};
const folder = await mkdtemp(join(tmpdir(), 'incident-kit-fuzz-'));
const postgres = process.argv.includes('--postgres') ? await startPostgres() : null;
if (postgres) await administer(postgres.url, 'create database kit');
const database = postgres ? `${postgres.url}/kit` : `sqlite:${join(folder, 'kit.db')}`;
const now = Date.UTC(2026, 10, 23, 9);
const kit = createIncidentKit({
  database,
  sites: [site],
  limits: noLimits,
  attachments: { folder: join(folder, 'blobs') },
  metrics: { token: 'read-what-is-counted' },
  now: () => now,
});
await kit.fetch(new Request(`${base}/healthz`));
const reader = await openForReading(database);

async function headersFor(role: string): Promise<Record<string, string>> {
  const token = await new SignJWT({ name: role, role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(role)
    .setAudience('incident-kit')
    .setIssuer(site.key)
    .setIssuedAt(now / 1000)
    .setExpirationTime(now / 1000 + 600)
    .sign(new TextEncoder().encode(secret));
  return { 'x-incident-kit-key': site.key, authorization: `Bearer ${token}` };
}

const people: Record<string, string>[] = [{}, { 'x-incident-kit-key': site.key }];
for (const role of ['reporter', 'agent', 'manager', 'admin']) people.push(await headersFor(role));
people.push({ authorization: 'Bearer read-what-is-counted' });
const known = ['INC-1', 'INC-2', 'INC-9', 'desk', 'P1', 'wifi', 'agent', 'new', 'in-progress'];
known.push('low', 'medium', 'high', 'waiting-vendor', 'resolved', 'pk_other');
for (let each = 1; each <= 3; each += 1) {
  const body = { key: `fuzz-key-${each}`, title: 'It is down', impact: 'high', urgency: 'high' };
  const headers = { ...people[2], 'content-type': 'application/json' };
  const sent = { method: 'POST', headers, body: JSON.stringify(body) };
  const { status } = await kit.fetch(new Request(`${base}/trpc/incidents.report`, sent));
  if (status !== 200) throw new Error(`The first reports are refused with ${status}.`);
}
known.push(...(await uploadsOf(base, kit.fetch, people)));
const statuses: Record<number, number> = {};
const problems = new Map<string, Asked>();
const answered = new Set<string>();
const target = { fetch: kit.fetch, written: () => writtenIn(reader) };

/** MiB, with what nobody holds any more gone. */
function memory(): { rss: number; heap: number } {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: Math.round(rss / 2 ** 20), heap: Math.round((heapUsed + external) / 2 ** 20) };
}

const arbitrary = requests(people, known);
let sent = 0;
let before = memory();
const startedAt = performance.now();
for (let round = 0; sent < calls; round += 1) {
  // Few at a time: what fast-check has made is kept until a sample is over.
  for (const asked of fc.sample(arbitrary, {
    numRuns: Math.min(500, calls - sent),
    seed: seed + round,
  })) {
    try {
      const status = await send(base, target, asked);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status >= 200 && status < 300) answered.add(asked.way);
    } catch (error) {
      const { message } = error as Error;
      if (!problems.has(message)) problems.set(message, asked);
    }
    sent += 1;
    if (sent === warm) before = memory();
    if (sent % 10_000 === 0)
      console.log(`${sent} sent, ${JSON.stringify({ ...(await target.written()), ...memory() })}`);
  }
}
const after = memory();
// The heap is what the kit holds; what the process keeps of the machine settles by itself and is told besides.
if (after.heap > before.heap * 1.1 + 2) {
  const message = `The heap grew from ${before.heap} to ${after.heap} MiB.`;
  problems.set(message, { way: '', method: '', target: '', headers: [], body: null });
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(
  `${sent} requests in ${seconds} s, seed ${seed}; the log came to ${(await target.written()).seq}.`,
);
console.log(`Statuses: ${JSON.stringify(statuses)} (0: what nobody can send).`);
console.log(`Memory when warm ${JSON.stringify(before)}, at the end ${JSON.stringify(after)} MiB.`);
for (const [message, asked] of [...problems].slice(0, 20)) {
  console.log(`✗ ${message}\n  ${JSON.stringify(asked)}`);
}
const ways = [
  ...procedures.map(({ path }) => path),
  ...plainRoutes.map(({ method, path }) => `${method} ${path}`),
];
const unanswered = ways.filter((each) => !answered.has(each));
console.log(
  `${ways.length} procedures and routes; never answered as asked: ${unanswered.join(', ') || 'none'}.`,
);
console.log(problems.size === 0 ? 'Nothing failed.' : `${problems.size} things failed.`);
await reader.close();
await kit.close();
await postgres?.remove();
await rm(folder, { recursive: true });
process.exitCode = problems.size === 0 ? 0 : 1;
