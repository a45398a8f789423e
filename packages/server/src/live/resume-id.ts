import type { Topic } from '../domain/views/live.ts';
import { publicCountAt, publicPosition } from '../domain/views/positions.ts';
import type { FollowedTopics } from './read-topics.ts';

/**
 * How far a stream has come in each of its topics, for readers that come back with nothing but the id of the
 * last message. The desk's positions are of one log, so its last is enough; what others are told is counted in
 * each topic for itself.
 */
export class ResumeId {
  readonly #positions: Map<Topic, number>;

  constructor(followed: FollowedTopics) {
    this.#positions = new Map(followed.flatMap(({ positions }) => [...positions]));
  }

  /** The id of a message that tells of a change. */
  after({ topic, seq }: { topic: Topic; seq: number }): string {
    this.#positions.set(topic, seq);
    return [...this.#positions.values()].map((each) => publicCountAt(each) ?? 0).join('.');
  }
}

/** The topics with the positions that such an id says; as they are when it is none of theirs. */
export function resumedAt(followed: FollowedTopics, id: string): FollowedTopics {
  const counts = id.split('.').map(Number);
  const asked = followed.flatMap(({ positions }) => [...positions.keys()]);
  if (counts.length !== asked.length || !counts.every((each) => Number.isSafeInteger(each))) {
    return followed;
  }
  const at = new Map(asked.map((topic, index) => [topic, publicPosition(counts[index] ?? 0)]));
  return followed.map(({ kind, positions }) => ({
    kind,
    positions: new Map([...positions.keys()].map((topic) => [topic, at.get(topic) ?? 0])),
  }));
}
