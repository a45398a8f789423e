import { join } from 'node:path';
import {
  type AppRouter,
  createIncidentKit,
  type IncidentKit,
  type IncidentKitOptions,
} from '@incident-kit/server';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import type { ErrorBody } from '../../../packages/server/src/api/errors.ts';
import { noLimits } from '../../support/no-limits.ts';
import { engine, temporaryFolder } from './database.ts';
import { databaseOfKit } from './kit-databases.ts';
import { intranet, secret } from './sites.ts';

export { intranet, secret, temporaryFolder };

/** A site that lets visitors do nothing. */
export const closed = {
  key: 'pk_closed',
  name: 'Closed',
  origins: ['https://closed.example'],
  secret: 'another secret that is longer than 32 bytes',
};

export const base = 'http://kit.test';

/** A kit on a database of its own, with a clock that the test moves. */
export function testKit(options: Partial<IncidentKitOptions> = {}) {
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const settings = {
    sites: [intranet, closed],
    limits: noLimits,
    now: () => clock.now,
    ...options,
  };
  const kit =
    engine === 'sqlite' || settings.database
      ? createIncidentKit({
          database: `sqlite:${join(temporaryFolder(), 'kit.db')}`,
          ...settings,
        })
      : kitOn(databaseOfKit(), settings);
  onTestFinished(() => kit.close());
  return { kit, clock, as: (who: Who) => clientOf(kit.fetch, who, () => clock.now) };
}

/** A kit that can be used before its database is there. */
function kitOn(database: Promise<string>, options: IncidentKitOptions): IncidentKit {
  const made = database.then((url) => createIncidentKit({ ...options, database: url }));
  return {
    fetch: async (request, connection) => (await made).fetch(request, connection),
    start: async (listen) => (await made).start(listen),
    fireDue: async () => (await made).fireDue(),
    close: async () => (await made).close(),
  };
}

/**
 * For tests that need many kits one after the other: each is closed before the next is made, so that
 * they do not use up the connections of the database together.
 */
export async function withKit(
  work: (kit: ReturnType<typeof testKit>) => Promise<void>,
  options: Partial<IncidentKitOptions> = {},
): Promise<void> {
  const kit = testKit(options);
  try {
    await work(kit);
  } finally {
    await kit.kit.close();
  }
}

export type Role = 'reporter' | 'agent' | 'manager' | 'admin';

export interface Who {
  role?: Role;
  sub?: string;
  name?: string;
  site?: { key: string; secret?: string };
  /** What else the token says of them. */
  claims?: Record<string, unknown>;
  /** Sent as it is instead of a token. */
  bearer?: string;
  origin?: string;
}

export const visitor: Who = {};
export const rosa: Who = { role: 'reporter', sub: 'rosa', name: 'Rosa Alvarez' };
export const tom: Who = { role: 'reporter', sub: 'tom', name: 'Tom Reporter' };
export const grace: Who = { role: 'agent', sub: 'grace', name: 'Grace Okafor' };
export const amir: Who = { role: 'admin', sub: 'amir', name: 'Amir Haddad' };

export async function token(
  who: Who,
  now: number,
  change: { aud?: string; iss?: string; lifeSeconds?: number; alg?: string; secret?: string } = {},
): Promise<string> {
  const site = who.site ?? intranet;
  const iat = Math.floor(now / 1000);
  const said = { name: who.name ?? who.sub ?? 'Somebody', role: who.role ?? 'reporter' };
  return new SignJWT({ ...who.claims, ...said })
    .setProtectedHeader({ alg: change.alg ?? 'HS256' })
    .setSubject(who.sub ?? 'somebody')
    .setAudience(change.aud ?? 'incident-kit')
    .setIssuer(change.iss ?? site.key)
    .setIssuedAt(iat)
    .setExpirationTime(iat + (change.lifeSeconds ?? 600))
    .sign(new TextEncoder().encode(change.secret ?? site.secret ?? secret));
}

export async function headersOf(who: Who, now: number): Promise<Record<string, string>> {
  const bearer = who.bearer ?? (who.role && (await token(who, now)));
  return {
    'x-incident-kit-key': (who.site ?? intranet).key,
    ...(who.origin && { origin: who.origin }),
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  };
}

/** The plain client that everybody can have from npm, typed by what the server exports. */
export function clientOf(
  fetch: (request: Request) => Promise<Response>,
  who: Who,
  now: () => number,
  url = base,
) {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${url}/trpc`,
        headers: () => headersOf(who, now()),
        fetch: (input, init) => fetch(new Request(input as string, init as RequestInit)),
      }),
    ],
  });
}

let keys = 0;

/** A report with nothing special about it. */
export function report(change: Record<string, unknown> = {}) {
  keys += 1;
  return {
    key: `key-${process.pid}-${keys}`,
    title: 'The Wi-Fi on the second floor is down',
    impact: 'medium',
    urgency: 'high',
    ...change,
  };
}

/** What a call was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<ErrorBody> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data) {
      return { ...error.data, message: error.message };
    }
    throw error;
  }
  throw new Error('was not refused');
}
