import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { hostRoles } from '../domain/actor.ts';
import { bounded } from '../domain/plain-text.ts';
import { weaknessOf } from './secrets.ts';

/** `https://intranet.example.com`, or all hosts below one when that is said: `https://*.example.com`. */
const origin = z.string().refine(namesOrigins, {
  error:
    'Write an origin exactly as a browser sends it, as in https://intranet.example.com, or ' +
    'https://*.example.com for all hosts below a domain.',
});

/** Of 32 bytes at least (RFC 7518, 3.2), and none that can be guessed. */
const secret = z
  .string()
  .refine((value) => Buffer.byteLength(value) >= 32, {
    error: 'A shared secret has at least 32 bytes.',
    abort: true,
  })
  .superRefine((value, context) => {
    const weakness = weaknessOf(value);
    if (weakness === null) return;
    const message = `A shared secret cannot be this one. ${weakness} Make one with: openssl rand -base64 32`;
    context.addIssue({ code: 'custom', message });
  });

const publicKey = z.strictObject({
  /** The `kid` of the tokens that it checks; without one it may check any. */
  id: z.string().min(1).max(200).optional(),
  /** The public key as PEM (SPKI). */
  pem: z.string().max(10_000).refine(isPublicKey, {
    error: 'This is no public key. Give it as PEM, which begins with -----BEGIN PUBLIC KEY-----.',
  }),
});

/** Where each thing is that a token says of somebody; `realm_access.roles` is a member of a member. */
const claimNames = z.strictObject({
  id: z.string().min(1).max(200).default('sub'),
  name: z.string().min(1).max(200).default('name'),
  email: z.string().min(1).max(200).default('email'),
  groups: z.string().min(1).max(200).default('groups'),
  role: z.string().min(1).max(200).default('role'),
});

/** How a site's tokens are checked. */
const tokens = z
  .strictObject({
    /** The only one that is accepted: a token does not choose how it is checked. */
    algorithm: z.enum(['HS256', 'RS256', 'ES256', 'EdDSA']).default('HS256'),
    /** HS256: shared with the site's own server. Two while they are changed, so that nobody is interrupted. */
    secrets: z.array(secret).min(1).max(2).optional(),
    /** The others: public keys … */
    publicKeys: z.array(publicKey).min(1).max(10).optional(),
    /** … or where they are published as a JSON Web Key Set. */
    jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** `iss`; the site's key when nothing is said. */
    issuer: z.string().min(1).max(500).optional(),
    /** `aud`: for ID tokens of OpenID Connect the client's id. */
    audience: z.string().min(1).max(500).default('incident-kit'),
    /** How long a token may live. ID tokens of many providers live for an hour. */
    longestMinutes: z.int().min(1).max(1_440).default(15),
    claims: claimNames.prefault({}),
    /** Which role somebody has with which value of the claim; the highest counts. */
    roles: z.record(z.string().max(200), z.enum(hostRoles)).optional(),
    /** The role of whom the token gives none. */
    defaultRole: z.enum(hostRoles).optional(),
  })
  .superRefine(({ algorithm, secrets, publicKeys, jwksUrl }, context) => {
    const given = algorithm === 'HS256' ? secrets : (publicKeys ?? jwksUrl);
    const other = algorithm === 'HS256' ? (publicKeys ?? jwksUrl) : secrets;
    if (given && !other && !(publicKeys && jwksUrl)) return;
    const message =
      algorithm === 'HS256'
        ? 'HS256 is checked with `secrets`, and nothing else.'
        : `${algorithm} is checked with \`publicKeys\` or with \`jwksUrl\`, and nothing else.`;
    context.addIssue({ code: 'custom', message });
  });

/** A site that embeds the elements. */
export const siteSchema = z
  .strictObject({
    /** Public: it names the site, it does not prove anything. */
    key: z.string().regex(/^pk_[A-Za-z0-9_-]{1,60}$/, 'A site key starts with pk_.'),
    name: bounded(z.string(), { min: 1, max: 120 }),
    /** Pages of these origins, and no others, may use the key in a browser. */
    origins: z.array(origin).max(100),
    /** Short for `tokens` with HS256 and this one secret. */
    secret: secret.optional(),
    /** How the tokens of its own server are checked; without it nobody signs in. */
    tokens: tokens.optional(),
    /** The highest role that its tokens may claim: whoever signs for an intranet is not yet its desk. */
    highestRole: z.enum(hostRoles).default('reporter'),
    /** What visitors without a token may do. */
    anonymous: z
      .strictObject({
        report: z.boolean().default(false),
        badges: z.boolean().default(false),
        /** Whether each report takes a proof of work, and not only while many come in. */
        proofOfWork: z.boolean().default(false),
      })
      .prefault({}),
    /** Whose badges it shows to visitors and reporters: of incidents reported through it, and of services. */
    badges: z
      .strictObject({
        /** `all`: those of every site, as a status page of the whole workspace shows them. */
        incidents: z.enum(['own', 'all']).default('own'),
        /** Besides, all incidents of these services, wherever they were reported. */
        services: z.array(z.string().min(1).max(60)).max(200).default([]),
      })
      .prefault({}),
    /** What the report form starts with. */
    defaults: z.strictObject({ service: z.string().optional() }).default({}),
  })
  .superRefine((site, context) => {
    if (!site.secret || !site.tokens) return;
    context.addIssue({ code: 'custom', message: 'Give `secret` or `tokens`, not both.' });
  });

export type Site = z.infer<typeof siteSchema>;
export type SiteOptions = z.input<typeof siteSchema>;
export type TokenSettings = z.infer<typeof tokens>;

const bySecret = new WeakMap<Site, TokenSettings>();

/** How a site's tokens are checked; null when it has none. The same object for the same site. */
export function tokensOf(site: Site): TokenSettings | null {
  const { secret: only } = site;
  if (only === undefined) return site.tokens ?? null;
  const known = bySecret.get(site) ?? tokens.parse({ secrets: [only] });
  bySecret.set(site, known);
  return known;
}

/** Whether pages of an origin are of a site. */
export function isOriginOf({ origins }: Site, origin: string): boolean {
  return origins.some((each) => {
    const [scheme, domain] = each.split('*.');
    if (domain === undefined) return each === origin;
    // Hosts below the domain, not the domain itself: https://a.example.com, https://a.b.example.com.
    return origin.startsWith(`${scheme}`) && origin.endsWith(`.${domain}`) && isOrigin(origin);
  });
}

/**
 * Whether this is an origin as a browser sends it of a page. Pages in apps and extensions have schemes of their
 * own (`capacitor://localhost`), for which URL knows no origin. Pages without one, in a sandboxed frame or from a
 * file, all send `null`: it names nobody.
 */
export function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { origin, protocol, host } = new URL(value);
  return host !== '' && value === (origin === 'null' ? `${protocol}//${host}` : origin);
}

/** Whether a site may name these: one origin, or all hosts below a domain. */
function namesOrigins(value: string): boolean {
  const one = value.replace('://*.', '://any.');
  if (!isOrigin(one) || one.includes('*')) return false;
  // All hosts of a top-level domain are nobody's site.
  return one === value || new URL(one).hostname.split('.').length > 2;
}

function isPublicKey(pem: string): boolean {
  try {
    return /-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem) && createPublicKey(pem).type === 'public';
  } catch {
    return false;
  }
}
