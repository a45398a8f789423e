import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Article } from '../../domain/knowledge/article.ts';
import { numberOfArticleStream } from '../../domain/knowledge/events.ts';
import type { Connection } from '../connection.ts';
import type { DocumentCache } from '../document-cache.ts';
import { endOf, type Head } from '../log/event-log.ts';
import type { DocumentReader } from '../port/documents.ts';
import type { FactReader, FactWriter } from '../port/facts.ts';
import type {
  IncidentReader,
  IncidentWriter,
  RoutingReader,
  TextReader,
  TextWriter,
} from '../port/incidents.ts';
import type { LogReader, LogWriter } from '../port/log.ts';
import type { ReplyWriter } from '../port/replies.ts';
import type { SecretWriter } from '../port/sites.ts';
import type { Snapshot, Transaction } from '../port/store.ts';
import { readCurrentVersions, readDocumentVersions } from '../projections/documents.ts';
import { factsRow } from '../projections/incident-facts.ts';
import { noTexts, textsOf } from '../projections/incident-texts.ts';
import { readLastNumber } from '../projections/incidents.ts';
import type { Queries } from '../projections/projection.ts';
import { projections } from '../registry.ts';
import type { Tables } from '../schema.ts';
import { snapshotOn } from '../snapshot.ts';
import { type BatchCache, CommandWrites, cached, replyId } from './batch-cache.ts';
import {
  anomalyWriter,
  chatPostWriter,
  type Keeper,
  messageWriter,
  moveWriter,
  objectiveWriter,
  personalWriter,
  shiftCalendarWriter,
  signalWriter,
  subscriberWriter,
  uploadWriter,
} from './kept-writers.ts';
import { PendingWrites } from './pending-writes.ts';
import { Recorder, type Recording } from './recorder.ts';
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
export class CommandTransaction implements Recording {
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
  readonly #recorder = new Recorder(this);

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
    append: (stream, version, event, stamp) => this.#recorder.append(stream, version, event, stamp),
    erase: (seqs) => this.#recorder.erase(seqs),
  };

  readonly incidents: IncidentWriter = {
    get: (number) => this.incident(number),
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
    newestNumber: () => this.#askIncidents((incidents) => incidents.newestNumber()),
    reportedAfter: (number, limit) =>
      this.#askIncidents((incidents) => incidents.reportedAfter(number, limit)),
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
    countUnindexed: () => this.#askTexts((texts) => texts.countUnindexed()),
    open: (before, limit) => this.#askTexts((texts) => texts.open(before, limit)),
    changedAfter: (seq, limit) => this.#askTexts((texts) => texts.changedAfter(seq, limit)),
    catchUp: async (limit) => this.pending.indexWords(limit),
    index: async (limit) => {
      const numbers = await this.#outdatedTexts(limit);
      const incidents = await this.#incidentsWith(numbers);
      for (const each of numbers) this.pending.addTexts(noTexts(each));
      for (const each of incidents) this.pending.addTexts(textsOf(each));
      return numbers.length;
    },
  };

  readonly facts: FactWriter = {
    after: (number, limit) => this.#askFacts((facts) => facts.after(number, limit)),
    madeUntil: () => this.#askFacts((facts) => facts.madeUntil()),
    keep: async (made) => {
      for (const { seq, facts } of made) this.pending.addFacts(factsRow(facts, seq));
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
    calendarBook: (incidents) => this.bookFor(incidents.map((each) => each.terms.calendar)),
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

  readonly #keeper: Keeper = {
    pending: () => this.pending,
    ask: (tables, read) => this.#ask(tables, () => read(this.#database)),
  };
  readonly uploads = uploadWriter(this.#keeper);
  readonly personal = personalWriter(this.#keeper);
  readonly signals = signalWriter(this.#keeper);
  readonly messages = messageWriter(this.#keeper);
  readonly chatPosts = chatPostWriter(this.#keeper);
  readonly subscribers = subscriberWriter(this.#keeper);
  readonly shiftCalendars = shiftCalendarWriter(this.#keeper);
  readonly anomalies = anomalyWriter(this.#keeper);
  readonly moves = moveWriter(this.#keeper);
  readonly objectives = objectiveWriter(this.#keeper);

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

  async incident(number: number): Promise<Incident | null> {
    return (
      this.writes.incidents.get(number) ??
      cached(this.#cache.incidents, number, () => this.#database.incidents.get(number))
    );
  }

  article(stream: string): Promise<Article | null> {
    return this.port.articles.get(numberOfArticleStream(stream));
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

  async documentVersions(): Promise<ReadonlyMap<string, number>> {
    const read = () => this.#askDocuments((_cache, on) => readCurrentVersions(on));
    if (this.writes.hasDocuments) return read();
    const { logFacts } = this.#cache;
    logFacts.versions ??= await read();
    return logFacts.versions;
  }

  #askLog<T>(read: (log: LogReader) => Promise<T>): Promise<T> {
    return this.#ask(['events'], () => read(this.#database.log));
  }

  #askIncidents<T>(read: (incidents: IncidentReader) => Promise<T>): Promise<T> {
    return this.#ask(['incidents', 'incident_texts'], () => read(this.#database.incidents));
  }

  #askTexts<T>(read: (texts: TextReader) => Promise<T>): Promise<T> {
    return this.#ask(['incidents', 'incident_texts'], () => read(this.#database.texts));
  }

  #askFacts<T>(read: (facts: FactReader) => Promise<T>): Promise<T> {
    return this.#ask(['incident_facts'], () => read(this.#database.facts));
  }

  #outdatedTexts(limit: number): Promise<number[]> {
    return this.#ask(['incident_texts'], () => this.#database.texts.outdated(limit));
  }

  bookFor(refs: readonly CalendarRef[]): Promise<CalendarBook> {
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
  if (!queries || ['incidents', 'texts', 'facts', 'routing'].includes(queries.noun)) continue;
  Object.defineProperty(CommandTransaction.prototype, queries.noun, {
    get(this: CommandTransaction) {
      return this.asking(queries);
    },
  });
}
