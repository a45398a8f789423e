import { randomBytes } from 'node:crypto';
import { createIncidentKit } from '@incident-kit/server';
import { expect, test } from 'vitest';
import { siteSchema } from '../../../packages/server/src/access/sites.ts';

const site = (secret: string) => ({ key: 'pk_a', name: 'A', origins: [], secret });

test.each([
  "shared with the intranet's server, at least 32 bytes",
  'a'.repeat(32),
  'a'.repeat(500),
  'ab'.repeat(32),
  '0123456789abcdef'.repeat(4),
  '0123456789abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba9876543210',
  'password'.repeat(5),
  'your-256-bit-secret-your-256-bit-secret',
  'change-me-change-me-change-me-change-me!',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
  '                                        ',
])('ACC-11: “%s” is nobody’s secret', (secret) => {
  expect(() => createIncidentKit({ sites: [site(secret)] })).toThrow(/cannot be this one/);
});

test('ACC-11: what is random is taken, however it is written', () => {
  for (let round = 0; round < 2_000; round += 1) {
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      expect(siteSchema.safeParse(site(randomBytes(32).toString(encoding))).success).toBe(true);
    }
    expect(siteSchema.safeParse(site(randomBytes(16).toString('hex'))).success).toBe(true);
  }
});
