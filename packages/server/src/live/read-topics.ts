import { z } from 'zod';
import { type Caller, mayTouch, reachOf } from '../access/caller.ts';
import { assertReceiptOpens } from '../access/receipt-end.ts';
import { fieldError, KitError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { bounded } from '../domain/plain-text.ts';
import type { Topic } from '../domain/views/live.ts';
import type { Snapshot } from '../store/port/store.ts';
import { topicKinds } from './topics/index.ts';
import type { TopicKind } from './topics/topic-kind.ts';

/** What a page sends to open a stream: each topic with the position up to which it knows it. */
export const liveInput = z.strictObject({
  topics: z.record(
    bounded(z.string(), { max: 64 }),
    z.int('A position of the log is a whole number.').min(0),
  ),
});

/** Topics of each kind that a page follows, with the position after which it wants to hear of each. */
export type FollowedTopics = readonly {
  kind: TopicKind;
  positions: ReadonlyMap<Topic, number>;
}[];

/**
 * Reads the topics of a request and refuses those that are none, or not for this caller. The refusal
 * names each of them in its fields, so that a page can go on without them.
 * @throws KitError `too-many-topics`, `topic-unknown`, `not-allowed`, `incident-not-found`, `receipt-ended`
 */
export async function readTopics(
  input: z.infer<typeof liveInput>,
  caller: Caller,
  snapshot: Snapshot,
): Promise<FollowedTopics> {
  const asked = Object.entries(input.topics);
  if (asked.length > limits.topics) {
    throw new KitError(
      'too-many-topics',
      `A page can follow at most ${limits.topics.toLocaleString('en')} topics at once.`,
      { details: { max: limits.topics } },
    );
  }
  const followed = topicKinds.map((kind) => ({ kind, positions: new Map<Topic, number>() }));
  const unknown = asked.flatMap(([name, after]) => (put(followed, name, after) ? [] : [name]));
  if (unknown.length > 0) throw refusal('topic-unknown', 'There is no such topic', unknown);
  assertReach(followed, caller);
  await assertVisible(followed, caller, snapshot);
  return followed.filter(({ positions }) => positions.size > 0);
}

type Following = { kind: TopicKind; positions: Map<Topic, number> }[];

function put(followed: Following, name: string, after: number): boolean {
  for (const { kind, positions } of followed) {
    const topic = kind.parse(name);
    if (topic === null) continue;
    positions.set(topic, after);
    return true;
  }
  return false;
}

function assertReach(followed: Following, caller: Caller): void {
  const refused = followed.flatMap(({ kind, positions }) =>
    [...positions.keys()].filter((topic) => reachOf(caller, kind.permission(topic)) === null),
  );
  if (refused.length > 0) throw refusal('not-allowed', 'You may not follow this', refused);
}

async function assertVisible(
  followed: Following,
  caller: Caller,
  snapshot: Snapshot,
): Promise<void> {
  const aboutIncidents = followed.flatMap(({ kind, positions }) =>
    [...positions.keys()].flatMap((topic) => {
      const number = kind.incidentOf?.(topic);
      return number === undefined ? [] : [{ topic, number, permission: kind.permission(topic) }];
    }),
  );
  const numbers = [...new Set(aboutIncidents.map(({ number }) => number))];
  const found = new Map(
    (await snapshot.incidents.getMany(numbers)).map((incident) => [incident.number, incident]),
  );
  const hidden = aboutIncidents.filter(({ number, permission }) => {
    const incident = found.get(number);
    if (incident && mayTouch(caller, permission, incident)) return false;
    assertReceiptOpens(caller, incident ?? null);
    return true;
  });
  if (hidden.length > 0) {
    const topics = hidden.map(({ topic }) => topic);
    throw refusal('incident-not-found', 'There is no such incident that you can see', topics);
  }
}

function refusal(
  code: 'topic-unknown' | 'not-allowed' | 'incident-not-found',
  sentence: string,
  topics: string[],
): KitError {
  const fields = topics.map((topic) => fieldError(['topics', topic], `${sentence}.`, 'refused'));
  const more = topics.length > 3 ? ` and ${topics.length - 3} more` : '';
  return new KitError(code, `${sentence}: ${topics.slice(0, 3).join(', ')}${more}.`, {
    fields,
    details: { topics },
  });
}
