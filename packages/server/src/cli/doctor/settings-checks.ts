import type { Site } from '../../access/sites.ts';
import type { Settings } from '../../settings.ts';
import { type Finding, fine, problem, warning } from './finding.ts';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what comes from an origin can be read on its way. */
function isInTheOpen(origin: string): boolean {
  if (!origin.startsWith('http://')) return false;
  const bare = origin.replace('*.', '');
  return URL.canParse(bare) && !loopback.test(new URL(bare).hostname);
}

/** Where the kit is reached, and which pages may use it. */
export function checkOrigins({ publicUrl }: Settings, sites: readonly Site[]): Finding[] {
  const found: Finding[] = [];
  const enabled = sites.filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0) {
    found.push(
      warning(
        'origins',
        'No page can use this server: there is no site.',
        'Add one: incident-kit sites add --origin …',
      ),
    );
  }
  const origins = enabled.flatMap((site) => site.origins.map((origin) => ({ site, origin })));
  const isPublic = origins.some(({ origin }) => !loopback.test(hostOf(origin)));
  if (publicUrl === undefined && isPublic) {
    found.push(
      warning(
        'origins',
        'Nothing says under which name the server is reached, so it answers under any.',
        'Set publicUrl, as in https://incidents.example.com.',
      ),
    );
  }
  if (publicUrl !== undefined && isInTheOpen(publicUrl)) {
    found.push(
      problem(
        'origins',
        `publicUrl is ${publicUrl}: tokens and receipts can be read on their way, and pages on https cannot use it.`,
        'Put a proxy with TLS in front, and let publicUrl begin with https.',
      ),
    );
  }
  for (const { site, origin } of origins) {
    if (isInTheOpen(origin)) {
      found.push(
        warning(
          'origins',
          `Pages of ${origin} (${site.key}) can be changed on their way.`,
          'Serve them over https.',
        ),
      );
    }
    if (origin.includes('*')) {
      found.push(
        warning(
          'origins',
          `${origin} lets every host below that domain use ${site.key}.`,
          'Name its hosts one by one, unless all of them are yours.',
        ),
      );
    }
  }
  for (const { key } of enabled.filter((site) => site.origins.length === 0)) {
    found.push(
      warning(
        'origins',
        `No page may use ${key}: it has no origins.`,
        'Add the origins of its pages, or disable it.',
      ),
    );
  }
  return found.length > 0 ? found : [fine('origins', 'Names and origins are as they should be.')];
}

/** Whether limits and lines go by the addresses of those who ask. */
export function checkProxy({ publicUrl, trustedProxies }: Settings): Finding[] {
  const trustsNobody =
    trustedProxies === 0 || (Array.isArray(trustedProxies) && trustedProxies.length === 0);
  if (trustsNobody && publicUrl?.startsWith('https:')) {
    return [
      warning(
        'proxy',
        'The server is reached by https, so a proxy is in front of it, which is not believed whom it asks for: ' +
          'all visitors have its address, and share its limits.',
        'List its addresses in trustedProxies; see docs/guides/proxies.md.',
      ),
    ];
  }
  if (typeof trustedProxies === 'number' && trustedProxies > 0) {
    return [
      warning(
        'proxy',
        `Whoever reaches the server is believed as ${trustedProxies} proxies would be.`,
        'List their addresses instead, or let nobody but them reach it.',
      ),
    ];
  }
  if (Array.isArray(trustedProxies) && trustedProxies.some((each) => /\/0$/.test(each))) {
    return [
      problem(
        'proxy',
        'trustedProxies names every address: everybody is believed.',
        'Name the addresses of the proxies alone.',
      ),
    ];
  }
  return [
    fine(
      'proxy',
      trustsNobody ? 'No proxy is believed.' : 'Proxies are believed by their addresses.',
    ),
  ];
}

function hostOf(origin: string): string {
  const bare = origin.replace('*.', '');
  return URL.canParse(bare) ? new URL(bare).hostname : bare;
}
