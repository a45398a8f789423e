import type { LiveChange, LiveReset, Topic } from '../domain/views/live.ts';
import { answeredAt, publicCountAt } from '../domain/views/positions.ts';
import type { LogPosition } from '../store/port/log.ts';
import type { FollowedTopics } from './read-topics.ts';
import type { Past } from './topics/topic-kind.ts';

export interface Backlog {
  /** The position of the log that this leads up to. */
  end: LogPosition;
  changes: LiveChange[];
  resets: LiveReset[];
}

/** What happened to topics since a page last heard of them, in order. */
export async function readBacklog(followed: FollowedTopics, past: Past): Promise<Backlog> {
  const end = await past.snapshot.log.end();
  const { seq } = end;
  const { audience } = past.follower;
  const changes: LiveChange[] = [];
  const tooOld: Topic[] = [];
  const unknown: Topic[] = [];
  for (const { kind, positions } of followed) {
    // A position that the log has not reached: the database was put back to an earlier state. Or it was told to
    // somebody in another role, who counts otherwise.
    const isKnown = (after: number) =>
      audience === 'desk' ? after <= seq : publicCountAt(after) !== null;
    const known = new Map([...positions].filter(([, after]) => isKnown(after)));
    unknown.push(...[...positions.keys()].filter((topic) => !known.has(topic)));
    if (known.size === 0) continue;
    const missed = await kind.missed(known, past);
    changes.push(...missed.changes);
    tooOld.push(...(missed.tooOld ?? []));
    unknown.push(...(missed.unknown ?? []));
  }
  const resets: LiveReset[] = [];
  const from = answeredAt(audience, seq, []);
  if (tooOld.length > 0) resets.push({ reason: 'too-old', topics: tooOld, seq: from });
  if (unknown.length > 0) resets.push({ reason: 'unknown-position', topics: unknown, seq: from });
  return { end, changes: changes.sort((a, b) => a.seq - b.seq), resets };
}
