import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { Asked, Gate } from '../access/identify.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { OperationContext } from '../operations/context.ts';
import type { Store } from '../store/store.ts';
import type { BadgeLane } from './badge-lane.ts';
import type { KitFiles } from './kit-files.ts';

/** What the HTTP edge is given by `kit.ts`. */
export interface Services {
  store: Store;
  gate: Gate;
  feed: LiveFeed;
  badgeLane: BadgeLane;
  files: KitFiles;
  log: Logger;
  now(): number;
  /** Whether the server is on its way out and takes no more. */
  isClosing(): boolean;
  contextFor(request: Asked, caller: Caller): OperationContext;
}
