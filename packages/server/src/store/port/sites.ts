import type { SiteState } from '../../domain/sites/events.ts';

/** A site, and the position in the log of the event that made it so. */
export interface KeptSite {
  state: SiteState;
  seq: number;
}

/** Sites that the database knows; those that only the settings know are not among them. */
export interface SiteReader {
  get(key: string): Promise<KeptSite | null>;
  /** By their keys. */
  all(): Promise<KeptSite[]>;
}

/** A secret of a site as it is kept: sealed, where there is a key for it. */
export interface KeptSiteSecret {
  site: string;
  slot: number;
  value: string;
}

export interface SecretReader {
  get(name: string): Promise<string | null>;
  ofSite(site: string): Promise<KeptSiteSecret[]>;
}

export interface SecretWriter extends SecretReader {
  keep(name: string, value: string): Promise<void>;
  /** In place of what was kept there. */
  keepOfSite(site: string, slot: number, value: string): Promise<void>;
}
