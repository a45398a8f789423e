import { isIPv6 } from 'node:net';
import type { Role } from '../domain/actor.ts';
import type { Caller } from './caller.ts';
import { networkOf } from './limits/network-of.ts';

/** What becomes known of a request while it is answered: for the line that it leaves, and for what is counted. */
export class RequestTrace {
  /** The key of a site that there is, also where what was borne is refused. */
  site: string | null = null;
  role: Role | null = null;
  /** Who it is: `sub` of the token, or the incident of a receipt. Null for visitors and for whoever was refused. */
  caller: string | null = null;
  /** What it went to: a path of the routes or a procedure, never what an address says. */
  route: string | null = null;
  /** Codes. */
  readonly refusals: string[] = [];

  identified({ role, id, site, receiptFor }: Caller): void {
    this.role = role;
    this.caller = id ?? (receiptFor === null ? null : `INC-${receiptFor}`);
    if (site) this.site = site.key;
  }
}

/**
 * As much of an address as tells where an attack comes from, and not who somebody is: 203.0.113.0/24, or
 * 2001:db8:1::/48.
 */
export function shortened(address: string | null): string | null {
  if (address === null) return null;
  if (!isIPv6(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const groups = networkOf(address)?.split(':').slice(0, 3) ?? [];
  return `${groups.join(':')}::/48`;
}
