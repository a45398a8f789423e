import type { Caller } from '../access/caller.ts';
import { type Audience, audienceOf } from '../domain/views/audience.ts';
import type { LiveChange, Topic } from '../domain/views/live.ts';
import { answeredAt } from '../domain/views/positions.ts';
import { type ByeReason, type Bytes, byeMessage, changeMessage, resetMessage } from './messages.ts';
import type { FollowedTopics } from './read-topics.ts';
import { ResumeId } from './resume-id.ts';
import type { Follower } from './topics/topic-kind.ts';

/** What a slow page may leave unread before its stream is closed; it catches up when it comes back. */
export const longestQueue = 1024 * 1024;

/** Where the messages of a stream go: a socket, or the body of a Response. */
export interface StreamSink {
  /** @returns how many bytes the page has left unread, these among them */
  write(bytes: Bytes): number;
  /** Ends it when all has been read. */
  end(): void;
  /** Breaks it off. */
  fail(error: unknown): void;
}

/** One open stream of one page. */
export class Subscriber implements Follower {
  readonly caller: Caller;
  readonly audience: Audience;
  readonly topics: ReadonlySet<Topic>;
  readonly #sink: StreamSink;
  readonly #onEnd: () => void;
  /** Null where the position of a message says how far the stream has come. */
  readonly #resumeId: ResumeId | null;
  /** Changes that came while the backlog was being read; null once that has been sent. */
  #held: { seq: number; change: LiveChange; bytes: Bytes }[] | null = [];
  /** Where the log was put back to while the backlog was being read; null for nowhere. */
  #putBackTo: number | null = null;
  /** The position of the log up to which everything has been sent. */
  #position = 0;
  #ended = false;

  constructor(
    caller: Caller,
    followed: FollowedTopics,
    sink: StreamSink,
    { resumesById, onEnd }: { resumesById: boolean; onEnd: () => void },
  ) {
    this.caller = caller;
    this.audience = audienceOf(caller.role);
    this.topics = new Set(followed.flatMap(({ positions }) => [...positions.keys()]));
    const needsAll = this.audience === 'public' && this.topics.size > 1;
    this.#resumeId = resumesById && needsAll ? new ResumeId(followed) : null;
    this.#sink = sink;
    this.#onEnd = onEnd;
  }

  /** Sends what the page has missed, then what happened meanwhile, and from now on what happens. */
  catchUp(seq: number, greeting: Bytes[], missed: LiveChange[]): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#position = seq;
    for (const bytes of greeting) this.send(bytes);
    for (const change of missed) this.send(this.#messageOf(change));
    if (this.#putBackTo !== null) this.reset(this.#putBackTo);
    for (const each of held) this.sendChange(each.seq, each.change, each.bytes);
  }

  /**
   * Sends a change, once: what the backlog already told is not told again.
   * @param seq of its event, in the log
   * @param bytes the message as others get it
   */
  sendChange(seq: number, change: LiveChange, bytes: Bytes): void {
    if (this.#held) this.#held.push({ seq, change, bytes });
    else if (seq > this.#position) this.send(this.#resumeId ? this.#messageOf(change) : bytes);
  }

  #messageOf(change: LiveChange): Bytes {
    return changeMessage(change, this.#resumeId?.after(change));
  }

  /** Says that nothing that was told of its topics need be true, as the log was put back to a position. */
  reset(seq: number): void {
    if (this.#held) {
      this.#held = [];
      this.#putBackTo = seq;
      return;
    }
    this.#position = seq;
    const topics = [...this.topics];
    const from = answeredAt(this.audience, seq, []);
    this.send(resetMessage({ reason: 'unknown-position', topics, seq: from }));
  }

  send(bytes: Bytes): void {
    if (this.#ended) return;
    if (this.#sink.write(bytes) > longestQueue) this.end('too-slow');
  }

  /** Says why and closes. */
  end(reason: ByeReason): void {
    if (this.#ended) return;
    this.#sink.write(byeMessage(reason));
    this.#sink.end();
    this.left();
  }

  /** The stream broke before it was caught up. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#sink.fail(error);
    this.left();
  }

  /** The page has gone. */
  left(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }
}
