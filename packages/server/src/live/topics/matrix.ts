import { publishedAfter } from './document.ts';
import type { TopicKind } from './topic-kind.ts';

const topic = 'matrix';

/** `matrix`: the same as `document:matrix`, by the name that it had before other documents had topics. */
export const matrix: TopicKind<typeof topic> = {
  parse: (asked) => (asked === topic ? topic : null),

  permission: () => 'matrix:read',

  async missed(positions, { snapshot }) {
    const last = await publishedAfter(snapshot, 'matrix', positions.get(topic) ?? 0);
    const changes = last ? [{ topic, seq: last.seq, version: last.data.version } as const] : [];
    return { changes };
  },

  topicOf: (event) => (event.type === 'matrix.published' ? topic : null),

  async tell(_, { event }) {
    if (event.type !== 'matrix.published') return null;
    return { change: { topic, seq: event.seq, version: event.data.version } };
  },
};
