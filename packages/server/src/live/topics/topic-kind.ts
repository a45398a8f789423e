import type { Caller } from '../../access/caller.ts';
import type { Permission } from '../../access/permissions.ts';
import type { Audience } from '../../domain/views/audience.ts';
import type { LiveChange, Topic } from '../../domain/views/live.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { News } from '../news.ts';

/** How much a page may have missed of one topic and still be told change by change. */
export const mostMissed = 200;

/** Who follows topics, as far as it decides what they are told. */
export interface Follower {
  readonly caller: Caller;
  readonly audience: Audience;
}

/** The log as it is when a page comes, and who comes. */
export interface Past {
  readonly snapshot: Snapshot;
  readonly follower: Follower;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Missed {
  changes: LiveChange[];
  /** Topics of which more was missed than is told change by change. */
  tooOld?: Topic[];
  /** Topics that have not come as far as the position says. */
  unknown?: Topic[];
}

export interface Told {
  change: LiveChange;
  /** Which of the audience are told; all of them when missing. */
  hears?(follower: Follower): boolean;
}

/**
 * Everything that is particular to one kind of topic. A kind is a file of this folder, a line in
 * `index.ts`, and its topics and changes in `domain/views/live.ts`.
 */
export interface TopicKind<T extends Topic = Topic> {
  /** The topic in its one spelling; null when what was asked for is none of this kind. */
  parse(asked: string): T | null;

  /** What a caller must be permitted to do. */
  permission(topic: T): Permission;

  /** The incident that the permission must reach, for topics that are about one. */
  incidentOf?(topic: T): number;

  /** What happened after the position of each topic, in any order; no position is beyond the log. */
  missed(positions: ReadonlyMap<T, number>, past: Past): Promise<Missed>;

  /** The topic of this kind that an event is news of; null when there is none. */
  topicOf(event: KitEvent): T | null;

  /**
   * What an event says to an audience; null when they may not know even that it happened. It is asked
   * only when somebody of them follows the topic, and made into bytes once for all who hear the same.
   */
  tell(topic: T, news: News, audience: Audience): Promise<Told | readonly Told[] | null>;
}
