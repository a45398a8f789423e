import { describe, expect, test } from 'vitest';
import { VerifiedTokens } from '../../packages/server/src/access/verified-tokens.ts';
import { base, closed, grace, intranet, report, rosa, testKit, token } from './support/kit.ts';

const minute = 60_000;
const claims = { sub: 'rosa', name: 'Rosa', role: 'reporter', iat: 0, exp: 600 } as const;

describe('verified tokens', () => {
  test('ACC-9: a token is good until it runs out, and is then refused as any other', async () => {
    const { kit, clock, as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    const signed = await token(grace, clock.now);
    const start = clock.now;
    const ask = async (headers: Record<string, string> = {}) => {
      const response = await kit.fetch(
        new Request(
          `${base}/trpc/incidents.get?input=${encodeURIComponent('{"incident":"INC-1"}')}`,
          {
            headers: {
              'x-incident-kit-key': intranet.key,
              authorization: `Bearer ${signed}`,
              ...headers,
            },
          },
        ),
      );
      return (await response.json()).error?.data.code ?? response.status;
    };
    expect([await ask(), await ask()]).toEqual([200, 200]);
    // The same token at another site, whose secret it was not signed with, and from another origin.
    expect(await ask({ 'x-incident-kit-key': closed.key })).toBe('token-invalid');
    expect(await ask({ origin: 'https://evil.example' })).toBe('origin-not-allowed');
    expect(await ask({ authorization: `Bearer ${signed.slice(0, -2)}xx` })).toBe('token-invalid');
    clock.now = start + 10 * minute + 29_999;
    expect(await ask()).toBe(200);
    clock.now += 1;
    expect([await ask(), await ask()]).toEqual(['token-expired', 'token-expired']);
    clock.now = start;
    expect(await ask()).toBe(200);
  });

  test('ACC-9: what was verified is neither the token nor for another site, and ends', () => {
    const kept = new VerifiedTokens();
    const verified = { claims, secret: null, endsAt: Infinity, at: 1_000, until: 2_000 };
    kept.keep('pk_a', 'token', verified);
    expect(kept.get('pk_a', 'token', 1_999)).toBe(verified);
    expect(kept.get('pk_b', 'token', 1_500)).toBeNull();
    expect(kept.get('pk_a', 'another', 1_500)).toBeNull();
    expect(kept.get('pk_a', 'token', 999)).toBeNull();
    kept.keep('pk_a', 'token', verified);
    expect(kept.get('pk_a', 'token', 2_000)).toBeNull();
    for (let index = 0; index < 10_050; index += 1) {
      kept.keep('pk_a', `token ${index}`, verified);
    }
    expect(kept.size).toBe(10_000);
    expect(kept.get('pk_a', 'token 0', 1_500)).toBeNull();
    expect(kept.get('pk_a', 'token 10049', 1_500)).toBe(verified);
  });
});
