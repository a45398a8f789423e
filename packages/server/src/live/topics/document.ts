import { type DocumentKind, documentKinds } from '../../domain/configuration/documents.ts';
import {
  type DocumentEvent,
  documentStream,
  isDocumentEvent,
  kindOf,
} from '../../domain/configuration/events.ts';
import type { DocumentChange, DocumentTopic, LiveChange } from '../../domain/views/live.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { TopicKind } from './topic-kind.ts';

/**
 * The last publication of a document, when it is after a position. Whichever version is in force is
 * all that somebody has missed.
 */
export async function publishedAfter(
  snapshot: Snapshot,
  kind: DocumentKind,
  after: number,
): Promise<DocumentEvent | null> {
  const [last] = await snapshot.log.streamBefore(documentStream(kind), null, 1);
  return last && isDocumentEvent(last) && last.seq > after ? last : null;
}

const kindIn = (topic: DocumentTopic) => topic.slice('document:'.length) as DocumentKind;

const changeBy = (event: DocumentEvent) =>
  ({
    topic: `document:${kindOf(event)}`,
    seq: event.seq,
    kind: kindOf(event),
    version: event.data.version,
  }) as { seq: number } & DocumentChange;

/** `document:workflow`: which version of a document is in force, for every kind of document. */
export const document: TopicKind<DocumentTopic> = {
  parse: (asked) => {
    const kind = documentKinds.find((each) => asked === `document:${each}`);
    return kind ? `document:${kind}` : null;
  },

  permission: (topic) => (kindIn(topic) === 'matrix' ? 'matrix:read' : 'configuration:read'),

  async missed(positions, { snapshot }) {
    const changes: LiveChange[] = [];
    for (const [topic, after] of positions) {
      const last = await publishedAfter(snapshot, kindIn(topic), after);
      if (last) changes.push(changeBy(last));
    }
    return { changes };
  },

  topicOf: (event) => (isDocumentEvent(event) ? `document:${kindOf(event)}` : null),

  async tell(_, { event }) {
    return isDocumentEvent(event) ? { change: changeBy(event) } : null;
  },
};
