import { sealedName } from '../../access/site-directory.ts';
import { KitError } from '../../domain/errors.ts';
import type { SiteAdministration } from './change-sites.ts';

export interface Resealed {
  /** How many secrets are kept otherwise now. */
  resealed: number;
  /** How many were already kept as they should be. */
  current: number;
  /** Those that no key opens that is known here: they are left as they are. */
  unreadable: { site: string; secret: string }[];
}

/**
 * Seals every secret with the key of now: those of a key before, and those that were kept as they are. What they are
 * stays the same, so nobody is interrupted and servers need not be told.
 * @throws KitError `invalid-input` without a key
 */
export async function resealSecrets({ store, sites }: SiteAdministration): Promise<Resealed> {
  if (!sites.seal.hasKey) {
    throw new KitError(
      'invalid-input',
      'Set INCIDENT_KIT_SECRETS_KEY, or secretsKey: there is no key to seal with.',
      {
        fields: [],
      },
    );
  }
  return store.write(async (transaction) => {
    const done: Resealed = { resealed: 0, current: 0, unreadable: [] };
    for (const { state } of await transaction.sites.all()) {
      const { key, secrets } = state;
      for (const { slot, value } of await transaction.secrets.ofSite(key)) {
        const name = sealedName(key, slot);
        const secret = sites.seal.open(value, name);
        if (sites.seal.isCurrent(value, name)) done.current += 1;
        else if (secret !== null) {
          await transaction.secrets.keepOfSite(key, slot, sites.seal.close(secret, name));
          done.resealed += 1;
        } else {
          // What has ended is of no use to anybody.
          const fact = secrets.find((each) => each.slot === slot);
          if (fact) done.unreadable.push({ site: key, secret: fact.id });
        }
      }
    }
    return done;
  });
}
