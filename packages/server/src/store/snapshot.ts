import { anomaliesOn } from './anomalies.ts';
import { chatPostsOn } from './chat-posts.ts';
import type { Connection } from './connection.ts';
import type { DocumentCache } from './document-cache.ts';
import * as log from './log/event-log.ts';
import { messagesOn } from './messages.ts';
import { movesOn } from './moves.ts';
import { objectivesOn } from './objectives.ts';
import { personalItemsOn } from './personal-items.ts';
import type { AnomalyReader } from './port/anomalies.ts';
import type { ChatPostReader } from './port/chat-posts.ts';
import type { DocumentReader } from './port/documents.ts';
import type { LogReader } from './port/log.ts';
import type { MessageReader } from './port/messages.ts';
import type { MoveReader } from './port/moves.ts';
import type { ObjectiveReader } from './port/objectives.ts';
import type { PersonalReader } from './port/personal.ts';
import type { ReplyReader } from './port/replies.ts';
import type { ShiftCalendarReader } from './port/shift-calendars.ts';
import type { SignalReader } from './port/signals.ts';
import type { SecretReader } from './port/sites.ts';
import type { Snapshot } from './port/store.ts';
import type { SubscriberReader } from './port/subscribers.ts';
import type { UploadReader } from './port/uploads.ts';
import { readDocumentVersions } from './projections/documents.ts';
import { projections } from './registry.ts';
import { readReply } from './replies.ts';
import { readSecret, readSiteSecrets } from './secrets.ts';
import { shiftCalendarsOn } from './shift-calendars.ts';
import { signalsOn } from './signals.ts';
import { subscribersOn } from './subscribers.ts';
import { uploadsOn } from './uploads.ts';

/** What can be read over one connection; the same for every engine. */
export function snapshotOn(connection: Connection, documentCache: DocumentCache): Snapshot {
  return new ConnectionSnapshot(connection, documentCache) as unknown as Snapshot;
}

/** Makes a noun when it is asked for: commands are many, and most of them ask for few. */
class ConnectionSnapshot {
  readonly #documentCache: DocumentCache;
  readonly connection: Connection;

  constructor(connection: Connection, documentCache: DocumentCache) {
    this.connection = connection;
    this.#documentCache = documentCache;
  }

  get log(): LogReader {
    return logOn(this.connection);
  }

  get documents(): DocumentReader {
    return documentsOn(this.connection, this.#documentCache);
  }

  get uploads(): UploadReader {
    return uploadsOn(this.connection);
  }

  get personal(): PersonalReader {
    return personalItemsOn(this.connection);
  }

  get signals(): SignalReader {
    return signalsOn(this.connection);
  }

  get messages(): MessageReader {
    return messagesOn(this.connection);
  }

  get anomalies(): AnomalyReader {
    return anomaliesOn(this.connection);
  }

  get objectives(): ObjectiveReader {
    return objectivesOn(this.connection);
  }

  get chatPosts(): ChatPostReader {
    return chatPostsOn(this.connection);
  }

  get subscribers(): SubscriberReader {
    return subscribersOn(this.connection);
  }

  get moves(): MoveReader {
    return movesOn(this.connection);
  }

  get shiftCalendars(): ShiftCalendarReader {
    return shiftCalendarsOn(this.connection);
  }

  get replies(): ReplyReader {
    return { get: (scope, key) => readReply(this.connection, scope, key) };
  }

  get secrets(): SecretReader {
    return {
      get: (name) => readSecret(this.connection, name),
      ofSite: (site) => readSiteSecrets(this.connection, site),
    };
  }
}

for (const { queries } of projections) {
  if (!queries) continue;
  Object.defineProperty(ConnectionSnapshot.prototype, queries.noun, {
    get(this: ConnectionSnapshot) {
      return queries.on(this.connection);
    },
  });
}

function logOn(connection: Connection): LogReader {
  return {
    lastSeq: async () => (await log.readHead(connection)).seq,
    head: () => log.readLogHead(connection),
    end: () => log.readEnd(connection),
    hashOf: (seq) => log.readHashOf(connection, seq),
    after: (seq, limit) => log.readLogAfter(connection, seq, limit),
    at: (seqs) => log.readEventsAt(connection, seqs),
    rawAfter: (seq, limit) => log.readRawLogAfter(connection, seq, limit),
    streamAfter: (stream, seq, limit) => log.readStreamAfter(connection, stream, seq, limit),
    streamBefore: (stream, seq, limit) => log.readStreamBefore(connection, stream, seq, limit),
    personalEventsOf: (person, limit) => log.readPersonalEventsOf(connection, person, limit),
  };
}

function documentsOn(connection: Connection, cache: DocumentCache): DocumentReader {
  return {
    rules: () => cache.rules(connection),
    get: (kind, version) => cache.get(connection, kind, version),
    versions: (kind, before, limit) => readDocumentVersions(connection, kind, before, limit),
    calendarBook: (incidents) =>
      cache.calendarBook(
        connection,
        incidents.map((each) => each.terms.calendar),
      ),
  };
}
