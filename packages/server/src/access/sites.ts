import { createPublicKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hostRoles } from '../domain/actor.ts';
import { type ElementDefaults, elementDefaultsSchema } from '../domain/element-defaults.ts';
import { bounded } from '../domain/plain-text.ts';
import { fileSecrets } from '../domain/sites/decide.ts';
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

const tokenShape = {
  /** The only one that is accepted: a token does not choose how it is checked. */
  algorithm: z.enum(['HS256', 'RS256', 'ES256', 'EdDSA']).default('HS256'),
  /** For all but HS256: public keys … */
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
};

/** How the tokens of a site are checked whose secrets, if it has any, the kit makes itself. */
const tokens = z
  .strictObject(tokenShape)
  .superRefine(({ algorithm, publicKeys, jwksUrl }, context) =>
    assertKeys(algorithm, { hasSecrets: algorithm === 'HS256', publicKeys, jwksUrl }, context),
  );

/** The same in the settings file, which has the secrets too. */
const tokensInFile = z
  .strictObject({
    ...tokenShape,
    /** HS256: shared with the site's own server. Two while they are changed, so that nobody is interrupted. */
    secrets: z.array(secret).min(1).max(2).optional(),
  })
  .superRefine(({ algorithm, secrets, publicKeys, jwksUrl }, context) =>
    assertKeys(algorithm, { hasSecrets: secrets !== undefined, publicKeys, jwksUrl }, context),
  );

/** One way of being checked, and the one that the algorithm asks for. */
function assertKeys(
  algorithm: string,
  {
    hasSecrets,
    publicKeys,
    jwksUrl,
  }: { hasSecrets: boolean; publicKeys: unknown; jwksUrl: unknown },
  context: z.RefinementCtx,
): void {
  const hasPublic = publicKeys !== undefined || jwksUrl !== undefined;
  const hasBoth = publicKeys !== undefined && jwksUrl !== undefined;
  if (algorithm === 'HS256' ? hasSecrets && !hasPublic : hasPublic && !hasSecrets && !hasBoth)
    return;
  const message =
    algorithm === 'HS256'
      ? 'HS256 is checked with secrets, and nothing else.'
      : `${algorithm} is checked with \`publicKeys\` or with \`jwksUrl\`, and nothing else.`;
  context.addIssue({ code: 'custom', message });
}

const ids = z.array(z.string().min(1).max(64)).max(200);

/** What a site says of itself, but for how its tokens are checked. */
const shape = {
  /** Public: it names the site, it does not prove anything. */
  key: z.string().regex(/^pk_[A-Za-z0-9_-]{1,60}$/, 'A site key starts with pk_.'),
  name: bounded(z.string(), { min: 1, max: 120 }),
  /** Pages of these origins, and no others, may use the key in a browser. */
  origins: z.array(origin).max(100),
  /** The highest role that its tokens may claim: whoever signs for an intranet is not yet its desk. */
  highestRole: z.enum(hostRoles).default('reporter'),
  /** What visitors without a token may do. */
  anonymous: z
    .strictObject({
      report: z.boolean().default(false),
      badges: z.boolean().default(false),
      /** Whether each report takes a proof of work, and not only while many come in. */
      proofOfWork: z.boolean().default(false),
      /** Whether a report is taken from a form alone, by the stamp that the form was given out with. */
      requiresStamp: z.boolean().default(false),
      /** Whether they may attach files to a report. */
      attachments: z.boolean().default(false),
    })
    .prefault({}),
  /** Whose badges it shows to visitors and reporters, and what they tell. */
  badges: z
    .strictObject({
      /** `own`: of incidents reported through it; `all`: of every site, as a status page of the whole workspace. */
      incidents: z.enum(['own', 'all']).default('own'),
      /** Besides, all incidents of these services, wherever they were reported. */
      services: z.array(z.string().min(1).max(60)).max(200).default([]),
      /** Whether they tell the priority. */
      priority: z.boolean().default(true),
      /** Whether they tell how much time there is; if not, they tell the status only. */
      clocks: z.boolean().default(true),
      /** Whether it tells them how fast, and how often in time, incidents of the services are resolved. */
      figures: z.boolean().default(false),
    })
    .prefault({}),
  /** What its form asks reporters and visitors. */
  form: z
    .strictObject({
      /** Those of the catalogue that there are to choose from; all of them when nothing is said. */
      services: ids.optional(),
      categories: ids.optional(),
      /** What it does not ask for. */
      hide: z
        .array(z.enum(['service', 'category', 'impact', 'urgency', 'description', 'contact']))
        .default([]),
    })
    .prefault({}),
  /** What the report form starts with. */
  defaults: z.strictObject({ service: z.string().optional() }).default({}),
  /** Attributes of elements, where their page says nothing of them. */
  elements: elementDefaultsSchema.default({}),
};

/** A site as it is kept in the database and sent to it: without a secret. */
export const siteDefinitionSchema = z
  .strictObject({
    ...shape,
    /** How the tokens of its own server are checked; without it nobody signs in. */
    tokens: tokens.optional(),
  })
  .superRefine(assertPreset);

/** The same for one that is new: without a key it gets one. */
export const newSiteSchema = z
  .strictObject({ ...shape, key: shape.key.optional(), tokens: tokens.optional() })
  .superRefine(assertPreset)
  .transform(({ key, ...rest }): SiteDefinition => ({ key: key ?? madeKey(), ...rest }));

/** Hard to guess, though it is no secret: nobody comes upon one by trying. */
function madeKey(): string {
  return `pk_${randomBytes(15).toString('hex')}`;
}

/** A site that embeds the elements, as the settings file has it. */
export const siteSchema = z
  .strictObject({
    ...shape,
    /** Short for `tokens` with HS256 and this one secret. */
    secret: secret.optional(),
    tokens: tokensInFile.optional(),
  })
  .superRefine(assertPreset)
  .superRefine((site, context) => {
    if (!site.secret || !site.tokens) return;
    context.addIssue({ code: 'custom', message: 'Give `secret` or `tokens`, not both.' });
  })
  .transform(({ secret: only, tokens: said, ...rest }): Site => {
    const { secrets: several, ...checked } = said ?? {};
    const given = only === undefined ? said && checked : {};
    const secrets = only === undefined ? (several ?? []) : [only];
    return {
      ...rest,
      ...(given && { tokens: tokens.parse(given) }),
      version: 0,
      isEnabled: true,
      secrets: secrets.map((value) => ({ id: fileSecrets, value, endsAt: null })),
    };
  });

/** Every report needs an impact and an urgency: what is not asked for has to be said before. */
function assertPreset(
  { form, elements }: { form: { hide: string[] }; elements: ElementDefaults },
  context: z.RefinementCtx,
): void {
  for (const name of ['impact', 'urgency'] as const) {
    if (!form.hide.includes(name) || elements['incident-report']?.[name]) continue;
    const message = `Say which ${name} reports have (elements.incident-report.${name}) where the form does not ask for it.`;
    const params = { code: 'required' };
    context.addIssue({
      code: 'custom',
      path: ['elements', 'incident-report', name],
      message,
      params,
    });
  }
}

export type SiteDefinition = z.infer<typeof siteDefinitionSchema>;
export type SiteOptions = z.input<typeof siteSchema>;
export type TokenSettings = z.infer<typeof tokens>;

/** A secret that tokens may be signed with. */
export interface SiteSecret {
  /** `file` for those of the settings file. */
  id: string;
  /** Null when it cannot be read: it was sealed with another key. */
  value: string | null;
  /** From when on it does not count, epoch milliseconds; null for never. */
  endsAt: number | null;
}

/** A site as requests meet it. Another version of it is another object. */
export interface Site extends SiteDefinition {
  /** 0 for one that only the settings file knows. */
  version: number;
  isEnabled: boolean;
  secrets: readonly SiteSecret[];
}

/** What it says of itself. */
export function definitionOf({
  version: _,
  isEnabled: __,
  secrets: ___,
  ...definition
}: Site): SiteDefinition {
  return definition;
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
