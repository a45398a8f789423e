import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { hostRoles } from '../domain/actor.ts';
import { KitError } from '../domain/errors.ts';
import { bounded } from '../domain/plain-text.ts';
import type { Site } from './sites.ts';

/** A host token lives this long at most, so that somebody who left does not stay. */
export const longestTokenMs = 15 * 60_000;

/** Clocks of two servers differ; this much is forgiven. */
export const clockToleranceSeconds = 30;

export const tokenAudience = 'incident-kit';

const plain = bounded(z.string(), { min: 1, max: 200 });

const claimsSchema = z.object({
  sub: plain,
  name: plain,
  email: z.email().max(254).optional(),
  role: z.enum(hostRoles),
  groups: z.array(plain).max(50).optional(),
  iat: z.number(),
  exp: z.number(),
});

export type HostClaims = z.infer<typeof claimsSchema>;

/**
 * Checks a token that the host page's own server signed.
 * @throws KitError `token-expired`, which a page answers by fetching another, or `token-invalid`
 */
export async function verifyHostToken(token: string, site: Site, now: number): Promise<HostClaims> {
  if (!site.secret) {
    throw new KitError(
      'token-invalid',
      `The site ${site.key} has no secret to check tokens with.`,
      { details: { why: 'no-secret' } },
    );
  }
  const claims = claimsSchema.safeParse(await verifySignature(token, site.secret, site.key, now));
  if (!claims.success) {
    const wrong = claims.error.issues.map((issue) => issue.path.join('.'));
    throw new KitError('token-invalid', `The host token lacks or misstates: ${wrong.join(', ')}.`, {
      details: { why: 'claims', claims: wrong },
    });
  }
  if ((claims.data.exp - claims.data.iat) * 1000 > longestTokenMs) {
    throw new KitError('token-invalid', 'The host token lives longer than 15 minutes.', {
      details: { why: 'lives-too-long' },
    });
  }
  return claims.data;
}

async function verifySignature(token: string, secret: string, issuer: string, now: number) {
  try {
    const verified = await jwtVerify(token, new TextEncoder().encode(secret), {
      // Fixed, so that a token cannot choose a weaker way of being checked.
      algorithms: ['HS256'],
      audience: tokenAudience,
      issuer,
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    return verified.payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new KitError('token-expired', 'Your session has run out. Reload the page.');
    }
    throw new KitError('token-invalid', 'The host token could not be verified.', {
      details: { why: 'not-verified' },
      cause: error,
    });
  }
}
