import { z } from 'zod';
import { bounded } from '../domain/plain-text.ts';

/**
 * Whether a site may name this origin, which is what a browser sends of a page. Pages in apps and extensions
 * have schemes of their own (`capacitor://localhost`), for which URL knows no origin. Pages without one, in a
 * sandboxed frame or from a file, all send `null`: it names nobody.
 */
export function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { origin, protocol, host } = new URL(value);
  return host !== '' && value === (origin === 'null' ? `${protocol}//${host}` : origin);
}

const origin = z.string().refine(isOrigin, {
  error: 'Write an origin exactly as a browser sends it, as in https://intranet.example.com.',
});

/** A site that embeds the elements. */
export const siteSchema = z.strictObject({
  /** Public: it names the site, it does not prove anything. */
  key: z.string().regex(/^pk_[A-Za-z0-9_-]{1,60}$/, 'A site key starts with pk_.'),
  name: bounded(z.string(), { min: 1, max: 120 }),
  /** Pages of these origins, and no others, may use the key in a browser. */
  origins: z.array(origin).max(100),
  /** Shared with the site's own server, which signs host tokens with it (HS256, RFC 7518: ≥ 32 bytes). */
  secret: z
    .string()
    .refine((value) => Buffer.byteLength(value) >= 32, {
      error: 'A shared secret has at least 32 bytes.',
    })
    .optional(),
  /** What visitors without a token may do. */
  anonymous: z
    .strictObject({
      report: z.boolean().default(false),
      badges: z.boolean().default(false),
    })
    .default({ report: false, badges: false }),
  /** What the report form starts with. */
  defaults: z.strictObject({ service: z.string().optional() }).default({}),
});

export type Site = z.infer<typeof siteSchema>;
export type SiteOptions = z.input<typeof siteSchema>;
