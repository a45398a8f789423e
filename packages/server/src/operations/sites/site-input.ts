import { z } from 'zod';
import { newSiteSchema, siteDefinitionSchema } from '../../access/sites.ts';
import { bounded } from '../../domain/plain-text.ts';
import { optionalReason } from '../input.ts';

const siteKey = bounded(
  z.string('Name a site by its key.'),
  { min: 1, max: 64 },
  { empty: 'Name a site by its key.', long: 'Name a site by its key, as in pk_live_….' },
);

/** The furthest instant that has a date. */
const instant = z.int('An instant is a number of milliseconds.').min(0).max(8.64e15);

export const addSiteInput = z.strictObject({ site: newSiteSchema, reason: optionalReason });

export const changeSiteInput = z.strictObject({
  /** All of it, as it shall be. */
  site: siteDefinitionSchema,
  /** The version that was edited. */
  basedOn: z.int('Versions are whole numbers.').min(0),
  reason: optionalReason,
});

export const namedSiteInput = z.strictObject({ site: siteKey });

export const switchSiteInput = namedSiteInput.extend({ reason: optionalReason });

export const rotateSecretInput = namedSiteInput.extend({
  /** When the secret that counted until now ends, epoch milliseconds; left out: when it is told to. */
  oldEndsAt: instant.optional(),
  reason: optionalReason,
});

export const endSecretInput = namedSiteInput.extend({
  /** `s3`, or `file` for those of the settings file. */
  secret: bounded(z.string('Name the secret.'), { min: 1, max: 64 }, { empty: 'Name the secret.' }),
  /** When, epoch milliseconds; left out: now. */
  at: instant.optional(),
  reason: optionalReason,
});
