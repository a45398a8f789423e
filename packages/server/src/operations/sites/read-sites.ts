import type { SiteDirectory } from '../../access/site-directory.ts';
import { definitionOf, type Site, type SiteDefinition } from '../../access/sites.ts';
import { KitError } from '../../domain/errors.ts';
import { fileSecrets } from '../../domain/sites/decide.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Reader } from '../../store/port/store.ts';

/** What may be told of a secret. */
export interface SecretView {
  /** `file` for those of the settings file. */
  id: string;
  /** Epoch milliseconds; null for those of the settings file. */
  madeAt: number | null;
  /** Null for not yet. */
  endsAt: number | null;
  /** Whether this server can check tokens with it: it may have been sealed with another key. */
  isReadable: boolean;
}

/** A site, with no secret of it. */
export interface SiteView {
  site: SiteDefinition;
  /** What a change is based on; 0 for one that only the settings file knows. */
  version: number;
  isEnabled: boolean;
  secrets: SecretView[];
  /** Whether the settings file names it too. */
  isInFile: boolean;
  /** Its last change; null for one that only the settings file knows. Instants in epoch milliseconds. */
  changedAt: number | null;
  changedBy: string | null;
  reason: string | null;
}

export interface SitesAnswer {
  /** By their keys. */
  sites: SiteView[];
  now: number;
}

interface Context {
  store: Reader;
  sites: SiteDirectory;
  now(): number;
}

/** Every site that this server knows. */
export async function listSites(context: Context): Promise<SitesAnswer> {
  const sites = context.sites.all();
  const changes = await lastChanges(context.store);
  const now = context.now();
  return { sites: sites.map((site) => toView(site, context.sites, changes, now)), now };
}

/** @throws KitError `site-not-found` */
export async function readSite(
  context: Context,
  { site: key }: { site: string },
): Promise<SiteView> {
  const site = context.sites.get(key);
  if (!site) throw siteNotFound(key);
  return toView(site, context.sites, await lastChanges(context.store, key), context.now());
}

export function siteNotFound(key: string): KitError {
  return new KitError(
    'site-not-found',
    `There is no site ${key}. List them to see which there are.`,
    {
      details: { site: key },
    },
  );
}

/** The events that made the sites what they are, by the sites' keys. */
async function lastChanges(store: Reader, key?: string): Promise<Map<string, KitEvent>> {
  return store.read(async (snapshot) => {
    const kept = key === undefined ? await snapshot.sites.all() : [await snapshot.sites.get(key)];
    const seqs = kept.flatMap((each) => (each ? [each.seq] : []));
    const events = seqs.length > 0 ? await snapshot.log.at(seqs) : [];
    return new Map(events.map((event) => [event.stream.replace('site/', ''), event]));
  });
}

function toView(
  site: Site,
  sites: SiteDirectory,
  changes: ReadonlyMap<string, KitEvent>,
  now: number,
): SiteView {
  const { key, version, isEnabled } = site;
  const change = changes.get(key);
  const personal = change?.personal as { reason: string | null } | null | undefined;
  const facts = sites.stateOf(key)?.secrets ?? [];
  const secrets = site.secrets
    .filter(({ endsAt }) => endsAt === null || endsAt > now)
    .map(({ id, endsAt, value }) => ({
      id,
      madeAt: facts.find((each) => each.id === id)?.madeAt ?? null,
      endsAt,
      isReadable: value !== null,
    }));
  return {
    site: definitionOf(site),
    version,
    isEnabled,
    // The file may have two; they are ended together.
    secrets: secrets.filter(({ id }, index) => id !== fileSecrets || secrets[index - 1]?.id !== id),
    isInFile: sites.inFile(key) !== undefined,
    changedAt: change?.at ?? null,
    changedBy: change?.actorName ?? null,
    reason: personal?.reason ?? null,
  };
}
