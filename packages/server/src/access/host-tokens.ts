import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type HostRole, hostRoles } from '../domain/actor.ts';
import { type ErrorValues, KitError } from '../domain/errors.ts';
import { bounded } from '../domain/plain-text.ts';
import type { Site, TokenSettings } from './sites.ts';
import { keysOf, type TokenKey } from './token-keys.ts';

/** Clocks of two servers differ; this much is forgiven. */
export const clockToleranceSeconds = 30;

const plain = bounded(z.string(), { min: 1, max: 200 });

/** The last second that has a date in JavaScript. */
const seconds = z.number().min(0).max(8.64e12);

const claimsSchema = z.object({
  sub: plain,
  name: plain,
  email: z.email().max(254).optional(),
  role: z.enum(hostRoles),
  groups: z.array(plain).max(50).optional(),
  iat: seconds,
  exp: seconds,
});

export type HostClaims = z.infer<typeof claimsSchema>;

export interface VerifiedToken {
  claims: HostClaims;
  /** What it was signed with; null for a key of which only the public half is known. */
  secret: TokenKey['secret'];
}

/**
 * Checks a token that the host page's own server signed, or its provider of identities.
 * @throws KitError `token-expired`, which a page answers by fetching another, `token-invalid`, or
 *   `token-keys-unavailable`
 */
export async function verifyHostToken(
  token: string,
  site: Site,
  now: number,
): Promise<VerifiedToken> {
  const { tokens } = site;
  const keys = tokens
    ? keysOf(site, tokens).filter(
        ({ secret }) => (secret?.endsAt ?? Number.POSITIVE_INFINITY) > now,
      )
    : [];
  if (!tokens || keys.length === 0) {
    throw invalid(`The site ${site.key} has no secret to check tokens with.`, { why: 'no-secret' });
  }
  const { payload, secret } = await verifySignature(token, site, { tokens, keys, now });
  const claims = claimsSchema.safeParse(claimsIn(payload, tokens));
  if (!claims.success) {
    const wrong = claims.error.issues.map((issue) => issue.path.join('.'));
    throw invalid(`The host token lacks or misstates: ${wrong.join(', ')}.`, {
      why: 'claims',
      claims: wrong,
    });
  }
  checkLife(claims.data, tokens, now);
  checkRole(claims.data.role, site);
  return { claims: claims.data, secret };
}

/** What a token says, by the names that the kit has for it. */
function claimsIn(payload: JWTPayload, { claims, roles, defaultRole }: TokenSettings) {
  const said = (name: string) => claimAt(payload, name);
  const { iat, exp } = payload;
  const email = said(claims.email);
  return {
    sub: said(claims.id),
    name: said(claims.name),
    // Providers leave out what they do not know by leaving it empty.
    ...(email !== undefined && email !== null && email !== '' && { email }),
    role: roleOf(said(claims.role), roles) ?? defaultRole,
    groups: said(claims.groups),
    iat,
    exp,
  };
}

/** A claim by its own name, which may have dots (`https://example.com/role`), or else by its path. */
function claimAt(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      payload,
    );
}

/** The highest role that any of the values stands for. */
function roleOf(value: unknown, roles: TokenSettings['roles']): unknown {
  if (!roles) return value;
  const values = (Array.isArray(value) ? value : [value]).map(String);
  return hostRoles.findLast((role) =>
    values.some((each) => Object.hasOwn(roles, each) && roles[each] === role),
  );
}

/** However a token is written, it ends within the time that the site gives one. */
function checkLife({ iat, exp }: HostClaims, { longestMinutes }: TokenSettings, now: number): void {
  if (iat > now / 1000 + clockToleranceSeconds) {
    throw invalid('The host token was issued in the future. Correct the clock of its server.', {
      why: 'issued-in-future',
    });
  }
  if (exp <= iat) {
    throw invalid('The host token ends before it begins.', { why: 'ends-before-it-begins' });
  }
  if (exp - iat > longestMinutes * 60) {
    throw invalid(`The host token lives longer than ${longestMinutes} minutes.`, {
      why: 'lives-too-long',
    });
  }
}

function checkRole(role: HostRole, { key, highestRole }: Site): void {
  if (hostRoles.indexOf(role) <= hostRoles.indexOf(highestRole)) return;
  throw invalid(
    `Tokens of ${key} may not claim the role “${role}”, at most “${highestRole}”. ` +
      `If they should, set highestRole of that site.`,
    { why: 'role-too-high' },
  );
}

async function verifySignature(
  token: string,
  site: Site,
  { tokens, keys, now }: { tokens: TokenSettings; keys: readonly TokenKey[]; now: number },
): Promise<{ payload: JWTPayload; secret: TokenKey['secret'] }> {
  const options = {
    // Fixed, so that a token cannot choose a weaker way of being checked.
    algorithms: [tokens.algorithm],
    audience: tokens.audience,
    issuer: tokens.issuer ?? site.key,
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(now),
    requiredClaims: ['iat', 'exp'],
  };
  let problem: unknown;
  for (const { get, secret } of keys) {
    try {
      return { payload: (await jwtVerify(token, get, options)).payload, secret };
    } catch (error) {
      // What cannot be had may have been the right one.
      if (!(problem instanceof KitError)) problem = error;
      // Another key would not make it younger.
      if (error instanceof errors.JWTExpired) throw expired();
    }
  }
  if (problem instanceof KitError) throw problem;
  throw invalid('The host token could not be verified.', { why: 'not-verified' }, problem);
}

function expired(): KitError {
  return new KitError('token-expired', 'Your session has run out. Reload the page.');
}

function invalid(
  message: string,
  details: ErrorValues['token-invalid'],
  cause?: unknown,
): KitError {
  return new KitError('token-invalid', message, { details, cause });
}
