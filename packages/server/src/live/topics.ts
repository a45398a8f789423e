import { z } from 'zod';
import { type Caller, mayTouch, reachOf } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import { fieldError, KitError } from '../domain/errors.ts';
import { fromReference, toReference } from '../domain/incident/reference.ts';
import { limits } from '../domain/limits.ts';
import type { Topic } from '../domain/views/live.ts';
import type { Snapshot } from '../store/store.ts';

/** What a page sends to open a stream: each topic with the position up to which it knows it. */
export const liveInput = z.strictObject({
  topics: z.record(z.string().max(64), z.int('A position of the log is a whole number.').min(0)),
});

/** Topics by what they are about, each with the position after which the page wants to hear. */
export interface Topics {
  incidents: Map<number, number>;
  badges: Map<number, number>;
  list: number | null;
  matrix: number | null;
}

/**
 * Reads the topics of a request and refuses those that are none, or not for this caller. The refusal
 * names each of them in its fields, so that a page can go on without them.
 * @throws KitError `too-many-topics`, `topic-unknown`, `not-allowed`, `incident-not-found`
 */
export async function readTopics(
  input: z.infer<typeof liveInput>,
  caller: Caller,
  snapshot: Snapshot,
): Promise<Topics> {
  const entries = Object.entries(input.topics);
  if (entries.length > limits.topics) {
    throw new KitError(
      'too-many-topics',
      `A page can follow at most ${limits.topics.toLocaleString('en')} topics at once.`,
      { details: { max: limits.topics } },
    );
  }
  const topics: Topics = { incidents: new Map(), badges: new Map(), list: null, matrix: null };
  const unknown = entries.filter(([topic, after]) => !put(topics, topic, after));
  if (unknown.length > 0) throw refusal('topic-unknown', 'There is no such topic', names(unknown));
  assertReach(topics, caller);
  await assertVisible(topics, caller, snapshot);
  return topics;
}

const names = (entries: [string, number][]) => entries.map(([topic]) => topic);

function put(topics: Topics, topic: string, after: number): boolean {
  if (topic === 'incidents') topics.list = after;
  else if (topic === 'matrix') topics.matrix = after;
  else {
    const [kind, rest] = topic.split(':', 2);
    const number = fromReference(rest ?? '');
    if (number === null || (kind !== 'incident' && kind !== 'badge')) return false;
    (kind === 'incident' ? topics.incidents : topics.badges).set(number, after);
  }
  return true;
}

function assertReach(topics: Topics, caller: Caller): void {
  const asked: [Permission, Topic[]][] = [
    ['incident:list', topics.list === null ? [] : ['incidents']],
    ['matrix:read', topics.matrix === null ? [] : ['matrix']],
    ['incident:read', [...topics.incidents.keys()].map(incidentTopic)],
    ['badge:read', [...topics.badges.keys()].map(badgeTopic)],
  ];
  const refused = asked
    .filter(([permission]) => reachOf(caller, permission) === null)
    .flatMap(([, concerned]) => concerned);
  if (refused.length > 0) throw refusal('not-allowed', 'You may not follow this', refused);
}

async function assertVisible(topics: Topics, caller: Caller, snapshot: Snapshot): Promise<void> {
  const numbers = [...new Set([...topics.incidents.keys(), ...topics.badges.keys()])];
  const found = new Map(
    (await snapshot.incidents.getMany(numbers)).map((incident) => [incident.number, incident]),
  );
  const hidden = (permission: Permission) => (number: number) => {
    const incident = found.get(number);
    return !incident || !mayTouch(caller, permission, incident);
  };
  const refused = [
    ...[...topics.incidents.keys()].filter(hidden('incident:read')).map(incidentTopic),
    ...[...topics.badges.keys()].filter(hidden('badge:read')).map(badgeTopic),
  ];
  if (refused.length > 0) {
    throw refusal('incident-not-found', 'There is no such incident that you can see', refused);
  }
}

export const incidentTopic = (number: number) => `incident:${toReference(number)}` as const;
export const badgeTopic = (number: number) => `badge:${toReference(number)}` as const;

export function topicsOf(topics: Topics): Set<Topic> {
  return new Set<Topic>([
    ...[...topics.incidents.keys()].map(incidentTopic),
    ...[...topics.badges.keys()].map(badgeTopic),
    ...(topics.list === null ? [] : (['incidents'] as const)),
    ...(topics.matrix === null ? [] : (['matrix'] as const)),
  ]);
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
