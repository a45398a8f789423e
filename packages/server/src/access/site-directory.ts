import { isDeepStrictEqual } from 'node:util';
import { fileSecrets, livingSecrets } from '../domain/sites/decide.ts';
import type { SiteState } from '../domain/sites/events.ts';
import type { SecretSeal } from './secret-seal.ts';
import { definitionOf, type Site, type SiteSecret, siteDefinitionSchema } from './sites.ts';

/** Told of a site that is another than it was; `before` is undefined for a new one. */
export type SiteListener = (site: Site, before: Site | undefined) => void;

/** What is kept of a secret, by its place. */
export type KeptValues = ReadonlyMap<number, string>;

/** Under what name a secret of a site is sealed. */
export function sealedName(site: string, slot: number): string {
  return `${site}/${slot}`;
}

/**
 * Every site, as it is now: those of the settings file, and those of the database. A site that was ever changed
 * there is the database's; of the file only its secrets still count, until they are ended.
 */
export class SiteDirectory {
  readonly #fromFile: ReadonlyMap<string, Site>;
  readonly #sites: Map<string, Site>;
  readonly #states = new Map<string, SiteState>();
  /** What secrets are kept with. */
  readonly seal: SecretSeal;
  readonly #now: () => number;
  readonly #listeners = new Set<SiteListener>();

  constructor(fromFile: readonly Site[], { seal, now }: { seal: SecretSeal; now: () => number }) {
    this.#fromFile = new Map(fromFile.map((site) => [site.key, site]));
    this.#sites = new Map(this.#fromFile);
    this.seal = seal;
    this.#now = now;
  }

  get(key: string): Site | undefined {
    return this.#sites.get(key);
  }

  /** By their keys. */
  all(): Site[] {
    return [...this.#sites.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** What the settings file says of a site; undefined for nothing. */
  inFile(key: string): Site | undefined {
    return this.#fromFile.get(key);
  }

  /** The last version in the database; undefined when the file alone knows it. */
  stateOf(key: string): SiteState | undefined {
    return this.#states.get(key);
  }

  /** Sites of the settings file of which the database has another version. */
  differing(): string[] {
    return [...this.#fromFile.values()]
      .filter((site) => {
        const kept = this.#sites.get(site.key);
        return kept && !isDeepStrictEqual(definitionOf(kept), definitionOf(site));
      })
      .map(({ key }) => key);
  }

  /**
   * Takes a version of a site from the database, unless a later one is known. What a later version of the kit wrote
   * may say what this one does not know: nobody then goes on by what the site was before.
   */
  put(state: SiteState, kept: KeptValues): void {
    const { key, version } = state;
    const before = this.#sites.get(key);
    if (before && before.version >= version) return;
    this.#take(state, kept);
    this.#tell(key, before);
  }

  /** Takes all that the database has, in place of what it had: it is another than it was. */
  replace(all: readonly { state: SiteState; kept: KeptValues }[]): void {
    const before = new Map(this.#sites);
    this.#states.clear();
    this.#sites.clear();
    for (const [key, site] of this.#fromFile) this.#sites.set(key, site);
    for (const { state, kept } of all) this.#take(state, kept);
    for (const key of new Set([...before.keys(), ...this.#sites.keys()])) {
      this.#tell(key, before.get(key));
    }
  }

  onChange(listener: SiteListener): void {
    this.#listeners.add(listener);
  }

  #take(state: SiteState, kept: KeptValues): void {
    const { key, version, isEnabled } = state;
    const before = this.#sites.get(key);
    const { data: definition } = siteDefinitionSchema.safeParse(state.site);
    this.#states.set(key, state);
    if (definition) {
      const secrets = this.#secretsOf(state, kept);
      this.#sites.set(key, { ...definition, version, isEnabled, secrets });
    } else if (before) this.#sites.set(key, { ...before, version, isEnabled: false });
  }

  /** Tells of a site that is another object than it was; of one that has gone as of one that is switched off. */
  #tell(key: string, before: Site | undefined): void {
    const site = this.#sites.get(key) ?? (before && { ...before, isEnabled: false });
    if (!site || site === before) return;
    for (const listener of this.#listeners) listener(site, before);
  }

  #secretsOf(state: SiteState, kept: KeptValues): SiteSecret[] {
    const { key, fileSecretsEndAt } = state;
    const own = livingSecrets(state, this.#now()).map(({ id, slot, endsAt }) => {
      const value = kept.get(slot);
      return {
        id,
        endsAt,
        value: value === undefined ? null : this.seal.open(value, sealedName(key, slot)),
      };
    });
    const ofFile = (this.#fromFile.get(key)?.secrets ?? []).map(({ value }) => ({
      id: fileSecrets,
      value,
      endsAt: fileSecretsEndAt,
    }));
    return [...own, ...ofFile];
  }
}
