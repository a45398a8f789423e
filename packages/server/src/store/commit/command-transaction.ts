import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import {
  type DocumentEvent,
  isDocumentEvent,
  type NewDocumentEvent,
} from '../../domain/configuration/events.ts';
import type { IncidentEvent, NewIncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import { evolve, type Incident, replay } from '../../domain/incident/state.ts';
import type { SlaTerms } from '../../domain/sla/terms.ts';
import type { Connection } from '../connection.ts';
import type { DocumentCache } from '../document-cache.ts';
import { recordEvent } from '../log/event-log.ts';
import { toDocumentRow } from '../projections/documents.ts';
import * as models from '../projections/read-models.ts';
import { snapshotOn } from '../snapshot.ts';
import type {
  AffectedReader,
  DocumentReader,
  IncidentWriter,
  KitEvent,
  LogWriter,
  NewKitEvent,
  NotificationReader,
  ReplyWriter,
  RoutingReader,
  SecretWriter,
  Snapshot,
  Stamp,
  Transaction,
} from '../store.ts';
import { type BatchCache, cached, replyId } from './batch-cache.ts';
import type { Head } from './changes.ts';
import { PendingWrites } from './pending-writes.ts';

/** What a command is given by the batch that it is part of. */
export interface CommandScope {
  connection: Connection;
  cache: BatchCache;
  head: Head;
  /** Asks the database as if everything so far, and these pending writes, were in it. */
  query<T>(pending: PendingWrites, head: Head, read: () => Promise<T>): Promise<T>;
}

/**
 * One command's transaction. Its writes are pending, in memory. It reads there first, then in the
 * batch's cache, then in the database.
 */
export class CommandTransaction implements Transaction {
  readonly pending = new PendingWrites();
  /** The end of the log as this command leaves it. */
  end: Head;
  readonly #connection: Connection;
  readonly #cache: BatchCache;
  readonly #database: Snapshot;
  readonly #query: CommandScope['query'];

  constructor({ connection, cache, head, query }: CommandScope) {
    this.#connection = connection;
    this.#cache = cache;
    this.end = head;
    this.#database = snapshotOn(connection, cache.documentCache);
    this.#query = query;
  }

  readonly log: LogWriter = {
    lastSeq: async () => this.end.seq,
    head: async () => this.end,
    after: (seq, limit) => this.#ask(({ log }) => log.after(seq, limit)),
    at: (seqs) => this.#ask(({ log }) => log.at(seqs)),
    rawAfter: (seq, limit) => this.#ask(({ log }) => log.rawAfter(seq, limit)),
    streamAfter: (stream, seq, limit) =>
      this.#ask(({ log }) => log.streamAfter(stream, seq, limit)),
    streamBefore: (stream, seq, limit) =>
      this.#ask(({ log }) => log.streamBefore(stream, seq, limit)),
    personalEventsOf: (person, limit) =>
      this.#ask(({ log }) => log.personalEventsOf(person, limit)),
    append: (stream, version, event, stamp) => this.#append(stream, version, event, stamp),
    erase: (seqs) => this.#erase(seqs),
  };

  readonly incidents: IncidentWriter = {
    get: async (number) =>
      this.pending.incidents.get(number)?.state ??
      cached(this.#cache.incidents, number, () => this.#database.incidents.get(number)),
    getMany: (numbers) => this.#getMany(numbers),
    findNumbers: (filter, before, limit) =>
      this.#ask(({ incidents }) => incidents.findNumbers(filter, before, limit)),
    countByStatus: (statuses) => this.#ask(({ incidents }) => incidents.countByStatus(statuses)),
    changedAfter: (seq, limit) => this.#ask(({ incidents }) => incidents.changedAfter(seq, limit)),
    due: (at, limit) => this.#ask(({ incidents }) => incidents.due(at, limit)),
    nextNumber: async () => {
      const { logFacts } = this.#cache;
      logFacts.lastNumber ??= await models.lastIncidentNumber(this.#connection);
      return (this.pending.lastNumber ?? logFacts.lastNumber) + 1;
    },
  };

  readonly documents: DocumentReader = {
    rules: async () => {
      if (this.pending.documents.size > 0) return this.#ask(({ documents }) => documents.rules());
      const { logFacts } = this.#cache;
      logFacts.rules ??= await this.#ask(({ documents }) => documents.rules());
      return logFacts.rules;
    },
    get: (kind, version) => this.#ask(({ documents }) => documents.get(kind, version)),
    versions: (kind, before, limit) =>
      this.#ask(({ documents }) => documents.versions(kind, before, limit)),
    calendarBook: (incidents) => this.#bookFor(incidents.map((each) => each.terms.calendar)),
  };

  readonly affected: AffectedReader = {
    has: (number, person) => this.#ask(({ affected }) => affected.has(number, person)),
  };

  readonly notifications: NotificationReader = {
    seqsFor: (inbox, before, limit) =>
      this.#ask(({ notifications }) => notifications.seqsFor(inbox, before, limit)),
  };

  readonly routing: RoutingReader = {
    workload: (team) => this.#ask(({ routing }) => routing.workload(team)),
  };

  readonly replies: ReplyWriter = {
    get: async (scope, key) => {
      const id = replyId(scope, key);
      return (
        this.pending.answers.get(id)?.answer ??
        cached(this.#cache.replies, id, () => this.#database.replies.get(scope, key))
      );
    },
    keep: async (scope, key, reply, at) => {
      this.pending.answers.set(replyId(scope, key), { scope, key, answer: reply, at });
    },
    forgetBefore: async (at) => {
      this.pending.answersBefore = at;
    },
  };

  readonly secrets: SecretWriter = {
    get: async (name) =>
      this.pending.secrets.get(name) ??
      cached(this.#cache.secrets, name, () => this.#database.secrets.get(name)),
    keep: async (name, value) => {
      this.pending.secrets.set(name, value);
    },
  };

  async #getMany(numbers: readonly number[]): Promise<Incident[]> {
    const { incidents: known } = this.#cache;
    const unknown = numbers.filter((each) => !this.pending.incidents.has(each) && !known.has(each));
    for (const each of unknown) known.set(each, null);
    for (const each of await this.#database.incidents.getMany(unknown))
      known.set(each.number, each);
    return numbers
      .map((each) => this.pending.incidents.get(each)?.state ?? known.get(each) ?? null)
      .filter((each) => each !== null);
  }

  async #append(
    stream: string,
    version: number,
    event: NewKitEvent,
    stamp: Stamp,
  ): Promise<KitEvent> {
    if (isDocumentEvent(event)) return this.#appendDocument(stream, version, event, stamp);
    const number = numberOfStream(stream) ?? 0;
    const known = version > 0 ? await this.incidents.get(number) : null;
    const terms = termsOf(event) ?? known?.terms;
    const book = await this.#bookFor(terms ? [terms.calendar] : []);
    // From here on nothing is waited for: two events of one command cannot get the same number.
    const { pending } = this;
    const before = version > 0 ? (pending.incidents.get(number)?.state ?? known) : null;
    const { event: recorded, row, head } = recordEvent(this.end, stream, version, event, stamp);
    const happened = recorded as IncidentEvent;
    const state = evolve(before, happened);
    pending.incidents.set(number, { state, book });
    if (event.type === 'incident.reported') pending.lastNumber = event.data.number;
    if (event.type === 'incident.reported' || event.type === 'incident.retitled') {
      pending.texts.set(number, models.toTextRow(state));
    }
    const affected = models.toAffectedRow(number, happened);
    if (affected) pending.affected.push(affected);
    const rotation = models.toRotationRow(happened);
    if (rotation) pending.rotations.set(rotation.team, rotation);
    pending.notifications.push(...models.toNotificationRows(before, state, happened));
    pending.events.push({ event: recorded, row });
    this.end = head;
    return recorded;
  }

  async #erase(seqs: readonly number[]): Promise<void> {
    const found = await this.log.at(seqs);
    const erased = new Set(found.map(({ seq }) => seq));
    const without = (event: KitEvent): KitEvent =>
      erased.has(event.seq) ? { ...event, personal: null, actorName: null } : event;
    const made: { state: Incident; book: CalendarBook }[] = [];
    const documents: DocumentEvent[] = [];
    // Everything is read first: what this writes, each further question would have to be shown.
    for (const stream of new Set(found.map((event) => event.stream))) {
      const events = (await this.log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER)).map(without);
      documents.push(...events.filter((event) => isDocumentEvent(event)));
      const state = replay(events.filter((event) => !isDocumentEvent(event)) as IncidentEvent[]);
      if (state) made.push({ state, book: await this.documents.calendarBook([state]) });
    }
    for (const seq of erased) this.pending.erased.add(seq);
    for (const event of documents) this.#keepDocument(event);
    for (const each of made) {
      this.pending.incidents.set(each.state.number, each);
      this.pending.texts.set(each.state.number, models.toTextRow(each.state));
    }
  }

  #appendDocument(
    stream: string,
    version: number,
    event: NewDocumentEvent,
    stamp: Stamp,
  ): KitEvent {
    const { event: recorded, row, head } = recordEvent(this.end, stream, version, event, stamp);
    this.#keepDocument(recorded as DocumentEvent);
    this.pending.events.push({ event: recorded, row });
    this.end = head;
    return recorded;
  }

  #keepDocument(event: DocumentEvent): void {
    const row = toDocumentRow(event);
    this.pending.documents.set(`${row.kind} ${row.version}`, row);
  }

  /** The calendars are in the database, unless this command has just published them. */
  #bookFor(refs: readonly CalendarRef[]): Promise<CalendarBook> {
    const documentCache = this.#documentCache;
    if (refs.every((ref) => ref === '24x7'))
      return documentCache.calendarBook(this.#connection, refs);
    return this.#ask(() => documentCache.calendarBook(this.#connection, refs));
  }

  /** What this command has published may yet be taken back, so nobody else may keep it. */
  get #documentCache(): DocumentCache {
    return this.pending.documents.size > 0
      ? this.#cache.documentCache.copy()
      : this.#cache.documentCache;
  }

  #ask<T>(read: (database: Snapshot) => Promise<T>): Promise<T> {
    return this.#query(this.pending, this.end, () =>
      read(snapshotOn(this.#connection, this.#documentCache)),
    );
  }
}

/** The terms that an event gives its incident; null when it leaves them as they are. */
function termsOf(event: NewIncidentEvent): SlaTerms | null {
  return ('terms' in event.data && event.data.terms) || null;
}
