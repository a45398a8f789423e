import { numberOfStream } from '../domain/incident/reference.ts';
import { evolve, type Incident, replay } from '../domain/incident/state.ts';
import type { MatrixVersion } from '../domain/matrix/matrix.ts';
import type { Head } from './changes.ts';
import type { Connection } from './connection.ts';
import { recordEvent } from './event-log.ts';
import { answerId, type Known, remembered } from './known.ts';
import { Layer } from './layer.ts';
import * as models from './read-models.ts';
import { snapshotOn } from './snapshot.ts';
import type {
  IncidentFilter,
  KitEvent,
  NewKitEvent,
  Snapshot,
  Stamp,
  StoredEvent,
  Transaction,
} from './store.ts';

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
    this.#database = snapshotOn(connection);
    this.#query = query;
  }

  async head(): Promise<number> {
    return this.end.seq;
  }

  async incident(number: number): Promise<Incident | null> {
    return (
      this.layer.incidents.get(number) ??
      remembered(this.#known.incidents, number, () => this.#database.incident(number))
    );
  }

  async incidents(numbers: readonly number[]): Promise<Incident[]> {
    const { incidents: known } = this.#known;
    const unknown = numbers.filter((each) => !this.layer.incidents.has(each) && !known.has(each));
    for (const each of unknown) known.set(each, null);
    for (const each of await this.#database.incidents(unknown)) known.set(each.number, each);
    return numbers
      .map((each) => this.layer.incidents.get(each) ?? known.get(each) ?? null)
      .filter((each) => each !== null);
  }

  listIncidents(filter: IncidentFilter): Promise<Incident[]> {
    return this.#ask((database) => database.listIncidents(filter));
  }

  countIncidents(filter: Omit<IncidentFilter, 'before' | 'limit'>): Promise<number> {
    return this.#ask((database) => database.countIncidents(filter));
  }

  incidentsChangedAfter(seq: number, limit: number): Promise<Incident[]> {
    return this.#ask((database) => database.incidentsChangedAfter(seq, limit));
  }

  streamAfter(stream: string, seq: number, limit: number): Promise<KitEvent[]> {
    return this.#ask((database) => database.streamAfter(stream, seq, limit));
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

  async currentMatrix(): Promise<MatrixVersion | null> {
    if (this.layer.matrices.size > 0) return this.#ask((database) => database.currentMatrix());
    const { learned } = this.#known;
    if (learned.currentMatrix === undefined) {
      learned.currentMatrix = await this.#ask((database) => database.currentMatrix());
    }
    return learned.currentMatrix;
  }

  matrixVersion(version: number): Promise<MatrixVersion | null> {
    return this.#ask((database) => database.matrixVersion(version));
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
    const number = numberOfStream(stream) ?? 0;
    if (version > 0 && event.type !== 'matrix.published') await this.incident(number);
    // From here on nothing is waited for: two events of one command cannot get the same number.
    const { event: recorded, row, head } = recordEvent(this.end, stream, version, event, stamp);
    if (recorded.type === 'matrix.published') {
      this.layer.matrices.set(recorded.data.version, models.toMatrixRow(recorded));
    } else {
      const { incidents } = this.layer;
      const before = incidents.get(number) ?? this.#known.incidents.get(number) ?? null;
      incidents.set(number, evolve(version === 0 ? null : before, recorded));
      if (recorded.type === 'incident.reported') this.layer.lastNumber = recorded.data.number;
    }
    this.layer.events.push({ event: recorded, row });
    this.end = head;
    return recorded;
  }

  async erase(seqs: readonly number[]): Promise<void> {
    const erased = await this.eventsAt(seqs);
    for (const { seq } of erased) this.layer.erased.add(seq);
    for (const stream of new Set(erased.map((event) => event.stream))) {
      const events = await this.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
      for (const event of events) {
        if (event.type === 'matrix.published') {
          this.layer.matrices.set(event.data.version, models.toMatrixRow(event));
        }
      }
      const incident = replay(events.filter((event) => event.type !== 'matrix.published'));
      if (incident) this.layer.incidents.set(incident.number, incident);
    }
  }

  async keepAnswer(scope: string, key: string, answer: string, at: number): Promise<void> {
    this.layer.answers.set(answerId(scope, key), { scope, key, answer, at });
  }

  async keepSecret(name: string, value: string): Promise<void> {
    this.layer.secrets.set(name, value);
  }

  #ask<T>(read: (database: Snapshot) => Promise<T>): Promise<T> {
    return this.#query(this.layer, this.end, () => read(this.#database));
  }
}
