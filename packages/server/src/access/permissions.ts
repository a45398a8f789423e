import type { Role } from '../domain/actor.ts';

/** Everything that can be asked of the server. Every procedure and every route names one of these. */
export type Permission =
  | 'form:read'
  | 'incident:report'
  | 'incident:read'
  | 'incident:list'
  | 'incident:acknowledge'
  | 'incident:resolve'
  | 'note:add'
  | 'note:add-internal'
  | 'matrix:read'
  | 'matrix:publish'
  | 'badge:read'
  | 'live:listen';

/**
 * How far a permission reaches: `all` incidents, one's `own` (a reporter's are those that they
 * reported, a receipt's is the one it was given for), or `where-allowed`, which the site decides.
 */
export type Reach = 'all' | 'own' | 'where-allowed';

type Grants = Partial<Record<Permission, Reach>>;

const reporter: Grants = {
  'form:read': 'all',
  'incident:report': 'all',
  'incident:read': 'own',
  'incident:list': 'own',
  'note:add': 'own',
  'badge:read': 'all',
  'live:listen': 'all',
};

const agent: Grants = {
  ...reporter,
  'incident:read': 'all',
  'incident:list': 'all',
  'incident:acknowledge': 'all',
  'incident:resolve': 'all',
  'note:add': 'all',
  'note:add-internal': 'all',
  'matrix:read': 'all',
};

/** The one table of who may do what. What is not in it is refused. */
export const grants: Record<Role, Grants> = {
  anonymous: {
    'form:read': 'where-allowed',
    'incident:report': 'where-allowed',
    'badge:read': 'where-allowed',
    'live:listen': 'all',
  },
  receipt: {
    'incident:read': 'own',
    'note:add': 'own',
    'badge:read': 'own',
    'live:listen': 'all',
  },
  reporter,
  agent,
  manager: agent,
  admin: { ...agent, 'matrix:publish': 'all' },
  // The kit itself acts through operations, never through the API.
  system: {},
};
