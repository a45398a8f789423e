import { request as requestHttp } from 'node:http';
import { SignJWT } from 'jose';

/** As much of a kit as a session needs; every version has had it. */
export interface RecordedKit {
  fetch(request: Request): Promise<Response>;
  start(options: { port: number }): Promise<{ url: string }>;
  fireDue(): Promise<number>;
  close(): Promise<void>;
}

export const origin = 'https://intranet.example';
/** The address that every request names, whatever the port is. */
export const publicUrl = 'http://kit.test';
const secret = 'a secret that is longer than 32 bytes';

/** The sites of the kit that is recorded. */
export const sites = [
  {
    key: 'pk_intranet',
    name: 'Intranet',
    origins: [origin],
    secret,
    highestRole: 'admin' as const,
    anonymous: { report: true, badges: true },
    defaults: { service: 'laptop' },
  },
  { key: 'pk_closed', name: 'Closed', origins: ['https://closed.example'], secret },
  { key: 'pk_plain', name: 'Without a secret', origins: [] },
];

/** Who sends a request, as its headers say. */
export interface Sender {
  /** In the names of exchanges. */
  label: string;
  role?: 'reporter' | 'agent' | 'manager' | 'admin';
  sub?: string;
  name?: string;
  email?: string;
  groups?: string[];
  /** Sent as it is in place of a token. */
  authorization?: string;
  /** Null for none. */
  site?: string | null;
  /** Seconds from now at which the token ends. */
  lifeSeconds?: number;
  signedWith?: string;
}

export async function headersOf(sender: Sender, now: number): Promise<Record<string, string>> {
  const { site = 'pk_intranet', authorization } = sender;
  const bearer = authorization ?? (sender.role && `Bearer ${await tokenOf(sender, now)}`);
  return { ...(site && { 'x-incident-kit-key': site }), ...(bearer && { authorization: bearer }) };
}

function tokenOf(sender: Sender, now: number): Promise<string> {
  const { role, sub = '', name, email, groups, site, lifeSeconds = 600 } = sender;
  const end = Math.floor(now / 1_000) + lifeSeconds;
  return new SignJWT({ role, name, ...(email && { email }), ...(groups && { groups }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setAudience('incident-kit')
    .setIssuer(site ?? 'pk_intranet')
    .setIssuedAt(end - Math.max(lifeSeconds, 600))
    .setExpirationTime(end)
    .sign(new TextEncoder().encode(sender.signedWith ?? secret));
}

export interface WireRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
  /** Leaves before the end. */
  leave(): void;
}

/** How requests reach a kit: through its sockets, or through its handler of Request and Response. */
export type Transport = 'socket' | 'fetch';

export type Send = (request: WireRequest) => Promise<WireResponse>;

export async function connect(kit: RecordedKit, transport: Transport): Promise<Send> {
  if (transport === 'fetch') return throughHandler(kit);
  const { url } = await kit.start({ port: 0 });
  return throughSocket(url);
}

function throughHandler(kit: RecordedKit): Send {
  return async ({ method, path, headers, body }) => {
    const left = new AbortController();
    const response = await kit.fetch(
      new Request(publicUrl + path, {
        method,
        headers,
        signal: left.signal,
        ...(body !== undefined && { body }),
      }),
    );
    const reader = response.body?.getReader();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (async function* () {
        for (;;) {
          const { value, done } = (await reader?.read()) ?? { done: true };
          if (done || !value) return;
          yield value;
        }
      })(),
      leave: () => void reader?.cancel(),
    };
  };
}

function throughSocket(url: string): Send {
  return ({ method, path, headers, body }) =>
    new Promise((answer, fail) => {
      const sent = requestHttp(
        url + path,
        // One connection each: none is kept open that would make closing wait.
        { method, agent: false, headers: { ...headers, host: new URL(publicUrl).host } },
        (response) => {
          const named = Object.entries(response.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : (value ?? ''),
          ]);
          answer({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(named),
            body: response,
            leave: () => response.destroy(),
          });
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
}
