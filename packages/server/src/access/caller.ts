import type { Actor, Role } from '../domain/actor.ts';
import { KitError, type ReceiptEnd } from '../domain/errors.ts';
import type { Incident } from '../domain/incident/state.ts';
import type { Disclosure } from '../domain/views/badge.ts';
import { grants, type Permission, type Reach } from './permissions.ts';
import type { Site } from './sites.ts';

/** Who sent a request, as far as the server knows. */
export interface Caller {
  role: Role;
  /** `sub` of the host token; null without one. */
  id: string | null;
  name: string | null;
  email: string | null;
  /** Groups that the host's token names; policies and routing rules may ask for them. */
  groups: readonly string[];
  /** Null only for the holder of a receipt, who needs no page of any site. */
  site: Site | null;
  /** The incident that a receipt was given for. */
  receiptFor: number | null;
  /** What was closed before then, epoch milliseconds, a receipt opens no more. */
  receiptEnds?: number;
  /** When a stream that this caller opened has to end, epoch milliseconds; null for never. */
  expiresAt: number | null;
  /** Which secret of the site their token was signed with; null or left out for none. */
  secret?: string | null;
}

/** How far the caller's role lets them go; null for not at all. */
export function reachOf(caller: Caller, permission: Permission): Reach | null {
  const reach = grants[caller.role][permission] ?? null;
  if (reach !== 'where-allowed') return reach;
  const allowed = caller.site?.anonymous;
  if (permission === 'attachment:upload') {
    return allowed?.report && allowed.attachments ? reach : null;
  }
  const ofStatus = ['badge:read', 'objective:read', 'metrics:read-public'];
  const isOfStatus = ofStatus.includes(permission);
  return (isOfStatus ? allowed?.badges : allowed?.report) ? reach : null;
}

/**
 * Refuses who may not do such a thing at all. What they may do it to is asked with `mayTouch`.
 * @throws KitError `sign-in-required` for visitors, `not-allowed` for people
 */
export function assertMay(caller: Caller, permission: Permission): Reach {
  const reach = reachOf(caller, permission);
  if (reach) return reach;
  if (caller.role === 'anonymous') {
    throw new KitError('sign-in-required', 'Sign in to do this.');
  }
  const who = caller.role === 'receipt' ? 'A receipt' : `The role “${caller.role}”`;
  throw new KitError(
    'not-allowed',
    `${who} may not do this. Ask an administrator if you think it should.`,
    { details: { permission } },
  );
}

/** Whether a permission that the caller has reaches this incident. */
export function mayTouch(
  caller: Caller,
  permission: Permission,
  incident: Pick<Incident, 'number' | 'reporter' | 'service' | 'closed' | 'receiptsRevoked'>,
): boolean {
  const reach = reachOf(caller, permission);
  if (reach === 'site' || reach === 'where-allowed') return isShownBy(caller.site, incident);
  if (reach !== 'own') return reach !== null;
  if (caller.role === 'receipt') {
    return caller.receiptFor === incident.number && receiptEndOf(caller, incident) === null;
  }
  return (
    caller.id !== null &&
    incident.reporter.id === caller.id &&
    incident.reporter.site === caller.site?.key
  );
}

/** Why the caller's receipt opens the incident that it was given for no more; null while it does. */
export function receiptEndOf(
  { receiptEnds = 0 }: Pick<Caller, 'receiptEnds'>,
  { closed, receiptsRevoked }: Pick<Incident, 'closed' | 'receiptsRevoked'>,
): ReceiptEnd | null {
  if (receiptsRevoked) return 'revoked';
  return closed && closed.at < receiptEnds ? 'expired' : null;
}

/** What badges tell a caller besides the status; null for everything. */
export function disclosureTo(caller: Caller): Disclosure | null {
  const { site } = caller;
  const reach = reachOf(caller, 'badge:read');
  if (reach === 'all' || reach === 'own' || !site) return null;
  const { priority, clocks } = site.badges;
  return priority && clocks ? null : { priority, clocks };
}

/** Whether a site shows an incident to those who did not report it. */
export function isShownBy(
  site: Site | null,
  { reporter, service }: Pick<Incident, 'reporter' | 'service'>,
): boolean {
  if (!site) return false;
  const { incidents, services } = site.badges;
  if (incidents === 'all' || reporter.site === site.key) return true;
  return service !== null && services.includes(service);
}

/** The caller as the author of notes about an incident; null for who may not write any. */
export function noteAuthorOf(
  caller: Caller,
  incident: Parameters<typeof mayTouch>[2],
): Actor | null {
  return mayTouch(caller, 'note:add', incident) ? actorOf(caller) : null;
}

/** The caller as the log keeps them. */
export function actorOf(caller: Caller): Actor {
  return { role: caller.role, id: caller.id, site: caller.site?.key ?? null };
}
