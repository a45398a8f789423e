import type { Caller } from './caller.ts';
import { acceptedFrom } from './site-form.ts';
import type { Site } from './sites.ts';

/**
 * The services of which a page may know that they are there: those of its form, and those whose badges it shows.
 */
export function shownServices<Entry extends { id: string }>(
  caller: Caller,
  services: readonly Entry[],
): Entry[] {
  const { site } = caller;
  if (!site) return [];
  const { incidents, services: shown } = site.badges;
  if (incidents === 'all') return [...services];
  const inForm = new Set(acceptedFrom(caller, 'services', services));
  return services.filter((each) => inForm.has(each) || shown.includes(each.id));
}

/** Whether a page tells everybody of all incidents of a service, so that anybody may be told of them by mail. */
export function tellsEverybody(site: Site | null | undefined, service: string): boolean {
  if (!site?.isEnabled || !site.anonymous.badges) return false;
  return site.badges.incidents === 'all' || site.badges.services.includes(service);
}
