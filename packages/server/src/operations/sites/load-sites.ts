import type { KeptValues, SiteDirectory } from '../../access/site-directory.ts';
import { isSiteEvent, type SiteState } from '../../domain/sites/events.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Reader, Snapshot } from '../../store/port/store.ts';

interface Found {
  state: SiteState;
  kept: KeptValues;
}

/** Reads every site that the database has, in place of what was known of it. */
export async function loadSites(store: Reader, sites: SiteDirectory): Promise<void> {
  const found = await store.read(async (snapshot) => {
    const all: Found[] = [];
    for (const { state } of await snapshot.sites.all()) {
      all.push({ state, kept: await secretsOf(snapshot, state.key) });
    }
    return all;
  });
  sites.replace(found);
}

/** Takes over what happened to sites: each instance goes by what is in the log. */
export async function followSites(
  store: Reader,
  sites: SiteDirectory,
  events: readonly KitEvent[],
): Promise<void> {
  const keys = new Set(events.filter(isSiteEvent).map(({ data }) => data.key));
  for (const key of keys) await reloadSite(store, sites, key);
}

/** Takes over one site as it is now. */
export async function reloadSite(store: Reader, sites: SiteDirectory, key: string): Promise<void> {
  const found = await store.read(async (snapshot): Promise<Found | null> => {
    const kept = await snapshot.sites.get(key);
    return kept && { state: kept.state, kept: await secretsOf(snapshot, key) };
  });
  if (found) sites.put(found.state, found.kept);
}

async function secretsOf(snapshot: Snapshot, key: string): Promise<KeptValues> {
  const kept = await snapshot.secrets.ofSite(key);
  return new Map(kept.map(({ slot, value }) => [slot, value]));
}
