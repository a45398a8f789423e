import type { LiveChange, LiveReset, Topic } from '../domain/views/live.ts';
import type { LogPosition } from '../store/store.ts';
import type { FollowedTopics } from './read-topics.ts';
import type { Past } from './topics/topic-kind.ts';

export interface Backlog {
  /** The position of the log that this leads up to. */
  end: LogPosition;
  changes: LiveChange[];
  resets: LiveReset[];
}

/** What happened to topics since a page last heard of them, in the order of the log. */
export async function readBacklog(followed: FollowedTopics, past: Past): Promise<Backlog> {
  const end = await past.snapshot.log.end();
  const { seq } = end;
  const changes: LiveChange[] = [];
  const tooOld: Topic[] = [];
  const unknown: Topic[] = [];
  for (const { kind, positions } of followed) {
    // A position that the log has not reached: the database was put back to an earlier state.
    const beyond = [...positions].filter(([, after]) => after > seq);
    unknown.push(...beyond.map(([topic]) => topic));
    if (beyond.length === positions.size) continue;
    const reached = new Map([...positions].filter(([, after]) => after <= seq));
    const missed = await kind.missed(reached, past);
    changes.push(...missed.changes);
    tooOld.push(...(missed.tooOld ?? []));
  }
  const resets: LiveReset[] = [];
  if (tooOld.length > 0) resets.push({ reason: 'too-old', topics: tooOld, seq });
  if (unknown.length > 0) resets.push({ reason: 'unknown-position', topics: unknown, seq });
  return { end, changes: changes.sort((a, b) => a.seq - b.seq), resets };
}
