import type { Logger } from 'pino';
import type { Authenticator, RequestInfo } from '../access/authenticator.ts';
import type { Caller } from '../access/caller.ts';
import type { Hosts } from '../access/hosts.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { Attachments } from '../operations/attachments/attachments.ts';
import type { OperationContext } from '../operations/context.ts';
import type { BadgeCache } from '../operations/incidents/badge-cache.ts';
import type { Store } from '../store/store.ts';

/** What the HTTP edge is given by `kit.ts`. */
export interface Services {
  store: Store;
  hosts: Hosts;
  authenticator: Authenticator;
  feed: LiveFeed;
  badgeCache: BadgeCache;
  attachments: Attachments;
  /** The built elements, by their path after `/kit/`. */
  files: { serve(path: string, request: Request): Promise<Response> };
  log: Logger;
  now(): number;
  /** Whether the server is on its way out and takes no more. */
  isClosing(): boolean;
  contextFor(request: RequestInfo, caller: Caller): OperationContext;
}
