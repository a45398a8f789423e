import type { Authenticator, RequestInfo } from '../access/authenticator.ts';
import type { Caller } from '../access/caller.ts';
import type { Hosts } from '../access/hosts.ts';
import type { Overload } from '../access/limits/overload.ts';
import type { SourceLimits } from '../access/limits/source-limits.ts';
import type { Log } from '../access/log.ts';
import type { SignedLinks } from '../access/signed-links.ts';
import type { SiteDirectory } from '../access/site-directory.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { Attachments } from '../operations/attachments/attachments.ts';
import type { OperationContext } from '../operations/context.ts';
import type { BadgeCache } from '../operations/incidents/badge-cache.ts';
import type { ChatClicks } from '../operations/messages/chat-clicks.ts';
import type { CommandingChat } from '../operations/messages/chat-commands.ts';
import type { MessageLinks } from '../operations/messages/message-links.ts';
import type { CallKeys } from '../operations/messages/press-key.ts';
import type { MailReplies } from '../operations/messages/take-reply.ts';
import type { Sources } from '../operations/signals/sources.ts';
import type { Store } from '../store/port/store.ts';
import type { Metrics } from './metrics.ts';

/** What the HTTP edge is given by `wiring.ts`. */
export interface Services {
  store: Store;
  hosts: Hosts;
  authenticator: Authenticator;
  overload: Overload;
  feed: LiveFeed;
  badgeCache: BadgeCache;
  attachments: Attachments;
  sources: Sources;
  sites: SiteDirectory;
  links: SignedLinks;
  clicks: ChatClicks;
  /** The chats in which people may write commands, by the ids of their channels. */
  commands: ReadonlyMap<string, CommandingChat>;
  /** The ways out by which people are called, and may press a key. */
  calls: CallKeys;
  messageLinks: MessageLinks;
  replies: MailReplies;
  sourceLimits: SourceLimits;
  /** The built elements, by their path after `/kit/`. */
  files: { serve(path: string, request: Request): Promise<Response> };
  log: Log;
  /** Null when nobody may read them. */
  metrics: Metrics | null;
  /** What the operator’s tools bear to read them; null when only this machine may. */
  metricsToken: string | null;
  /** Whether pages are told late of what happens, or not at all. */
  isBehind(): boolean;
  now(): number;
  /** Whether the server is on its way out and takes no more. */
  isClosing(): boolean;
  contextFor(request: RequestInfo, caller: Caller): OperationContext;
}
