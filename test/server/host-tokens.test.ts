import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SiteOptions } from '@incident-kit/server';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { refusalOf, testKit } from './support/kit.ts';

const site = {
  key: 'pk_portal',
  name: 'Portal',
  origins: ['https://portal.example'],
  highestRole: 'agent' as const,
};

type Key = Parameters<SignJWT['sign']>[0];

/** A kit with one site, and what it says to a token with these claims. */
function kitWith(tokens: SiteOptions['tokens']) {
  const { as, clock } = testKit({ sites: [{ ...site, tokens }] });
  const sign = (key: Key, header: { alg: string; kid?: string }, claims: object = {}) => {
    const iat = Math.floor(clock.now / 1000);
    const said = { sub: 'ada', name: 'Ada', role: 'agent', aud: 'incident-kit', iss: site.key };
    const payload = { ...said, iat, exp: iat + 600, ...claims };
    return new SignJWT(payload).setProtectedHeader(header).sign(key);
  };
  const ask = (bearer: string) => as({ bearer, site }).incidents.list.query({});
  const refused = async (bearer: string) => (await refusalOf(ask(bearer))).code;
  return { sign, ask, refused, clock };
}

describe('host tokens', () => {
  test.each(['RS256', 'ES256', 'EdDSA'] as const)(
    'ACC-12: %s is checked with a public key, and in no other way',
    async (algorithm) => {
      const [ours, theirs] = await Promise.all([
        generateKeyPair(algorithm),
        generateKeyPair(algorithm),
      ]);
      const pem = await exportSPKI(ours.publicKey);
      const { sign, ask, refused } = kitWith({ algorithm, publicKeys: [{ pem }] });
      await ask(await sign(ours.privateKey, { alg: algorithm }));
      await ask(await sign(ours.privateKey, { alg: algorithm, kid: 'any' }));
      expect(await refused(await sign(theirs.privateKey, { alg: algorithm }))).toBe(
        'token-invalid',
      );
      // The public key is known to all: it must not work as a shared secret.
      const asSecret = new TextEncoder().encode(pem);
      expect(await refused(await sign(asSecret, { alg: 'HS256' }))).toBe('token-invalid');
    },
  );

  test('ACC-12: while a secret is changed, the old and the new one are good', async () => {
    const [old, next, third] = ['Zq7mP4xTnB2vK9sW6cL1yR8dH3fJ5gAe', 'b'.repeat(8), 'c'].map(
      (text) => new TextEncoder().encode(text.padEnd(32, 'Tn4xB7vZq2mP9sK6wL1cY8rD3hF5jGeA')),
    ) as [Uint8Array, Uint8Array, Uint8Array];
    const secrets = [next, old].map((each) => new TextDecoder().decode(each));
    const { sign, ask, refused } = kitWith({ secrets });
    await ask(await sign(old, { alg: 'HS256' }));
    await ask(await sign(next, { alg: 'HS256' }));
    expect(await refused(await sign(third, { alg: 'HS256' }))).toBe('token-invalid');
    expect(await refused(await sign(old, { alg: 'HS384' }))).toBe('token-invalid');
  });

  test('ACC-12: of several public keys, a token is checked with the one that it names', async () => {
    const [a, b] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
    const publicKeys = [
      { id: 'a', pem: await exportSPKI(a.publicKey) },
      { id: 'b', pem: await exportSPKI(b.publicKey) },
    ];
    const { sign, ask, refused } = kitWith({ algorithm: 'ES256', publicKeys });
    await ask(await sign(a.privateKey, { alg: 'ES256', kid: 'a' }));
    await ask(await sign(b.privateKey, { alg: 'ES256', kid: 'b' }));
    await ask(await sign(b.privateKey, { alg: 'ES256' }));
    expect(await refused(await sign(b.privateKey, { alg: 'ES256', kid: 'a' }))).toBe(
      'token-invalid',
    );
  });

  test('ACC-13: published keys are found, and found again when they are changed', async () => {
    const [a, b] = await Promise.all([
      generateKeyPair('RS256', { extractable: true }),
      generateKeyPair('RS256', { extractable: true }),
    ]);
    const published = [{ ...(await exportJWK(a.publicKey)), kid: 'a', alg: 'RS256' }];
    const provider = await serveKeys(() => ({ keys: published }));
    const { sign, ask, refused } = kitWith({ algorithm: 'RS256', jwksUrl: provider.url });
    await ask(await sign(a.privateKey, { alg: 'RS256', kid: 'a' }));
    await ask(await sign(a.privateKey, { alg: 'RS256', kid: 'a' }, { sub: 'ben' }));
    expect(provider.asked()).toBe(1);
    // Whoever invents names of keys has the provider asked no more often.
    for (let round = 0; round < 5; round += 1) {
      const token = await sign(b.privateKey, { alg: 'RS256', kid: `invented-${round}` });
      expect(await refused(token)).toBe('token-invalid');
    }
    expect(provider.asked()).toBe(1);
  });

  test('ACC-13: keys that cannot be had are no fault of the token', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    let body: unknown = { keys: 'none' };
    const provider = await serveKeys(() => body);
    const { sign, refused } = kitWith({ algorithm: 'RS256', jwksUrl: provider.url });
    expect(await refused(await sign(privateKey, { alg: 'RS256', kid: 'a' }))).toBe(
      'token-keys-unavailable',
    );
    body = { keys: [], much: 'x'.repeat(2 ** 19) };
    expect(await refused(await sign(privateKey, { alg: 'RS256', kid: 'b' }))).toBe(
      'token-keys-unavailable',
    );
  });

  test('ACC-14: an ID token of the host’s own provider says who somebody is in its own words', async () => {
    const secret = new TextEncoder().encode('Zq7mP4xTnB2vK9sW6cL1yR8dH3fJ5gAe');
    const { sign, ask, refused } = kitWith({
      secrets: [new TextDecoder().decode(secret)],
      issuer: 'https://login.example.com/tenant',
      audience: 'client-17',
      longestMinutes: 60,
      claims: {
        id: 'oid',
        name: 'preferred_username',
        role: 'realm_access.roles',
        groups: 'https://example.com/groups',
      },
      roles: { 'help-desk': 'agent', staff: 'reporter' },
    });
    const claims = {
      iss: 'https://login.example.com/tenant',
      aud: ['client-17'],
      oid: 'u-1',
      preferred_username: 'ada@example.com',
      email: '',
      'https://example.com/groups': ['network'],
    };
    const signed = (roles: unknown, change: object = {}) =>
      sign(secret, { alg: 'HS256' }, { ...claims, realm_access: { roles }, ...change });
    const hour = Math.floor(Date.UTC(2026, 10, 23, 10) / 1000);
    await ask(await signed(['staff', 'help-desk'], { exp: hour }));
    expect(await refused(await signed(['cleaning']))).toBe('token-invalid');
    expect(await refused(await signed(['constructor', '__proto__']))).toBe('token-invalid');
    expect(await refused(await signed(['staff'], { exp: hour + 1 }))).toBe('token-invalid');
    expect(await refused(await signed(['staff'], { iss: site.key }))).toBe('token-invalid');
    expect(await refused(await signed(['staff'], { aud: 'incident-kit' }))).toBe('token-invalid');
  });
});

/** A provider that publishes keys, and counts how often it is asked. */
async function serveKeys(keys: () => unknown) {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/keys`, asked: () => asked };
}
