import type { Caller } from '../../access/caller.ts';
import type { SiteDirectory } from '../../access/site-directory.ts';
import type { Incident } from '../../domain/incident/state.ts';

/**
 * Whoever reported an incident, when they answer from outside of any page. Who is no reporter for the host, as a
 * visitor or somebody for whom the desk reported it, acts as the holder of its receipt does.
 */
export function reporterCaller(
  { reporter, reporterName, number }: Incident,
  sites: Pick<SiteDirectory, 'get'>,
): Caller {
  const nobody = { email: null, groups: [], expiresAt: null } as const;
  const site = reporter.site === null ? null : (sites.get(reporter.site) ?? null);
  if (reporter.role === 'reporter' && reporter.id !== null && site) {
    const { id } = reporter;
    return { ...nobody, role: 'reporter', id, name: reporterName, site, receiptFor: null };
  }
  return { ...nobody, role: 'receipt', id: null, name: null, site: null, receiptFor: number };
}
