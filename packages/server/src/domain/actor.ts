/** The roles that a host page's server can give a person. */
export const hostRoles = ['reporter', 'agent', 'manager', 'admin'] as const;
export type HostRole = (typeof hostRoles)[number];

/**
 * A host role, or what somebody without a host token is: `anonymous`, or `receipt` for the holder of
 * the secret link that an anonymous report was answered with. `system` is the kit itself.
 */
export type Role = HostRole | 'anonymous' | 'receipt' | 'system';

/** Who did something, as the log keeps it. The name is personal and stands beside it, erasable. */
export interface Actor {
  role: Role;
  /** The host's identifier of the person (`sub` of the token); null for those without one. */
  id: string | null;
  /** The site key under which they acted; null for the system itself. */
  site: string | null;
}

export const systemActor: Actor = { role: 'system', id: null, site: null };

/** People of the desk, as opposed to people who report to it. */
export function isDesk(role: Role): boolean {
  return role === 'agent' || role === 'manager' || role === 'admin';
}
