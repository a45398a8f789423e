import type { Role } from '../domain/actor.ts';

/** Everything that can be asked of the server. Every procedure and every route names one of these. */
export type Permission =
  | 'form:read'
  | 'incident:report'
  | 'incident:read'
  | 'incident:list'
  | 'incident:acknowledge'
  /** Hold, resume, move along the workflow. */
  | 'incident:work'
  | 'incident:assign'
  | 'incident:escalate'
  /** Title, service, category, impact, urgency. */
  | 'incident:classify'
  /** Set the priority by hand, or give it back to the matrix. */
  | 'incident:override'
  | 'incident:resolve'
  /** Say whether a resolved incident is fixed. */
  | 'incident:confirm'
  | 'incident:close'
  | 'incident:reopen'
  | 'incident:cancel'
  | 'incident:merge'
  | 'incident:link'
  /** Several at once; what is done to them takes its own permission besides. */
  | 'incident:bulk'
  /** Say “me too”. */
  | 'incident:join'
  /** End the receipt of an anonymous reporter. */
  | 'incident:revoke-receipts'
  /** Say that what resolved it helped again, so that nothing was reported. */
  | 'incident:save-report'
  /** Why a clock shows what it shows, and what a command would do. */
  | 'incident:explain'
  /** Articles that are for them: validated ones, of their audience; the desk's are all. */
  | 'article:read'
  /** Say whether an article helped, or that nothing has to be reported because it did. */
  | 'article:rate'
  /** Write articles, say how far they can be relied on and whom they are for, and see what they saved. */
  | 'article:write'
  | 'notification:list'
  /** Whom the desk has: to assign to, to mention. */
  | 'people:search'
  /** Who is on call, who was and who will be. */
  | 'on-call:read'
  /** Put somebody on call in place of who would be: oneself (`own`), or anybody. */
  | 'on-call:override'
  /** Say that one looks at an incident, and hear who else does. */
  | 'presence:tell'
  /** Take down what one has read. */
  | 'incident:mark-read'
  /** Views of the queue: the desk's, and one's own to keep. */
  | 'view:keep'
  | 'note:add'
  | 'note:add-internal'
  /** Send a file, for a report or a note that is sent afterwards. */
  | 'attachment:upload'
  /** The files of what one may read: an internal note's are the desk's. */
  | 'attachment:read'
  | 'matrix:read'
  | 'matrix:publish'
  /** The documents that say how the desk works, the matrix among them, and what drafts would do. */
  | 'configuration:read'
  | 'configuration:publish'
  /** Sites that embed the elements: what they may do, and the secrets of their tokens. */
  | 'site:manage'
  /** Erase what is personal, of an incident or of a person, for ever. */
  | 'personal:erase'
  /** What sources of alerts say burns. */
  | 'alert:read'
  /** Whether what is unusual is raised as an alert. */
  | 'anomaly:decide'
  /** What sources of alerts have sent, as it came: it may say anything. */
  | 'delivery:read'
  /** What is told on channels outside, to which addresses, and what became of it. */
  | 'message:read'
  /** Have a message sent again, or a test. */
  | 'message:send'
  /** Figures: how long things take, what is open, and the incidents behind them. */
  | 'metrics:read'
  /** The same of single people: of oneself (`own`), or of anybody. */
  | 'metrics:read-people'
  /** How fast incidents of a service are resolved, and how often in time, without names: on status pages. */
  | 'metrics:read-public'
  /** What services are to achieve, and how far they do. */
  | 'objective:read'
  /** Problems, hints at what keeps coming back, and reviews of incidents. */
  | 'problem:read'
  /** Open and change problems, dismiss hints, write reviews. */
  | 'problem:work'
  /** Send what a source sends, to try it. */
  | 'source:test'
  | 'badge:read'
  | 'live:listen';

/**
 * How far a permission reaches: `all` incidents, one's `own` (a reporter's are those that they
 * reported, a receipt's is the one it was given for), those that the `site` shows, or `where-allowed`: the site
 * decides whether, and shows what it shows.
 */
export type Reach = 'all' | 'own' | 'site' | 'where-allowed';

type Grants = Partial<Record<Permission, Reach>>;

const reporter: Grants = {
  'form:read': 'all',
  'incident:report': 'all',
  'incident:read': 'own',
  'incident:list': 'own',
  'incident:confirm': 'own',
  'incident:reopen': 'own',
  'incident:cancel': 'own',
  'incident:join': 'all',
  'incident:mark-read': 'own',
  'incident:save-report': 'own',
  'article:read': 'all',
  'article:rate': 'all',
  'note:add': 'own',
  'attachment:upload': 'own',
  'attachment:read': 'own',
  'badge:read': 'site',
  'objective:read': 'site',
  'metrics:read-public': 'site',
  'live:listen': 'all',
};

const agent: Grants = {
  ...reporter,
  'badge:read': 'all',
  'incident:read': 'all',
  'incident:list': 'all',
  'incident:acknowledge': 'all',
  'incident:work': 'all',
  'incident:assign': 'all',
  'incident:escalate': 'all',
  'incident:classify': 'all',
  'incident:override': 'all',
  'incident:resolve': 'all',
  'incident:close': 'all',
  'incident:reopen': 'all',
  'incident:cancel': 'all',
  'incident:merge': 'all',
  'incident:link': 'all',
  'incident:revoke-receipts': 'all',
  'incident:save-report': 'all',
  'incident:explain': 'all',
  'article:write': 'all',
  'incident:bulk': 'all',
  'people:search': 'all',
  'on-call:read': 'all',
  'on-call:override': 'own',
  'incident:mark-read': 'all',
  'view:keep': 'all',
  'presence:tell': 'all',
  'notification:list': 'all',
  'note:add': 'all',
  'note:add-internal': 'all',
  'attachment:read': 'all',
  'matrix:read': 'all',
  'configuration:read': 'all',
  'alert:read': 'all',
  'anomaly:decide': 'all',
  'metrics:read': 'all',
  'objective:read': 'all',
  'problem:read': 'all',
  'problem:work': 'all',
  'metrics:read-people': 'own',
  'metrics:read-public': 'all',
};

/** The one table of who may do what. What is not in it is refused. */
export const grants: Record<Role, Grants> = {
  anonymous: {
    'form:read': 'where-allowed',
    'incident:report': 'where-allowed',
    'article:read': 'where-allowed',
    'attachment:upload': 'where-allowed',
    'badge:read': 'where-allowed',
    'objective:read': 'where-allowed',
    'metrics:read-public': 'where-allowed',
    'live:listen': 'all',
  },
  receipt: {
    'incident:read': 'own',
    'incident:confirm': 'own',
    'incident:cancel': 'own',
    'note:add': 'own',
    'attachment:upload': 'own',
    'attachment:read': 'own',
    'badge:read': 'own',
    'live:listen': 'all',
  },
  reporter,
  agent,
  manager: { ...agent, 'on-call:override': 'all', 'metrics:read-people': 'all' },
  admin: {
    ...agent,
    'on-call:override': 'all',
    'metrics:read-people': 'all',
    'matrix:publish': 'all',
    'configuration:publish': 'all',
    'site:manage': 'all',
    'delivery:read': 'all',
    'message:read': 'all',
    'message:send': 'all',
    'source:test': 'all',
    'personal:erase': 'all',
  },
  // The kit itself acts through operations, never through the API.
  system: {},
};

/** Whether a value is a permission that the table knows: somebody has it. */
export function isPermission(value: unknown): value is Permission {
  return Object.values(grants).some(
    (each) => typeof value === 'string' && Object.hasOwn(each, value),
  );
}
