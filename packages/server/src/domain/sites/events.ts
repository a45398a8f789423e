import type { LogEvent, NewEvent } from '../log.ts';

/** What happened to a site. `taken-over`: what the settings file said of it became its first version. */
export type SiteChange =
  | 'taken-over'
  | 'added'
  | 'changed'
  | 'disabled'
  | 'enabled'
  | 'rotated'
  | 'secret-ended';

/** A secret that the kit made for a site; what it is stands elsewhere. Instants in epoch milliseconds. */
export interface SiteSecretFact {
  /** `s3`: made with the site's third version. */
  id: string;
  /** Where it is kept: 0 or 1. One that has ended leaves its place to the next. */
  slot: number;
  madeAt: number;
  /** From when on nothing that is signed with it counts; null for never. */
  endsAt: number | null;
}

/** What is true of a site: whole in each of its versions, and without a secret. */
export interface SiteState {
  key: string;
  /** Counts from 1, with every change; 0 for one that only the settings file knows. */
  version: number;
  isEnabled: boolean;
  /** Origins, roles, forms, badges …: what `access/sites.ts` reads. */
  site: Readonly<Record<string, unknown>>;
  /** Those that count or will yet end, the newest first. */
  secrets: readonly SiteSecretFact[];
  /** From when on those of the settings file do not count; null while they do. */
  fileSecretsEndAt: number | null;
}

/** A version of a site. It happens in the site's own stream, which holds nothing else. */
export type SiteConfigured = NewEvent<
  'site.configured',
  SiteState & { what: SiteChange },
  { reason: string | null }
>;
export type SiteEvent = LogEvent<SiteConfigured>;

export function siteStream(key: string): string {
  return `site/${key}`;
}

export function isSiteEvent<E extends { type: string }>(
  event: E,
): event is Extract<E, { type: SiteConfigured['type'] }> {
  return event.type === 'site.configured';
}
