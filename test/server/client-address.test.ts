import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { TrustedProxies } from '../../packages/server/src/access/client-address.ts';
import { settingsSchema } from '../../packages/server/src/settings.ts';
import { headersOf, report, testKit, visitor } from './support/kit.ts';

const inside = ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'];

/** Trusted · the other end of the connection · X-Forwarded-For · who asked. */
const addresses: [number | string[], string | null, string | null, string | null][] = [
  // Nobody is believed.
  [0, '203.0.113.9', '1.1.1.1', '203.0.113.9'],
  [[], '203.0.113.9', '1.1.1.1', '203.0.113.9'],
  [0, null, '1.1.1.1', null],
  // So many are: what is before them anybody may have written.
  [1, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
  [1, '10.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  [2, '10.0.0.1', '1.1.1.1,  203.0.113.9 , 10.0.0.2', '203.0.113.9'],
  [2, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
  [1, '10.0.0.1', null, '10.0.0.1'],
  [1, null, '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  [1, null, null, null],
  // Those at these addresses are.
  [inside, '10.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  [inside, '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  [inside, '192.0.2.7', '1.1.1.1, 203.0.113.9, fd00::5, 10.2.3.4', '203.0.113.9'],
  [inside, '192.0.2.8', '1.1.1.1', '192.0.2.8'],
  [inside, '203.0.113.9', '1.1.1.1, 10.0.0.1', '203.0.113.9'],
  [inside, '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
  [inside, null, '203.0.113.9, 10.0.0.1', null],
  // Each address has one way of being written.
  [1, '10.0.0.1', '203.0.113.9:51234', '203.0.113.9'],
  [1, '10.0.0.1', '[2001:DB8:0:0::1]:51234', '2001:db8::1'],
  [1, '10.0.0.1', '2001:0db8::0001', '2001:db8::1'],
  [1, '10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  [0, 'fe80::1%eth0', null, 'fe80::1'],
  // What is no address is nobody’s.
  [1, '10.0.0.1', 'unknown', '10.0.0.1'],
  [1, '10.0.0.1', '203.0.113.9, ', '10.0.0.1'],
  [2, '10.0.0.1', '203.0.113.9, <script>', '10.0.0.1'],
  [inside, '10.0.0.1', '1.1.1.1, 999.1.1.1', '10.0.0.1'],
];

/** Trusted · X-Forwarded-Proto · what was asked with. The connection is from 10.0.0.1. */
const protocols: [number | string[], string | null, string | null][] = [
  [0, 'https', null],
  [['10.0.0.2'], 'https', null],
  [1, 'https', 'https'],
  [['10.0.0.1'], 'HTTPS', 'https'],
  [1, 'http, https', 'https'],
  [2, 'http, https, http', 'https'],
  [2, 'https', 'https'],
  [1, 'javascript', null],
  [1, null, null],
];

function from(trusted: number | string[], remote: string | null, headers: Record<string, string>) {
  const { trustedProxies } = settingsSchema.parse({ trustedProxies: trusted });
  return new TrustedProxies(trustedProxies).clientOf(remote, new Headers(headers));
}

describe('who sent a request', () => {
  test('ACC-19: only proxies that are listed or counted are believed whom they were asked by', () => {
    for (const [trusted, remote, said, expected] of addresses) {
      const told = from(trusted, remote, said === null ? {} : { 'x-forwarded-for': said });
      expect(told.address, JSON.stringify([trusted, remote, said])).toBe(expected);
    }
  });

  test('ACC-19: and how they were asked', () => {
    for (const [trusted, said, expected] of protocols) {
      // Two proxies say whom they were asked by, so that both are passed.
      const headers = { 'x-forwarded-for': '203.0.113.9, 10.0.0.2' };
      const told = from(trusted, '10.0.0.1', {
        ...headers,
        ...(said !== null && { 'x-forwarded-proto': said }),
      });
      expect(told.protocol, JSON.stringify([trusted, said])).toBe(expected);
    }
  });

  test('ACC-19: what is neither a number nor addresses is refused', () => {
    for (const odd of [-1, 1.5, 11, true, 'loopback', ['kit'], ['10.0.0.0/33'], ['::1/129'], ['']])
      expect(settingsSchema.safeParse({ trustedProxies: odd }).success, String(odd)).toBe(false);
  });

  test('ACC-19: a link has the scheme that a trusted proxy was asked with, at every edge', async () => {
    const linkFrom = async (ask: typeof fetch, url: string, clock: { now: number }) => {
      const answer = await ask(`${url}/trpc/incidents.report`, {
        method: 'POST',
        headers: {
          ...(await headersOf(visitor, clock.now)),
          'content-type': 'application/json',
          'x-forwarded-for': '203.0.113.9',
          'x-forwarded-proto': 'https',
        },
        body: JSON.stringify(report()),
      });
      const { result } = (await answer.json()) as {
        result: { data: { receipt: { url: string } } };
      };
      return new URL(result.data.receipt.url).origin;
    };
    const behind = testKit({ trustedProxies: ['127.0.0.1'] });
    const open = testKit();
    const at = (remoteAddress: string): typeof fetch =>
      async function ask(input, init) {
        return behind.kit.fetch(new Request(input as string, init), { remoteAddress });
      };
    expect(await linkFrom(at('127.0.0.1'), 'http://kit.test', behind.clock)).toBe(
      'https://kit.test',
    );
    expect(await linkFrom(at('127.0.0.2'), 'http://kit.test', behind.clock)).toBe(
      'http://kit.test',
    );
    const trusted = await behind.kit.start({ port: 0 });
    expect(await linkFrom(fetch, trusted.url, behind.clock)).toBe(
      trusted.url.replace('http:', 'https:'),
    );
    const believed = await open.kit.start({ port: 0 });
    expect(await linkFrom(fetch, believed.url, open.clock)).toBe(believed.url);
  });
});

describe('who asks for others and is not named', () => {
  /** The warnings of a kit that is asked from there, twice. */
  async function warnings(remoteAddress: string | undefined, options: object, headers: object) {
    const lines: Record<string, unknown>[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const { kit } = testKit({ logger, ...options });
    for (let each = 0; each < 2; each += 1) {
      const request = new Request('http://kit.test/healthz', { headers: { ...headers } });
      await kit.fetch(request, { remoteAddress });
    }
    const addresses = lines.filter(({ path }) => path === '/healthz').map((line) => line.address);
    const said = lines.filter(({ level, msg }) => level === 40 && /docs.guides/.test(String(msg)));
    return { addresses, said: said.map(({ msg }) => String(msg)) };
  }
  const forwarded = { 'x-forwarded-for': '198.51.100.7' };

  test('ACC-19: is not believed, and whoever runs the server is told once', async () => {
    for (const options of [{}, { trustedProxies: ['10.0.0.1'] }]) {
      const { addresses, said } = await warnings('10.0.0.9', options, forwarded);
      expect(addresses).toEqual(['10.0.0.0/24', '10.0.0.0/24']);
      expect(said).toEqual([expect.stringContaining('“trustedProxies” does not name')]);
    }
  });

  test('ACC-19: is not spoken of when it is named, or asks for nobody', async () => {
    const named = await warnings('10.0.0.9', { trustedProxies: ['10.0.0.9'] }, forwarded);
    expect(named).toEqual({ addresses: ['198.51.100.0/24', '198.51.100.0/24'], said: [] });
    expect((await warnings('203.0.113.9', {}, {})).said).toEqual([]);
    const unknown = await warnings(undefined, {}, {});
    expect(unknown).toEqual({
      addresses: [null, null],
      said: [expect.stringContaining('Hand the connection over')],
    });
  });
});
