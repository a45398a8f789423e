import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { base, closed, intranet, refusalOf, testKit } from '../support/kit.ts';

test('ACC-3: however a token says when it begins and ends, it is over within a quarter of an hour', async () => {
  const { as, clock } = testKit();
  const now = Math.floor(clock.now / 1000);
  const year = 365 * 86_400;
  const ask = async (life: Record<string, unknown>) => {
    const payload = { sub: 'grace', name: 'Grace', role: 'agent', iss: intranet.key, ...life };
    const bearer = await new SignJWT({ aud: 'incident-kit', ...payload })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(intranet.secret));
    return as({ bearer }).incidents.list.query({});
  };
  const refused = async (life: Record<string, unknown>) => (await refusalOf(ask(life))).code;

  await ask({ iat: now, exp: now + 900 });
  // The clock of the other server may be half a minute ahead.
  await ask({ iat: now + 29, exp: now + 600 });
  for (const life of [
    { iat: now + 10 * year, exp: now + 10 * year + 600 },
    { iat: now + 31, exp: now + 600 },
    { iat: now, exp: now - 10 },
    { iat: now, exp: now },
    { iat: 1e300, exp: 1e300 },
    { iat: now, exp: 1e300 },
    { iat: -1e300, exp: now + 600 },
    { iat: now - 10 * year, exp: now + 600 },
    { iat: now, exp: now + 901 },
    { exp: now + 600 },
    { iat: now },
    { iat: `${now}`, exp: now + 600 },
  ]) {
    expect(await refused(life), JSON.stringify(life)).toBe('token-invalid');
  }
});

test('ACC-3: a token of another site says nothing here', async () => {
  const { kit, as, clock } = testKit();
  const iat = Math.floor(clock.now / 1000);
  const bearer = await new SignJWT({ name: 'Eve', role: 'reporter' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('eve')
    .setAudience('incident-kit')
    .setIssuer(closed.key)
    .setIssuedAt(iat)
    .setExpirationTime(iat + 600)
    .sign(new TextEncoder().encode(closed.secret));
  expect((await refusalOf(as({ bearer }).incidents.list.query({}))).code).toBe('token-invalid');
  const own = await kit.fetch(
    new Request(`${base}/trpc/incidents.list?input=%7B%7D`, {
      headers: { 'x-incident-kit-key': closed.key, authorization: `Bearer ${bearer}` },
    }),
  );
  expect(own.status).toBe(200);
});
