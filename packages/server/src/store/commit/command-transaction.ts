import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import { isTold, messagesOf } from '../../domain/channels/messages.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { type DocumentEvent, isDocumentEvent } from '../../domain/configuration/events.ts';
import type { IncidentEvent, NewIncidentEvent } from '../../domain/incident/events.ts';
import { evolve } from '../../domain/incident/evolve.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isTimeCorrection } from '../../domain/log-time.ts';
import { isSiteEvent, type SiteEvent } from '../../domain/sites/events.ts';
import type { SlaTerms } from '../../domain/sla/terms.ts';
import type { Connection } from '../connection.ts';
import type { DocumentCache } from '../document-cache.ts';
import { endOf, type Head, recordEvent } from '../log/event-log.ts';
import { newMessageRow, toMessageRow } from '../messages.ts';
import { toPersonalItemRow } from '../personal-items.ts';
import type { DocumentReader } from '../port/documents.ts';
import type {
  IncidentReader,
  IncidentWriter,
  RoutingReader,
  TextWriter,
} from '../port/incidents.ts';
import type { KitEvent, LogReader, LogWriter, NewKitEvent, Stamp } from '../port/log.ts';
import type { MessageReader, MessageWriter } from '../port/messages.ts';
import type { PersonalReader, PersonalWriter } from '../port/personal.ts';
import type { ReplyWriter } from '../port/replies.ts';
import type { SignalReader, SignalWriter } from '../port/signals.ts';
import type { SecretWriter } from '../port/sites.ts';
import type { Snapshot, Transaction } from '../port/store.ts';
import type { UploadReader, UploadWriter } from '../port/uploads.ts';
import { readCurrentVersions, readDocumentVersions } from '../projections/documents.ts';
import { noTexts, textsOf } from '../projections/incident-texts.ts';
import { readLastNumber } from '../projections/incidents.ts';
import type { Change, IncidentChange, Queries } from '../projections/projection.ts';
import { projections } from '../registry.ts';
import type { Tables } from '../schema.ts';
import { toAlertRow, toDeliveryRow } from '../signals.ts';
import { snapshotOn } from '../snapshot.ts';
import { toUploadRow } from '../uploads.ts';
import { type BatchCache, CommandWrites, cached, replyId } from './batch-cache.ts';
import { PendingWrites } from './pending-writes.ts';
import { applyToWorkload } from './workload.ts';

/** What a command is given by the batch that it is part of. */
export interface CommandScope {
  connection: Connection;
  cache: BatchCache;
  head: Head;
  /** Asks the database once it has everything of these tables that was written so far. */
  readWithPending<T>(
    command: CommandTransaction,
    tables: readonly (keyof Tables)[],
    read: () => Promise<T>,
  ): Promise<T>;
}

/**
 * One command's transaction. What it writes is pending, in memory. It reads there first, then in the
 * batch's cache, then in the database.
 */
export class CommandTransaction {
  /** What is not in the database yet; taken out when it is written there. */
  pending = new PendingWrites();
  readonly writes = new CommandWrites();
  /** The end of the log as this command leaves it. */
  head: Head;
  readonly #scope: CommandScope;
  readonly #connection: Connection;
  readonly #cache: BatchCache;
  /** Asks the database without writing anything before. */
  readonly #database: Snapshot;

  constructor(scope: CommandScope) {
    this.#scope = scope;
    this.#connection = scope.connection;
    this.#cache = scope.cache;
    this.head = scope.head;
    this.#database = snapshotOn(scope.connection, scope.cache.documentCache);
  }

  /** What the command is run with. */
  get port(): Transaction {
    return this as unknown as Transaction;
  }

  readonly log: LogWriter = {
    lastSeq: async () => this.head.seq,
    head: async () => this.head,
    end: async () => endOf(this.head),
    hashOf: (seq) => this.#askLog((log) => log.hashOf(seq)),
    after: (seq, limit) => this.#askLog((log) => log.after(seq, limit)),
    at: (seqs) => this.#askLog((log) => log.at(seqs)),
    rawAfter: (seq, limit) => this.#askLog((log) => log.rawAfter(seq, limit)),
    streamAfter: (stream, seq, limit) => this.#askLog((log) => log.streamAfter(stream, seq, limit)),
    streamBefore: (stream, seq, limit) =>
      this.#askLog((log) => log.streamBefore(stream, seq, limit)),
    personalEventsOf: (person, limit) => this.#askLog((log) => log.personalEventsOf(person, limit)),
    append: (stream, version, event, stamp) => this.#append(stream, version, event, stamp),
    erase: (seqs) => this.#erase(seqs),
  };

  readonly incidents: IncidentWriter = {
    get: (number) => this.#incident(number),
    getMany: (numbers) => this.#incidentsWith(numbers),
    findNumbers: (filter, before, limit) =>
      this.#askIncidents((incidents) => incidents.findNumbers(filter, before, limit)),
    findDue: (filter, after, limit) =>
      this.#askIncidents((incidents) => incidents.findDue(filter, after, limit)),
    findUpdated: (filter, before, limit) =>
      this.#askIncidents((incidents) => incidents.findUpdated(filter, before, limit)),
    prioritiesInUse: () => this.#askIncidents((incidents) => incidents.prioritiesInUse()),
    countByStatus: (statuses) =>
      this.#askIncidents((incidents) => incidents.countByStatus(statuses)),
    changedAfter: (seq, limit) =>
      this.#askIncidents((incidents) => incidents.changedAfter(seq, limit)),
    newsOf: (reporter, limit) =>
      this.#askIncidents((incidents) => incidents.newsOf(reporter, limit)),
    due: (at, limit) => this.#askIncidents((incidents) => incidents.due(at, limit)),
    nextNumber: async () => {
      if (this.writes.lastNumber !== null) return this.writes.lastNumber + 1;
      const { logFacts } = this.#cache;
      logFacts.lastNumber ??= await readLastNumber(this.#connection);
      return logFacts.lastNumber + 1;
    },
  };

  readonly texts: TextWriter = {
    outdated: (limit) => this.#outdatedTexts(limit),
    index: async (limit) => {
      const numbers = await this.#outdatedTexts(limit);
      const incidents = await this.#incidentsWith(numbers);
      for (const each of numbers) this.pending.addTexts(noTexts(each));
      for (const each of incidents) this.pending.addTexts(textsOf(each));
      return numbers.length;
    },
  };

  readonly documents: DocumentReader = {
    rules: async () => {
      if (this.writes.hasDocuments) return this.#askDocuments((cache, on) => cache.rules(on));
      const { logFacts } = this.#cache;
      const { versions } = logFacts;
      logFacts.rules ??= await this.#askDocuments((cache, on) => cache.rules(on, versions));
      return logFacts.rules;
    },
    get: (kind, version) => this.#askDocuments((cache, on) => cache.get(on, kind, version)),
    versions: (kind, before, limit) =>
      this.#askDocuments((_cache, on) => readDocumentVersions(on, kind, before, limit)),
    calendarBook: (incidents) => this.#bookFor(incidents.map((each) => each.terms.calendar)),
  };

  readonly routing: RoutingReader = {
    workload: async (team) => {
      const known = this.#cache.logFacts.workloads?.get(team);
      const { changes } = this.writes;
      if (known) return changes.reduce((load, each) => applyToWorkload(load, team, each), known);
      const workload = await this.#ask(['incidents', 'rotations'], () =>
        this.#database.routing.workload(team),
      );
      // With what this command has written it may yet be taken back, so it is nobody else's.
      if (changes.length === 0) this.#cache.addWorkload(team, workload);
      return workload;
    },
  };

  readonly uploads: UploadWriter = {
    get: (id) => this.#askUploads((uploads) => uploads.get(id)),
    expired: (at, limit) => this.#askUploads((uploads) => uploads.expired(at, limit)),
    pendingBytes: () => this.#askUploads((uploads) => uploads.pendingBytes()),
    keep: async (upload) => this.pending.addUpload(toUploadRow(upload)),
    forgetBefore: async (at) => this.pending.forgetUploadsBefore(at),
  };

  readonly personal: PersonalWriter = {
    some: (owner, kind, ids) => this.#askPersonal((items) => items.some(owner, kind, ids)),
    all: (owner, kind) => this.#askPersonal((items) => items.all(owner, kind)),
    holders: (kind, id, since) => this.#askPersonal((items) => items.holders(kind, id, since)),
    ownersOf: (person) => this.#askPersonal((items) => items.ownersOf(person)),
    keep: async (owner, kind, id, value, at) =>
      this.pending.addPersonalItem(toPersonalItemRow(owner, kind, id, value, at)),
  };

  readonly signals: SignalWriter = {
    deliveries: (source, limit) => this.#askSignals((signals) => signals.deliveries(source, limit)),
    delivery: (id) => this.#askSignals((signals) => signals.delivery(id)),
    lastReceived: (sources) => this.#askSignals((signals) => signals.lastReceived(sources)),
    answerTo: (source, digest, since) =>
      this.#askSignals((signals) => signals.answerTo(source, digest, since)),
    alerts: (source, keys) => this.#askSignals((signals) => signals.alerts(source, keys)),
    firing: (limit) => this.#askSignals((signals) => signals.firing(limit)),
    latest: (limit) => this.#askSignals((signals) => signals.latest(limit)),
    firingOfGroup: (group, limit) =>
      this.#askSignals((signals) => signals.firingOfGroup(group, limit)),
    keepDelivery: async (delivery) => this.pending.addDelivery(toDeliveryRow(delivery)),
    keepAlert: async (alert) => this.pending.addAlert(toAlertRow(alert)),
    forgetBefore: async (at) => this.pending.forgetSignalsBefore(at),
  };

  readonly messages: MessageWriter = {
    get: (id) => this.#askMessages((messages) => messages.get(id)),
    due: (at, limit) => this.#askMessages((messages) => messages.due(at, limit)),
    list: (state, before, limit) =>
      this.#askMessages((messages) => messages.list(state, before, limit)),
    lastDone: (channel, address) =>
      this.#askMessages((messages) => messages.lastDone(channel, address)),
    count: (state, limit) => this.#askMessages((messages) => messages.count(state, limit)),
    keep: async (message) => this.pending.addMessage(toMessageRow(message)),
    add: async (message, event) => {
      const row = newMessageRow(message, event);
      if (!(await this.messages.get(row.id))) this.pending.addMessage(row);
    },
    forgetBefore: async (at) => this.pending.forgetMessagesBefore(at),
  };

  readonly replies: ReplyWriter = {
    get: async (scope, key) => {
      const id = replyId(scope, key);
      return (
        this.writes.replies.get(id) ??
        cached(this.#cache.replies, id, () => this.#database.replies.get(scope, key))
      );
    },
    keep: async (scope, key, reply, at) => {
      this.writes.replies.set(replyId(scope, key), reply);
      this.pending.addReply({ scope, key, answer: reply, at });
    },
    forgetBefore: async (at) => {
      this.pending.forgetRepliesBefore(at);
    },
  };

  readonly secrets: SecretWriter = {
    get: async (name) =>
      this.writes.secrets.get(name) ??
      cached(this.#cache.secrets, name, () => this.#database.secrets.get(name)),
    keep: async (name, value) => {
      this.writes.secrets.set(name, value);
      this.pending.addSecret({ name, value });
    },
    ofSite: (site) => this.#ask(['site_secrets'], () => this.#database.secrets.ofSite(site)),
    keepOfSite: async (site, slot, value) => {
      this.pending.addSiteSecret({ site, slot, value });
    },
  };

  /** The questions of a read model that commands have no way of their own with. */
  asking(queries: Queries): object {
    const asked = queries.on(this.#connection);
    const questions = Object.entries(asked) as [string, (...args: unknown[]) => unknown][];
    const each = questions.map(([name, read]) => [
      name,
      (...args: unknown[]) => this.#ask(queries.tables, async () => read(...args)),
    ]);
    return Object.fromEntries(each);
  }

  async #incident(number: number): Promise<Incident | null> {
    return (
      this.writes.incidents.get(number) ??
      cached(this.#cache.incidents, number, () => this.#database.incidents.get(number))
    );
  }

  async #incidentsWith(numbers: readonly number[]): Promise<Incident[]> {
    const { incidents: written } = this.writes;
    const { incidents: cache } = this.#cache;
    const unknown = numbers.filter((each) => !written.has(each) && !cache.has(each));
    const found = await this.#database.incidents.getMany(unknown);
    for (const each of unknown) cache.set(each, null);
    for (const each of found) cache.set(each.number, each);
    return numbers
      .map((each) => written.get(each) ?? cache.get(each) ?? null)
      .filter((each) => each !== null);
  }

  async #append(
    stream: string,
    version: number,
    event: NewKitEvent,
    stamp: Stamp,
  ): Promise<KitEvent> {
    // Nothing is made of it but the time from which the log goes on.
    if (isTimeCorrection(event)) return this.#record(stream, version, event, stamp);
    if (isSiteEvent(event)) {
      const configured = this.#record(stream, version, event, stamp) as SiteEvent;
      this.pending.project({ event: configured });
      return configured;
    }
    if (isDocumentEvent(event)) {
      const published = this.#record(stream, version, event, stamp) as DocumentEvent;
      this.#publish({ event: published });
      return published;
    }
    const number = numberOfStream(stream) ?? 0;
    const found = version > 0 ? await this.#incident(number) : null;
    const terms = termsOf(event) ?? found?.terms;
    const book = await this.#bookFor(terms ? [terms.calendar] : []);
    const rules = isTold(event.type) ? await this.#rulesOfMessages() : null;
    // From here on nothing is waited for: two events of one command cannot get the same number.
    const { writes } = this;
    const before = version > 0 ? (writes.incidents.get(number) ?? found) : null;
    const recorded = this.#record(stream, version, event, stamp) as IncidentEvent;
    const change = { event: recorded, before, after: evolve(before, recorded), book };
    writes.incidents.set(number, change.after);
    writes.changes.push(change);
    if (event.type === 'incident.reported') writes.lastNumber = event.data.number;
    this.pending.project(change);
    if (rules) this.#addMessages(change, rules);
    return recorded;
  }

  /** Null where no channels were ever published: then nothing is told outside. */
  async #rulesOfMessages(): Promise<Rules | null> {
    const { logFacts } = this.#cache;
    const read = () => this.#askDocuments((_cache, on) => readCurrentVersions(on));
    if (!this.writes.hasDocuments) logFacts.versions ??= await read();
    const versions = this.writes.hasDocuments ? await read() : logFacts.versions;
    return versions?.has('channels') ? this.documents.rules() : null;
  }

  /** In the transaction of the event: whoever knows of it will be told. */
  #addMessages(change: IncidentChange, { channels, teams }: Rules): void {
    const { seq, at } = change.event;
    const documents = { channels: channels.document, teams: teams.document };
    for (const message of messagesOf(change, documents)) {
      const incident = change.after.number;
      this.pending.addMessage(newMessageRow(message, { seq, incident, at }));
    }
  }

  /** Puts an event at the end of the log. */
  #record(stream: string, version: number, event: NewKitEvent, stamp: Stamp): KitEvent {
    const recorded = recordEvent(this.head, stream, version, event, stamp);
    this.head = recorded.head;
    this.writes.events.push(recorded.event);
    this.pending.addEvent(recorded.row);
    return recorded.event;
  }

  #publish(change: { event: DocumentEvent }): void {
    this.writes.hasDocuments = true;
    this.pending.project(change);
  }

  async #erase(seqs: readonly number[]): Promise<void> {
    const { log } = this;
    const found = await log.at(seqs);
    const erased = new Set(found.map(({ seq }) => seq));
    const changes: Change[] = [];
    for (const stream of new Set(found.map((event) => event.stream))) {
      const events = await log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
      const without = events.map((event) =>
        erased.has(event.seq) ? { ...event, personal: null, actorName: null } : event,
      );
      changes.push(...(await this.#replay(without as KitEvent[])));
    }
    this.pending.erase(erased);
    for (const change of changes) {
      this.pending.projectErased(change);
      if ('after' in change) this.writes.incidents.set(change.after.number, change.after);
      else if (!isSiteEvent(change.event)) this.writes.hasDocuments = true;
    }
  }

  /** What the events of a stream have changed, from its first on. */
  async #replay(events: readonly KitEvent[]): Promise<Change[]> {
    const changes: Change[] = [];
    let before: Incident | null = null;
    for (const event of events) {
      if (isSiteEvent(event)) changes.push({ event: event as SiteEvent });
      else if (isDocumentEvent(event)) changes.push({ event: event as DocumentEvent });
      else {
        const after: Incident = evolve(before, event as IncidentEvent);
        const book = await this.#bookFor([after.terms.calendar]);
        changes.push({ event: event as IncidentEvent, before, after, book });
        before = after;
      }
    }
    return changes;
  }

  #askLog<T>(read: (log: LogReader) => Promise<T>): Promise<T> {
    return this.#ask(['events'], () => read(this.#database.log));
  }

  #askIncidents<T>(read: (incidents: IncidentReader) => Promise<T>): Promise<T> {
    return this.#ask(['incidents', 'incident_texts'], () => read(this.#database.incidents));
  }

  #askPersonal<T>(read: (items: PersonalReader) => Promise<T>): Promise<T> {
    return this.#ask(['personal_items'], () => read(this.#database.personal));
  }

  #askMessages<T>(read: (messages: MessageReader) => Promise<T>): Promise<T> {
    return this.#ask(['messages'], () => read(this.#database.messages));
  }

  #askUploads<T>(read: (uploads: UploadReader) => Promise<T>): Promise<T> {
    return this.#ask(['uploads'], () => read(this.#database.uploads));
  }

  #askSignals<T>(read: (signals: SignalReader) => Promise<T>): Promise<T> {
    return this.#ask(['deliveries', 'alerts'], () => read(this.#database.signals));
  }

  #outdatedTexts(limit: number): Promise<number[]> {
    return this.#ask(['incident_texts'], () => this.#database.texts.outdated(limit));
  }

  #bookFor(refs: readonly CalendarRef[]): Promise<CalendarBook> {
    return this.#askDocuments((cache, on) => cache.calendarBook(on, refs));
  }

  #askDocuments<T>(read: (cache: DocumentCache, on: Connection) => Promise<T>): Promise<T> {
    const { documentCache } = this.#cache;
    // What this command has published may yet be taken back, so nobody else may keep it.
    const cache = this.writes.hasDocuments ? documentCache.copy() : documentCache;
    return this.#ask(['documents'], () => read(cache, this.#connection));
  }

  #ask<T>(tables: readonly (keyof Tables)[], read: () => Promise<T>): Promise<T> {
    return this.#scope.readWithPending(this, tables, read);
  }
}

for (const { queries } of projections) {
  if (!queries || ['incidents', 'texts', 'routing'].includes(queries.noun)) continue;
  Object.defineProperty(CommandTransaction.prototype, queries.noun, {
    get(this: CommandTransaction) {
      return this.asking(queries);
    },
  });
}

/** The terms that an event gives its incident; null when it leaves them as they are. */
function termsOf(event: NewIncidentEvent): SlaTerms | null {
  return ('terms' in event.data && event.data.terms) || null;
}
