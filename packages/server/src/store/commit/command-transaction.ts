import type { Actor } from '../../domain/actor.ts';
import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import type { DocumentKind, DocumentVersion, Rules } from '../../domain/configuration/documents.ts';
import {
  type DocumentEvent,
  isDocumentEvent,
  type NewDocumentEvent,
} from '../../domain/configuration/events.ts';
import type { IncidentEvent, NewIncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import { evolve, type Incident, replay } from '../../domain/incident/state.ts';
import type { Workload } from '../../domain/routing/route.ts';
import type { SlaTerms } from '../../domain/sla/terms.ts';
import type { Connection } from '../connection.ts';
import { recordEvent } from '../log/event-log.ts';
import { type DocumentShelf, toDocumentRow } from '../projections/documents.ts';
import * as models from '../projections/read-models.ts';
import { snapshotOn } from '../snapshot.ts';
import type {
  DocumentHeader,
  Inbox,
  IncidentFilter,
  KitEvent,
  LogHead,
  NewKitEvent,
  PersonRef,
  Snapshot,
  Stamp,
  StoredEvent,
  Transaction,
} from '../store.ts';
import { answerId, type Known, remembered } from './batch-cache.ts';
import type { Head } from './changes.ts';
import { Layer } from './pending-writes.ts';

/** What a command is given by the unit of work that it is part of. */
export interface Surroundings {
  connection: Connection;
  known: Known;
  head: Head;
  /** Asks the database as if everything so far, and this layer, were in it. */
  query<T>(layer: Layer, head: Head, read: () => Promise<T>): Promise<T>;
}

/**
 * One command's transaction. It writes into a layer of its own, in memory. It reads there first, then
 * in what is known, then in the database.
 */
export class Command implements Transaction {
  readonly layer = new Layer();
  /** The end of the log as this command leaves it. */
  end: Head;
  readonly #connection: Connection;
  readonly #known: Known;
  readonly #database: Snapshot;
  readonly #query: Surroundings['query'];

  constructor({ connection, known, head, query }: Surroundings) {
    this.#connection = connection;
    this.#known = known;
    this.end = head;
    this.#database = snapshotOn(connection, known.shelf);
    this.#query = query;
  }

  async head(): Promise<number> {
    return this.end.seq;
  }

  async logHead(): Promise<LogHead> {
    return this.end;
  }

  async incident(number: number): Promise<Incident | null> {
    return (
      this.layer.incidents.get(number)?.state ??
      remembered(this.#known.incidents, number, () => this.#database.incident(number))
    );
  }

  async incidents(numbers: readonly number[]): Promise<Incident[]> {
    const { incidents: known } = this.#known;
    const unknown = numbers.filter((each) => !this.layer.incidents.has(each) && !known.has(each));
    for (const each of unknown) known.set(each, null);
    for (const each of await this.#database.incidents(unknown)) known.set(each.number, each);
    return numbers
      .map((each) => this.layer.incidents.get(each)?.state ?? known.get(each) ?? null)
      .filter((each) => each !== null);
  }

  incidentNumbers(filter: IncidentFilter, before: number | null, limit: number): Promise<number[]> {
    return this.#ask((database) => database.incidentNumbers(filter, before, limit));
  }

  countByStatus(statuses: readonly string[]): Promise<Record<string, number>> {
    return this.#ask((database) => database.countByStatus(statuses));
  }

  incidentsDue(at: number, limit: number): Promise<Incident[]> {
    return this.#ask((database) => database.incidentsDue(at, limit));
  }

  workload(team: string): Promise<Workload> {
    return this.#ask((database) => database.workload(team));
  }

  hasJoined(number: number, person: Actor): Promise<boolean> {
    return this.#ask((database) => database.hasJoined(number, person));
  }

  notifications(inbox: Inbox, before: number | null, limit: number): Promise<number[]> {
    return this.#ask((database) => database.notifications(inbox, before, limit));
  }

  incidentsChangedAfter(seq: number, limit: number): Promise<Incident[]> {
    return this.#ask((database) => database.incidentsChangedAfter(seq, limit));
  }

  streamAfter(stream: string, seq: number, limit: number): Promise<KitEvent[]> {
    return this.#ask((database) => database.streamAfter(stream, seq, limit));
  }

  streamBefore(stream: string, seq: number | null, limit: number): Promise<KitEvent[]> {
    return this.#ask((database) => database.streamBefore(stream, seq, limit));
  }

  logAfter(seq: number, limit: number): Promise<KitEvent[]> {
    return this.#ask((database) => database.logAfter(seq, limit));
  }

  eventsAt(seqs: readonly number[]): Promise<KitEvent[]> {
    return this.#ask((database) => database.eventsAt(seqs));
  }

  rawLogAfter(seq: number, limit: number): Promise<StoredEvent[]> {
    return this.#ask((database) => database.rawLogAfter(seq, limit));
  }

  personalEventsOf(person: PersonRef, limit: number): Promise<KitEvent[]> {
    return this.#ask((database) => database.personalEventsOf(person, limit));
  }

  async rules(): Promise<Rules> {
    if (this.layer.documents.size > 0) return this.#ask((database) => database.rules());
    const { learned } = this.#known;
    learned.rules ??= await this.#ask((database) => database.rules());
    return learned.rules;
  }

  document<Kind extends DocumentKind>(
    kind: Kind,
    version: number,
  ): Promise<DocumentVersion<Kind> | null> {
    return this.#ask((database) => database.document(kind, version));
  }

  documentVersions(
    kind: DocumentKind,
    before: number | null,
    limit: number,
  ): Promise<DocumentHeader[]> {
    return this.#ask((database) => database.documentVersions(kind, before, limit));
  }

  calendarBook(incidents: readonly Incident[]): Promise<CalendarBook> {
    return this.#bookFor(incidents.map((each) => each.terms.calendar));
  }

  async answer(scope: string, key: string): Promise<string | null> {
    const id = answerId(scope, key);
    return (
      this.layer.answers.get(id)?.answer ??
      remembered(this.#known.answers, id, () => this.#database.answer(scope, key))
    );
  }

  async secret(name: string): Promise<string | null> {
    return (
      this.layer.secrets.get(name) ??
      remembered(this.#known.secrets, name, () => this.#database.secret(name))
    );
  }

  async nextIncidentNumber(): Promise<number> {
    const { learned } = this.#known;
    learned.lastNumber ??= await models.lastIncidentNumber(this.#connection);
    return (this.layer.lastNumber ?? learned.lastNumber) + 1;
  }

  async append(
    stream: string,
    version: number,
    event: NewKitEvent,
    stamp: Stamp,
  ): Promise<KitEvent> {
    if (isDocumentEvent(event)) return this.#appendDocument(stream, version, event, stamp);
    const number = numberOfStream(stream) ?? 0;
    const known = version > 0 ? await this.incident(number) : null;
    const terms = termsOf(event) ?? known?.terms;
    const book = await this.#bookFor(terms ? [terms.calendar] : []);
    // From here on nothing is waited for: two events of one command cannot get the same number.
    const { layer } = this;
    const before = version > 0 ? (layer.incidents.get(number)?.state ?? known) : null;
    const { event: recorded, row, head } = recordEvent(this.end, stream, version, event, stamp);
    const happened = recorded as IncidentEvent;
    const state = evolve(before, happened);
    layer.incidents.set(number, { state, book });
    if (event.type === 'incident.reported') layer.lastNumber = event.data.number;
    if (event.type === 'incident.reported' || event.type === 'incident.retitled') {
      layer.texts.set(number, models.toTextRow(state));
    }
    const affected = models.toAffectedRow(number, happened);
    if (affected) layer.affected.push(affected);
    const rotation = models.toRotationRow(happened);
    if (rotation) layer.rotations.set(rotation.team, rotation);
    layer.notifications.push(...models.toNotificationRows(before, state, happened));
    layer.events.push({ event: recorded, row });
    this.end = head;
    return recorded;
  }

  async erase(seqs: readonly number[]): Promise<void> {
    const found = await this.eventsAt(seqs);
    const erased = new Set(found.map(({ seq }) => seq));
    const without = (event: KitEvent): KitEvent =>
      erased.has(event.seq) ? { ...event, personal: null, actorName: null } : event;
    const made: { state: Incident; book: CalendarBook }[] = [];
    const documents: DocumentEvent[] = [];
    // Everything is read first: what this writes, each further question would have to be shown.
    for (const stream of new Set(found.map((event) => event.stream))) {
      const events = (await this.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER)).map(without);
      documents.push(...events.filter((event) => isDocumentEvent(event)));
      const state = replay(events.filter((event) => !isDocumentEvent(event)) as IncidentEvent[]);
      if (state) made.push({ state, book: await this.calendarBook([state]) });
    }
    for (const seq of erased) this.layer.erased.add(seq);
    for (const event of documents) this.#keepDocument(event);
    for (const each of made) {
      this.layer.incidents.set(each.state.number, each);
      this.layer.texts.set(each.state.number, models.toTextRow(each.state));
    }
  }

  async keepAnswer(scope: string, key: string, answer: string, at: number): Promise<void> {
    this.layer.answers.set(answerId(scope, key), { scope, key, answer, at });
  }

  async forgetAnswers(before: number): Promise<void> {
    this.layer.answersBefore = before;
  }

  async keepSecret(name: string, value: string): Promise<void> {
    this.layer.secrets.set(name, value);
  }

  #appendDocument(
    stream: string,
    version: number,
    event: NewDocumentEvent,
    stamp: Stamp,
  ): KitEvent {
    const { event: recorded, row, head } = recordEvent(this.end, stream, version, event, stamp);
    this.#keepDocument(recorded as DocumentEvent);
    this.layer.events.push({ event: recorded, row });
    this.end = head;
    return recorded;
  }

  #keepDocument(event: DocumentEvent): void {
    const row = toDocumentRow(event);
    this.layer.documents.set(`${row.kind} ${row.version}`, row);
  }

  /** The calendars are in the database, unless this command has just published them. */
  #bookFor(refs: readonly CalendarRef[]): Promise<CalendarBook> {
    const shelf = this.#shelf;
    if (refs.every((ref) => ref === '24x7')) return shelf.calendarBook(this.#connection, refs);
    return this.#ask(() => shelf.calendarBook(this.#connection, refs));
  }

  /** What this command has published may yet be taken back, so nobody else may keep it. */
  get #shelf(): DocumentShelf {
    return this.layer.documents.size > 0 ? this.#known.shelf.copy() : this.#known.shelf;
  }

  #ask<T>(read: (database: Snapshot) => Promise<T>): Promise<T> {
    return this.#query(this.layer, this.end, () => read(snapshotOn(this.#connection, this.#shelf)));
  }
}

/** The terms that an event gives its incident; null when it leaves them as they are. */
function termsOf(event: NewIncidentEvent): SlaTerms | null {
  return ('terms' in event.data && event.data.terms) || null;
}
