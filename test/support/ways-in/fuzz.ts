import fc from 'fast-check';
import type { DatabaseReader } from '../../../packages/server/src/store/port/store.ts';
import { inputsOf } from './inputs.ts';
import { addressesOf, type Procedure, plainRoutes, procedures } from './ways-in.ts';

/** A request as somebody may send it who means no good, or has made a mistake. */
export interface Asked {
  /** What it was meant for. */
  way: string;
  method: string;
  /** Path and query. */
  target: string;
  headers: [string, string][];
  body: string | null;
}

/** What is asked, and what of it was not as it should be. */
export interface Fuzzed {
  fetch(request: Request, connection: { remoteAddress: string }): Promise<Response>;
  written(): Promise<Written>;
}

/** What is kept that a refusal must not add to. */
export interface Written {
  /** Position of the end of the log. */
  seq: number;
  /** Of uploads that belong to nothing yet. */
  pendingBytes: number;
}

export function writtenIn(reader: DatabaseReader): Promise<Written> {
  return reader.read(async (snapshot) => ({
    seq: await snapshot.log.lastSeq(),
    pendingBytes: await snapshot.uploads.pendingBytes(),
  }));
}

const json = fc.jsonValue({ maxDepth: 3 });

/** Texts that have broken servers before. */
const oddTexts = fc.constantFrom(
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '%00',
  '../../etc/passwd',
  '..%2f..%2f',
  "' or 1=1 --",
  '{"__proto__":{"role":"admin"}}',
  '1e999',
  '-0',
  'NaN',
  '[[[[[[[[[[[[',
  '"'.repeat(50),
  '\u202e\u0000<script>',
);

const headerNames = fc.constantFrom(
  'origin',
  'referer',
  'sec-fetch-site',
  'x-forwarded-for',
  'x-forwarded-proto',
  'authorization',
  'content-type',
  'accept',
  'accept-encoding',
  'trpc-accept',
  'last-event-id',
  'if-none-match',
  'x-incident-kit-key',
  'range',
  'cookie',
  'upload-offset',
);

const headerValues = fc.oneof(
  fc.constantFrom(
    'null',
    'application/jsonl',
    'application/jsonl, */*',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'gzip, br',
    'cross-site',
    'Bearer x.y.z',
    'Bearer rcpt_1_x',
    'Basic YTpi',
    '127.0.0.1, unknown, [::1]:99999',
    'bytes=0-,-1',
    '-1',
    '9'.repeat(30),
  ),
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  }),
);

/** @param asPeople headers of everybody who may be asking */
export function requests(
  asPeople: readonly Record<string, string>[],
  known: readonly string[],
): fc.Arbitrary<Asked> {
  const ofProcedures = procedures.map((procedure) => callsOf(procedure, known));
  const ofRoutes = plainRoutes.map((route) => {
    const addresses = addressesOf(route, known);
    const queries = fc.dictionary(
      fc.oneof(fc.constantFrom('key', 'target', 'topics', 'after', 'input', 'batch'), oddTexts),
      fc.oneof(fc.constantFrom('1', 'response', 'badge:INC-1', 'incidents', ...known), oddTexts),
      { maxKeys: 3 },
    );
    const body = fc.oneof(
      fc.constant({ topics: { 'badge:INC-1': 0, incidents: 3 } }),
      fc.record({ name: fc.oneof(fc.string(), oddTexts), size: fc.integer({ min: 0, max: 60 }) }),
      json,
    );
    // Where a part of an upload begins.
    const offset = fc.constantFrom('0', '0', '0', '2', '60');
    return fc.tuple(addresses, queries, body, offset).map(
      ([address, query, content, begins]): Asked => ({
        way: `${route.method} ${route.path}`,
        method: route.method === 'ALL' ? 'GET' : route.method,
        target: `${address}?${new URLSearchParams(wellFormed(query))}`,
        headers: [
          ['content-type', 'application/json'],
          ...(route.method === 'PATCH' ? [['upload-offset', begins] as [string, string]] : []),
        ],
        body: route.method === 'GET' ? null : JSON.stringify(content),
      }),
    );
  });
  const sent = fc.oneof(...ofProcedures, ...ofRoutes);
  const methods = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'PATCH',
    'PROPFIND',
  );
  const changes = fc.record(
    {
      method: methods,
      body: fc.oneof(
        oddTexts,
        json.map((value) => JSON.stringify(value)),
      ),
    },
    { requiredKeys: [] },
  );
  return fc
    .tuple(
      sent,
      fc.constantFrom(...asPeople),
      // Most are as they should be but for one thing.
      fc.option(changes, { freq: 3, nil: {} }),
      fc.array(fc.tuple(headerNames, headerValues), { maxLength: 2 }),
      fc.boolean(),
    )
    .map(([asked, person, change, odd, isOdd]) => ({
      ...asked,
      ...change,
      headers: [...asked.headers, ...Object.entries(person), ...(isOdd ? odd : [])],
    }));
}

/**
 * Ids of uploads for everybody who may attach something: one that is announced, one of which a part is there, and one
 * that is whole. For `known`: what is sent to nothing is refused, whatever it is.
 */
export async function uploadsOf(
  base: string,
  fetch: (request: Request) => Promise<Response>,
  people: readonly Record<string, string>[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const headers of people) {
    for (const part of ['', 'ab', 'abcdef']) {
      const announced = await fetch(
        new Request(`${base}/uploads`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'notes.txt', size: 6 }),
        }),
      );
      if (announced.status !== 201) break;
      const { id } = (await announced.json()) as { id: string };
      ids.push(id);
      const sent = new Request(`${base}/uploads/${id}`, {
        method: 'PATCH',
        headers: { ...headers, 'upload-offset': '0' },
        body: part,
      });
      await (await fetch(sent)).text();
    }
  }
  return ids;
}

function callsOf(procedure: Procedure, known: readonly string[]): fc.Arbitrary<Asked> {
  const { path, type } = procedure;
  const fitting = inputsOf(procedure.input, known).map((value) => JSON.stringify(value) ?? '');
  const anything = json.map((value) => JSON.stringify(value));
  const inputs = fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 2, arbitrary: anything },
    { weight: 1, arbitrary: oddTexts },
  );
  return fc.tuple(inputs, fc.boolean()).map(([input, isBatch]): Asked => {
    const batched = isBatch && type === 'query';
    const text = batched ? `{"0":${input || '{}'}}` : input;
    const query = `${batched ? 'batch=1&' : ''}input=${encodeURIComponent(text.toWellFormed())}`;
    return {
      way: path,
      method: type === 'mutation' ? 'POST' : 'GET',
      target: `/trpc/${path}${type === 'mutation' ? '' : `?${query}`}`,
      headers: type === 'mutation' ? [['content-type', 'application/json']] : [],
      body: type === 'mutation' ? text : null,
    };
  });
}

function wellFormed(query: Record<string, string>): [string, string][] {
  return Object.entries(query).map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]);
}

/** Sends one and holds that nothing went wrong on the server's side, and that what was refused wrote nothing. */
export async function send(
  base: string,
  { fetch, written }: Fuzzed,
  asked: Asked,
): Promise<number> {
  const request = toRequest(base, asked);
  if (!request) return 0;
  const before = await written();
  const response = await fetch(request, { remoteAddress: '192.0.2.7' });
  const { status } = response;
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await response.text();
  await response.body?.cancel().catch(() => undefined);
  // A site that is named by an address may not answer: that is said as 502, and overload as 503.
  if (status >= 500 && status !== 502 && status !== 503) {
    throw new Error(`${asked.way} answered ${status}: ${text.slice(0, 500)}`);
  }
  if (
    /\bat .+:\d+:\d+\)?/.test(text) &&
    !asked.target.startsWith('/kit/') &&
    !asked.target.startsWith('/receipt/')
  ) {
    throw new Error(`${asked.way} shows a stack: ${text.slice(0, 500)}`);
  }
  if (status >= 400) {
    const { seq, pendingBytes } = await written();
    // A file that is refused is thrown away: there may be less.
    if (seq !== before.seq || pendingBytes > before.pendingBytes) {
      throw new Error(`${asked.way} refused with ${status} and wrote: ${text.slice(0, 500)}`);
    }
  }
  return status;
}

/** Null when nobody can send such a request. */
function toRequest(base: string, { method, target, headers, body }: Asked): Request | null {
  try {
    const made = new Headers();
    for (const [name, value] of headers) made.set(name, value);
    const hasBody = body !== null && method !== 'GET' && method !== 'HEAD';
    return new Request(base + target, { method, headers: made, ...(hasBody && { body }) });
  } catch {
    return null;
  }
}
