import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { type SiteDirectory, sealedName } from '../../access/site-directory.ts';
import { definitionOf, type SiteDefinition } from '../../access/sites.ts';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import {
  configured,
  decideChange,
  decideEndSecret,
  decideRotate,
  decideSwitch,
} from '../../domain/sites/decide.ts';
import {
  type SiteChange,
  type SiteSecretFact,
  type SiteState,
  siteStream,
} from '../../domain/sites/events.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { reloadSite } from './load-sites.ts';
import { readSite, type SiteView, siteNotFound } from './read-sites.ts';
import type {
  addSiteInput,
  changeSiteInput,
  endSecretInput,
  rotateSecretInput,
  switchSiteInput,
} from './site-input.ts';

/** Whoever changes sites: an administrator through the API, or the command line. */
export interface SiteAdministration {
  store: Store;
  sites: SiteDirectory;
  stamp(): Stamp;
  /** Epoch milliseconds. */
  now(): number;
}

/** A site, and the secret that was made for it: it is told this once, and never again. */
export interface SiteWithSecret extends SiteView {
  /** Null when its tokens are not checked with a secret. */
  secret: { id: string; value: string } | null;
}

type Output<Schema extends z.ZodType> = z.output<Schema>;

/**
 * Adds a site. One whose tokens are checked with HS256 gets its secret.
 * @throws KitError `site-exists`, `too-many-sites`
 */
export async function addSite(
  admin: SiteAdministration,
  { site, reason }: Output<typeof addSiteInput>,
): Promise<SiteWithSecret> {
  const { key } = site;
  const secret = await write(admin, key, async (transaction, known) => {
    if (known) {
      throw new KitError(
        'site-exists',
        `There is a site ${key} already. Change it, or choose another key.`,
        {
          details: { site: key },
        },
      );
    }
    if ((await transaction.sites.all()).length >= limits.sites) {
      throw new KitError('too-many-sites', `There can be ${limits.sites} sites.`, {
        details: { max: limits.sites },
      });
    }
    const fresh: SiteState = {
      key,
      version: 1,
      isEnabled: true,
      site: { ...site },
      secrets: [],
      fileSecretsEndAt: null,
    };
    if (site.tokens?.algorithm !== 'HS256') return { what: 'added', reason, state: fresh };
    const made = { id: 's1', slot: 0, madeAt: admin.now(), endsAt: null };
    return { what: 'added', reason, state: { ...fresh, secrets: [made] }, made };
  });
  return { ...(await readSite(admin, { site: key })), secret };
}

/**
 * Puts another version of a site in force. One whose tokens are checked with a secret from now on gets it.
 * @throws KitError `site-not-found`, `site-stale`, `nothing-changed`
 */
export async function changeSite(
  admin: SiteAdministration,
  { site, basedOn, reason }: Output<typeof changeSiteInput>,
): Promise<SiteWithSecret> {
  const { key } = site;
  const secret = await write(admin, key, async (_, known) => {
    if (!known) throw siteNotFound(key);
    // What the settings file alone knows is shown as version 0.
    const edited = known.isFirst && basedOn === 0 ? known.state.version : basedOn;
    const state = decideChange(known.state, { site: { ...site }, basedOn: edited });
    const counts = state.secrets.length > 0 || known.hasFileSecrets;
    if (site.tokens?.algorithm !== 'HS256' || counts) return { what: 'changed', reason, state };
    const made = { id: `s${state.version}`, slot: 0, madeAt: admin.now(), endsAt: null };
    return { what: 'changed', reason, state: { ...state, secrets: [made] }, made };
  });
  return { ...(await readSite(admin, { site: key })), secret };
}

/**
 * Switches a site off or on: requests by its key are refused at once, and its open streams ended.
 * @throws KitError `site-not-found`, `nothing-changed`
 */
export async function switchSite(
  admin: SiteAdministration,
  isEnabled: boolean,
  { site: key, reason }: Output<typeof switchSiteInput>,
): Promise<SiteView> {
  await write(admin, key, async (_, known) => {
    if (!known) throw siteNotFound(key);
    const what = isEnabled ? 'enabled' : 'disabled';
    return { what, reason, state: decideSwitch(known.state, isEnabled) };
  });
  return readSite(admin, { site: key });
}

/**
 * Makes a site another secret. The one that counted until now goes on to, until the time that is said or until it
 * is ended.
 * @throws KitError `site-not-found`, `site-has-no-secret`, `site-has-two-secrets`
 */
export async function rotateSecret(
  admin: SiteAdministration,
  { site: key, oldEndsAt, reason }: Output<typeof rotateSecretInput>,
): Promise<SiteWithSecret> {
  const secret = await write(admin, key, async (_, known) => {
    if (!known) throw siteNotFound(key);
    assertHasSecret(known.state);
    const { state, made } = decideRotate(known.state, {
      now: admin.now(),
      others: oldEndsAt ?? null,
      hasFileSecrets: known.hasFileSecrets,
    });
    return { what: 'rotated', reason, state, made };
  });
  return { ...(await readSite(admin, { site: key })), secret };
}

/**
 * Ends a secret, now or at a time.
 * @throws KitError `site-not-found`, `secret-not-found`
 */
export async function endSecret(
  admin: SiteAdministration,
  { site: key, secret: id, at, reason }: Output<typeof endSecretInput>,
): Promise<SiteView> {
  await write(admin, key, async (_, known) => {
    if (!known) throw siteNotFound(key);
    const now = admin.now();
    const { hasFileSecrets } = known;
    const state = decideEndSecret(known.state, { id, at: at ?? now, now, hasFileSecrets });
    return { what: 'secret-ended', reason, state };
  });
  return readSite(admin, { site: key });
}

interface Decided {
  what: SiteChange;
  reason: string | null;
  state: SiteState;
  /** The secret that goes with it. */
  made?: SiteSecretFact;
}

interface Known {
  state: SiteState;
  /** Whether the settings file alone knew it until now. */
  isFirst: boolean;
  hasFileSecrets: boolean;
}

/**
 * Writes down a change of a site, what the settings file says of it before, if nobody has changed it yet. This
 * instance goes by it when the promise resolves, the others when they have read the log.
 */
async function write(
  admin: SiteAdministration,
  key: string,
  decide: (transaction: Transaction, known: Known | null) => Promise<Decided>,
): Promise<SiteWithSecret['secret']> {
  const { store, sites } = admin;
  const inFile = sites.inFile(key);
  const value = randomBytes(32).toString('base64');
  const made = await store.write(async (transaction) => {
    const kept = await transaction.sites.get(key);
    const first = kept || !inFile ? null : takenOver(definitionOf(inFile));
    const state = kept?.state ?? first;
    const hasFileSecrets = (inFile?.secrets.length ?? 0) > 0;
    const decided = await decide(
      transaction,
      state && { state, isFirst: first !== null, hasFileSecrets },
    );
    const stamp = admin.stamp();
    const stream = siteStream(key);
    const append = (what: SiteChange, reason: string | null, next: SiteState) =>
      transaction.log.append(stream, next.version - 1, configured(next, what, reason), stamp);
    if (first) await append('taken-over', null, first);
    await append(decided.what, decided.reason, decided.state);
    if (decided.made) {
      const { slot } = decided.made;
      const sealed = sites.seal.close(value, sealedName(key, slot));
      await transaction.secrets.keepOfSite(key, slot, sealed);
    }
    return decided.made?.id ?? null;
  });
  await reloadSite(store, sites, key);
  return made === null ? null : { id: made, value };
}

function takenOver(site: SiteDefinition): SiteState {
  return {
    key: site.key,
    version: 1,
    isEnabled: true,
    site: { ...site },
    secrets: [],
    fileSecretsEndAt: null,
  };
}

function assertHasSecret({ key, site }: SiteState): void {
  const { tokens } = site as SiteDefinition;
  if (tokens?.algorithm === 'HS256') return;
  throw new KitError(
    'site-has-no-secret',
    tokens
      ? `Tokens of ${key} are checked with public keys. Change those instead.`
      : `Nobody signs in through ${key}. Say first how its tokens are checked.`,
    { details: { site: key } },
  );
}
