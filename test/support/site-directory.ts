import { SecretSeal } from '../../packages/server/src/access/secret-seal.ts';
import { SiteDirectory } from '../../packages/server/src/access/site-directory.ts';
import type { Site } from '../../packages/server/src/access/sites.ts';

/** Sites as a settings file would have them. */
export function directoryOf(...sites: Site[]): SiteDirectory {
  return new SiteDirectory(sites, { seal: new SecretSeal(null), now: Date.now });
}
