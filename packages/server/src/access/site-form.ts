import type { Caller } from './caller.ts';
import type { Site } from './sites.ts';

type Offering = 'services' | 'categories';

const fieldOf = { services: 'service', categories: 'category' } as const;

/** What a site's form offers of the catalogue: everything to the desk, and to others what the site says. */
export function offeredTo<Entry extends { id: string }>(
  caller: Caller,
  what: Offering,
  all: readonly Entry[],
): Entry[] {
  const form = formOf(caller);
  if (form?.hide.includes(fieldOf[what])) return [];
  const only = form?.[what];
  return all.filter(({ id }) => !only || only.includes(id));
}

/** The same for what may be sent: what is not asked for may still have been said by the page or the site. */
export function acceptedFrom<Entry extends { id: string }>(
  caller: Caller,
  what: Offering,
  all: readonly Entry[],
): Entry[] {
  const form = formOf(caller);
  const only = form?.[what];
  if (!only) return [...all];
  const { defaults, elements } = caller.site as Site;
  const preset = [
    elements['incident-report']?.[fieldOf[what]],
    what === 'services' && defaults.service,
  ];
  return all.filter(({ id }) => only.includes(id) || preset.includes(id));
}

/** Null for the desk, which knows what it does, and for who comes through no site. */
function formOf({ role, site }: Caller): Site['form'] | null {
  return role === 'reporter' || role === 'anonymous' ? (site?.form ?? null) : null;
}
