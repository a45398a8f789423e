import { inspect } from 'node:util';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { Redactor, secretsIn } from '../../packages/server/src/access/redactor.ts';
import { shortened } from '../../packages/server/src/access/request-trace.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import {
  base,
  grace,
  headersOf,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  token,
  visitor,
} from './support/kit.ts';

/** Keeps the lines of a log. */
function listening() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  return { lines, logger: pino({ level: 'trace' }, { write }) };
}

const metrics = { token: 'read-what-is-counted' };
const bearing = (bearer: string) => ({ authorization: `Bearer ${bearer}` });

describe('what is written down', () => {
  test('OPS-3: a request leaves a line with site, caller and shortened address', async () => {
    const { lines, logger } = listening();
    const { kit, clock } = testKit({ logger });
    const ask = async (headers: Record<string, string>, remoteAddress: string) => {
      const request = new Request(`${base}/trpc/incidents.list?input=%7B%7D`, { headers });
      await (await kit.fetch(request, { remoteAddress })).text();
      return lines.findLast(({ msg }) => msg === 'request');
    };
    expect(await ask(await headersOf(grace, clock.now), '203.0.113.77')).toMatchObject({
      level: 30,
      method: 'GET',
      path: '/trpc/incidents.list',
      status: 200,
      site: 'pk_intranet',
      role: 'agent',
      caller: 'grace',
      address: '203.0.113.0/24',
    });
    const forged = await token(grace, clock.now, {
      secret: 'not at all the secret of the intranet',
    });
    const headers = { 'x-incident-kit-key': 'pk_intranet', ...bearing(forged) };
    expect(await ask(headers, '2001:db8:1:2:3:4:5:6')).toMatchObject({
      level: 40,
      status: 401,
      site: 'pk_intranet',
      role: null,
      caller: null,
      address: '2001:db8:1::/48',
      refusals: ['token-invalid'],
    });
  });

  test('OPS-3: lines can be those of refusals alone, or none', async () => {
    for (const [requestLines, expected] of [
      ['refusals', [404]],
      ['none', []],
    ] as const) {
      const { lines, logger } = listening();
      const { kit } = testKit({ logger, requestLines });
      await kit.fetch(new Request(`${base}/healthz`));
      await kit.fetch(new Request(`${base}/nothing`));
      const statuses = lines.filter(({ msg }) => msg === 'request').map(({ status }) => status);
      expect(statuses).toEqual(expected);
    }
  });

  test('OPS-3: an address is shortened to its network', () => {
    expect(shortened('192.0.2.1')).toBe('192.0.2.0/24');
    expect(shortened('2001:db8::1')).toBe('2001:db8:0::/48');
    expect(shortened('::1')).toBe('0:0:0::/48');
    expect(shortened(null)).toBeNull();
  });

  test('OPS-4: no secret of a run is in any line, whatever was sent where', async () => {
    const { lines, logger } = listening();
    const { kit, as, clock } = testKit({ logger, metrics });
    const { receipt } = await as(visitor).incidents.report.mutate(report());
    const bearer = await token(grace, clock.now);
    const secrets = [receipt?.token ?? '', bearer, metrics.token, intranet.secret];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...secrets),
        fc.constantFrom('authorization', 'x-incident-kit-key', 'origin', 'path', 'query', 'body'),
        fc.constantFrom('Bearer ', 'bearer  ', 'Basic ', ''),
        async (secret, place, scheme) => {
          const written = encodeURIComponent(secret);
          const path = place === 'path' ? `/badges/incident/${written}.svg` : '/trpc/forms.report';
          const query = place === 'query' ? `?key=${written}` : '';
          const headers = new Headers({ 'content-type': 'application/json' });
          if (!['path', 'query', 'body'].includes(place)) headers.set(place, scheme + secret);
          const isPost = place === 'body';
          const response = await kit.fetch(
            new Request(base + (isPost ? '/live' : path) + query, {
              headers,
              ...(isPost && { method: 'POST', body: JSON.stringify({ topics: { [secret]: 0 } }) }),
            }),
          );
          await response.text();
        },
      ),
      { numRuns: 60 },
    );
    expect(lines.length).toBeGreaterThan(60);
    const all = JSON.stringify(lines);
    for (const secret of secrets) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(encodeURIComponent(secret));
    }
  });

  test('OPS-4: a database that cannot be opened is told of without its password', async () => {
    const password = 'a p@ssword of the database';
    const database = `postgres://kit:${encodeURIComponent(password)}@127.0.0.1:1/kit`;
    const sentences: string[] = [];
    const note = (sentence: string) => sentences.push(sentence);
    const problem = await openStore(database, { startTimeoutMs: 0, note }).catch((error) => error);
    const told = inspect([sentences, problem, problem.cause], { depth: 8 });
    expect(told).toContain('127.0.0.1:1');
    expect(told).not.toContain(password);
    expect(told).not.toContain(encodeURIComponent(password));
  });

  test('OPS-4: what libraries hang on an error is not written down', () => {
    const redactor = new Redactor(
      secretsIn({ sites: [{ tokens: { secrets: ['sixteen letters!'] } }] }),
    );
    const cause = Object.assign(new Error('postgres://kit:pass-word@db/kit refused'), {
      detail: 'Key (title)=(what somebody wrote) is there already.',
      parameters: ['what somebody wrote'],
    });
    const error = new Error('with “sixteen letters!” and rcpt_12_abcdefgh', { cause });
    const written = inspect(redactor.value({ err: error, token: 'abc' }), { depth: 8 });
    expect(written).toContain('refused');
    expect(written).not.toMatch(/sixteen letters|abcdefgh|pass-word|what somebody wrote|'abc'/);
  });
});

describe('what is counted', () => {
  const read = async (kit: ReturnType<typeof testKit>['kit']) => {
    const response = await kit.fetch(
      new Request(`${base}/metrics`, { headers: bearing(metrics.token) }),
    );
    expect(response.status).toBe(200);
    return response.text();
  };

  test('OPS-5: metrics are for who bears their token, and are not there without one', async () => {
    const { kit, as, clock } = testKit({ metrics });
    const { kit: silent } = testKit();
    const status = async (of: typeof kit, headers: Record<string, string>) =>
      (await of.fetch(new Request(`${base}/metrics`, { headers }))).status;
    expect(await status(silent, bearing(metrics.token))).toBe(404);
    expect(await status(kit, {})).toBe(403);
    expect(await status(kit, bearing('read-what-is-countee'))).toBe(403);
    expect(await status(kit, await headersOf({ ...grace, role: 'admin' }, clock.now))).toBe(403);
    await as(rosa).incidents.report.mutate(report());
    expect(await status(kit, bearing(metrics.token))).toBe(200);
  });

  test('OPS-5: reports, refusals, commits, streams, lag and requests are counted', async () => {
    const { kit, as } = testKit({ metrics });
    await as(rosa).incidents.report.mutate(report());
    await refusalOf(as(rosa).incidents.report.mutate(report({ title: '' })));
    await kit.fetch(new Request(`${base}/trpc/forms.report?key=pk_nobody`));
    const stream = await kit.fetch(new Request(`${base}/live?topics=badge:INC-1&key=pk_intranet`));
    const text = await read(kit);
    await stream.body?.cancel();
    expect(text).toMatch(/^incident_kit_reports_total 1$/m);
    expect(text).toMatch(/^incident_kit_refusals_total\{code="invalid-input"\} 1$/m);
    expect(text).toMatch(/^incident_kit_refusals_total\{code="site-key-unknown"\} 1$/m);
    expect(text).toMatch(/^incident_kit_open_streams 1$/m);
    expect(text).toMatch(/^incident_kit_log_lag_events 0$/m);
    expect(text).toMatch(/^incident_kit_due_waiting 0$/m);
    expect(text).toMatch(/^incident_kit_commit_duration_seconds_count [1-9]/m);
    expect(text).toMatch(/^incident_kit_requests_total\{route="forms\.report",status="401"\} 1$/m);
    expect(text).toMatch(/^process_cpu_seconds_total /m);
  });

  test('OPS-5: nobody can make more series by asking for other things', async () => {
    const { kit } = testKit({ metrics });
    const ask = async (from: number) => {
      for (let each = from; each < from + 40; each += 1) {
        for (const path of [
          `/a${each}`,
          `/badges/incident/INC-${each}.svg`,
          `/trpc/a.b${each}`,
          `/kit/${each}.js`,
        ]) {
          await kit.fetch(
            new Request(`${base}${path}?key=pk_${each}`, { method: each % 2 ? 'GET' : `X${each}` }),
            { remoteAddress: `10.0.0.${each}` },
          );
        }
      }
      const text = await read(kit);
      return text.split('\n').filter((line) => line.startsWith('incident_kit_')).length;
    };
    await ask(0);
    // Once more, as reading them is counted too.
    expect(await ask(100)).toBe(await ask(200));
  });
});

describe('whether it is ready', () => {
  test('OPS-6: it is ready when it can take work, and says codes alone when it cannot', async () => {
    const { kit } = testKit();
    const ask = async () => {
      const response = await kit.fetch(new Request(`${base}/readyz`));
      return [response.status, await response.json()];
    };
    expect(await ask()).toEqual([200, { ready: true, reasons: [] }]);
    await kit.close();
    expect(await ask()).toEqual([503, { ready: false, reasons: ['shutting-down'] }]);
  });

  test('OPS-6: probes and scrapes come by whatever name they know the server under', async () => {
    const { kit } = testKit({ publicUrl: 'https://incidents.example.com', metrics });
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const response = await kit.fetch(
        new Request(`http://10.1.2.3:4000${path}`, { headers: bearing(metrics.token) }),
      );
      expect(response.status, path).toBe(200);
    }
  });

  test('OPS-3: what is refused before it is read leaves a line too', async () => {
    const { lines, logger } = listening();
    const { kit } = testKit({ logger });
    const { port } = await kit.start({ port: 0 });
    const { connect } = await import('node:net');
    const socket = connect(port, '127.0.0.1');
    socket.end(
      'GET /healthz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y\r\n\r\n',
    );
    await new Promise((resolve) => socket.resume().once('close', resolve));
    expect(lines.findLast(({ msg }) => msg === 'request')).toMatchObject({
      status: 400,
      address: '127.0.0.0/24',
      refusals: ['malformed-request'],
    });
  });
});
