import { createIncidentKit } from '@incident-kit/server';
import { initTRPC } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import {
  grants,
  isPermission,
  type Permission,
} from '../../packages/server/src/access/permissions.ts';
import { appRouter } from '../../packages/server/src/api/router.ts';
import { procedure, router } from '../../packages/server/src/api/trpc.ts';
import { assertDeclared } from '../../packages/server/src/http/declared.ts';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import type { Route } from '../../packages/server/src/http/routes/route.ts';
import { addressesOf, callOf, plainRoutes, procedures, some } from '../support/ways-in/ways-in.ts';
import {
  amir,
  base,
  closed,
  grace,
  headersOf,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  token,
  visitor,
  type Who,
} from './support/kit.ts';

const people: Record<string, Who> = {
  anonymous: visitor,
  reporter: { role: 'reporter', sub: 'r' },
  agent: { role: 'agent', sub: 'a' },
  manager: { role: 'manager', sub: 'm' },
  admin: { role: 'admin', sub: 'x' },
};

/** An input that no procedure accepts: whoever may pass is refused for the input, not for who they are. */
const nonsense = { nonsense: true };

/** Codes of refusals for who somebody is. */
const forWho = ['not-allowed', 'sign-in-required'];

describe('access', () => {
  test('ACC-1 OPS-2: what declares nothing neither compiles nor starts', () => {
    expect(procedures.length).toBeGreaterThan(9);
    expect(routes.length).toBeGreaterThan(5);
    expect(() => assertDeclared(appRouter, routes)).not.toThrow();
    // @ts-expect-error: a procedure names a permission
    procedure();
    const t = initTRPC.create();
    const silent = t.router({ some: t.router({ thing: t.procedure.query(() => 1) }) });
    expect(() => assertDeclared(silent, [])).toThrow(/the procedure some\.thing/);
    // @ts-expect-error: a permission is one of the table
    const thing = procedure('thing:do').query(() => 1);
    expect(() => assertDeclared(router({ thing }), [])).toThrow(/the procedure thing/);
    const route = { method: 'GET', path: '/thing', handle: () => new Response() } as const;
    // @ts-expect-error: a route names one too
    expect(() => assertDeclared(appRouter, [route])).toThrow(/the route \/thing/);
    // @ts-expect-error: and one of the table
    expect(() => assertDeclared(appRouter, [{ ...route, permission: 'toString' }])).toThrow(
      /the route \/thing/,
    );
  });

  test('ACC-1 ACC-4: the table is what the server does, for every role, procedure and route', async () => {
    const { kit, as, clock } = testKit();
    const { receipt } = await as(visitor).incidents.report.mutate(report());
    const callers = { ...people, receipt: { bearer: receipt?.token ?? '' } };
    for (const [role, who] of Object.entries(callers)) {
      const ask = async (request: Request) => codeOf(await kit.fetch(request));
      const headers = await headersOf(who, clock.now);
      const mayPass = (permission: Permission | undefined) =>
        grants[role as keyof typeof grants][permission as Permission] !== undefined;
      for (const each of procedures) {
        const code = await ask(callOf(base, each, nonsense, headers));
        if (mayPass(each.permission))
          expect(['passed', 'invalid-input'], `${role} ${each.path}`).toContain(code);
        else expect(forWho, `${role} ${each.path}`).toContain(code);
      }
      for (const each of plainRoutes) {
        const code = await ask(requestOf(each, headers));
        const what = `${role} ${each.method} ${each.path}: ${code}`;
        // For who runs the server, or for a source or a chat by its secret: nobody is said to be.
        if (each.permission === 'link') {
          // Who opens one that nobody was sent is told so on a page.
          expect((await kit.fetch(requestOf(each, headers))).status, what).toBe(404);
          continue;
        }
        if (['operator', 'source', 'feed', 'chat'].includes(each.permission)) {
          expect(code, what).toBe('not-found');
          continue;
        }
        const isOpen = each.permission === 'public';
        if (isOpen || mayPass(each.permission as Permission))
          expect(forWho, what).not.toContain(code);
        else expect(forWho, what).toContain(code);
      }
    }
  });

  test('ACC-1 ACC-3 ACC-10: nobody else passes anywhere: tokens of another site, of none, or of too high a role', async () => {
    const modest = {
      ...intranet,
      key: 'pk_modest',
      secret: 'one more secret longer than 32 bytes!',
    };
    const { highestRole: _, ...lowest } = modest;
    const gone = { ...intranet, key: 'pk_gone', secret: 'of a site that is disabled, 32 bytes' };
    const { kit, as, clock } = testKit({ sites: [intranet, closed, lowest, gone] });
    await as(amir).sites.disable.mutate({ site: gone.key });
    const headersWith = async (key: string, bearer: string) => ({
      'x-incident-kit-key': key,
      authorization: `Bearer ${bearer}`,
    });
    const admin = { role: 'admin', sub: 'x' } as const;
    const strangers = {
      'token of another site': await headersWith(
        intranet.key,
        await token({ ...admin, site: lowest }, clock.now),
      ),
      'token that says it is of this site': await headersWith(
        intranet.key,
        await token(admin, clock.now, { secret: lowest.secret }),
      ),
      'token of too high a role': await headersWith(
        lowest.key,
        await token({ ...admin, site: lowest }, clock.now),
      ),
      'site that is not known': await headersOf({ ...admin, site: { key: 'pk_no' } }, clock.now),
      'disabled site': await headersOf({ ...admin, site: gone }, clock.now),
      'visitor of a disabled site': await headersOf({ site: gone }, clock.now),
      'no site': {},
      'forged receipt': { authorization: `Bearer rcpt_1_${'A'.repeat(43)}` },
    };
    for (const [name, headers] of Object.entries(strangers)) {
      const guarded = plainRoutes.filter(({ permission }) => isPermission(permission));
      const requests = [
        ...procedures.map((each) => callOf(base, each, nonsense, headers)),
        ...guarded.map((each) => requestOf(each, headers)),
      ];
      expect(requests.length).toBeGreaterThan(procedures.length);
      for (const request of requests) {
        const response = await kit.fetch(request.clone());
        expect([401, 403], `${name} ${request.url}`).toContain(response.status);
        expect(await codeOf(response), `${name} ${request.url}`).toMatch(
          /^(token|site-key|site|receipt)-/,
        );
      }
    }
  });

  test('ACC-4: a site that lets visitors do nothing is obeyed', async () => {
    const { as } = testKit();
    const stranger = as({ site: closed });
    expect((await refusalOf(stranger.forms.report.query())).code).toBe('sign-in-required');
    expect((await refusalOf(stranger.incidents.report.mutate(report()))).code).toBe(
      'sign-in-required',
    );
    const badges = stranger.badges.get.query({ incidents: ['INC-1'] });
    expect((await refusalOf(badges)).code).toBe('sign-in-required');
  });

  test('ACC-2: a key works from its own origins, compared letter by letter', async () => {
    const { as } = testKit({ publicUrl: base });
    const from = (origin: string) => as({ ...rosa, origin }).forms.report.query();
    await from('https://intranet.example');
    await from(base); // the kit's own pages
    for (const origin of [
      'http://intranet.example',
      'https://intranet.example:8443',
      'https://intranet.example.evil.example',
      'https://sub.intranet.example',
      'https://INTRANET.example',
      'null',
    ]) {
      const refusal = await refusalOf(from(origin));
      expect(refusal, origin).toMatchObject({ code: 'origin-not-allowed', httpStatus: 403 });
      expect(refusal.message).toContain(origin);
    }
  });

  test('ACC-2: a refusal of an origin can be read by the page that caused it', async () => {
    const { kit } = testKit();
    const response = await kit.fetch(
      new Request(`${base}/trpc/forms.report?key=pk_intranet`, {
        headers: { origin: 'https://typo.example' },
      }),
    );
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('ACC-2: a missing and an unknown key are told apart', async () => {
    const { kit } = testKit();
    const ask = async (query: string) => {
      const response = await kit.fetch(new Request(`${base}/trpc/forms.report${query}`));
      return [response.status, (await response.json()).error.data.code];
    };
    expect(await ask('')).toEqual([401, 'site-key-missing']);
    expect(await ask('?key=pk_nobody')).toEqual([401, 'site-key-unknown']);
  });

  test('ACC-3: a token is checked for who signed it, for whom, and for how long', async () => {
    const { as, clock } = testKit();
    const refused = async (bearer: string) =>
      (await refusalOf(as({ bearer }).incidents.list.query({}))).code;
    const sign = (change: Parameters<typeof token>[2], who: Who = grace) =>
      token(who, clock.now, change);
    await as({ bearer: await sign({}) }).incidents.list.query({});
    expect(await refused(await sign({ secret: closed.secret }))).toBe('token-invalid');
    expect(await refused(await sign({ aud: 'another-app' }))).toBe('token-invalid');
    expect(await refused(await sign({ iss: closed.key }))).toBe('token-invalid');
    expect(await refused(await sign({ lifeSeconds: 15 * 60 + 1 }))).toBe('token-invalid');
    expect(await refused(await sign({ alg: 'HS512' }))).toBe('token-invalid');
    expect(await refused(await sign({}, { ...grace, role: 'root' as never }))).toBe(
      'token-invalid',
    );
    expect(await refused('not.a.token')).toBe('token-invalid');
    const [header, payload] = (await sign({})).split('.');
    expect(await refused(`${header}.${payload}.`)).toBe('token-invalid');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await refused(`${none}.${payload}.`)).toBe('token-invalid');
    const old = await sign({});
    clock.now += 11 * 60_000;
    expect(await refused(old)).toBe('token-expired');
  });

  test('ACC-5 INC-8: a receipt opens its incident, no other, and no internal note', async () => {
    const { as } = testKit();
    const { receipt } = await as(visitor).incidents.report.mutate(report());
    await as(visitor).incidents.report.mutate(report());
    await as(grace).incidents.addNote.mutate({
      incident: 'INC-1',
      text: 'secret',
      visibility: 'internal',
    });
    const holder = as({ bearer: receipt?.token ?? '' });
    expect(receipt?.url).toBe(`${base}/receipt#${receipt?.token}`);
    await holder.incidents.addNote.mutate({ incident: 'INC-1', text: 'One more thing' });
    const { entries, may } = await holder.incidents.timeline.query({ incident: 'INC-1' });
    expect(entries.map((entry) => entry.kind)).toEqual(['reported', 'note']);
    expect(may).toEqual(['cancel', 'add-note']);
    const other = await refusalOf(holder.incidents.timeline.query({ incident: 'INC-2' }));
    expect(other.code).toBe('incident-not-found');
    const forged = receipt?.token.replace('rcpt_1_', 'rcpt_2_') ?? '';
    const refusal = await refusalOf(
      as({ bearer: forged }).incidents.timeline.query({ incident: 'INC-2' }),
    );
    expect(refusal.code).toBe('receipt-invalid');
  });

  test('ACC-5: signed-in reporters need no receipt and get none', async () => {
    const { as } = testKit();
    expect((await as(rosa).incidents.report.mutate(report())).receipt).toBeNull();
  });

  test('ACC-7: no answer sets a cookie, and none is asked for', async () => {
    const { kit, clock } = testKit();
    for (const path of ['/trpc/forms.report', '/healthz', '/receipt', '/live?topics=badge:INC-1']) {
      const response = await kit.fetch(
        new Request(base + path, { headers: await headersOf(rosa, clock.now) }),
      );
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      await response.body?.cancel();
    }
  });

  test('ACC-2: options of a site that could not work are refused when the kit is made', () => {
    expect(() =>
      createIncidentKit({ sites: [{ ...intranet, origins: ['https://intranet.example/'] }] }),
    ).toThrow(/origin/);
    expect(() => createIncidentKit({ sites: [{ ...intranet, secret: 'short' }] })).toThrow(
      /32 bytes/,
    );
  });
});

function requestOf(route: Route, headers: Record<string, string>): Request {
  const [address = ''] = some(addressesOf(route, ['INC-1']), 1, 1);
  const method = route.method === 'ALL' ? 'GET' : route.method;
  const hasBody = method === 'POST' || method === 'PATCH';
  return new Request(base + address, {
    method,
    headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { body: JSON.stringify(nonsense) }),
  });
}

/** The code of a refusal; `passed` for what is none. */
async function codeOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.includes('json') !== true) {
    await response.body?.cancel();
    return 'passed';
  }
  const { error } = await response.json();
  return error?.data?.code ?? error?.code ?? 'passed';
}
