import type { Begun, Writing } from '../connection.ts';
import type { DocumentShelf } from '../projections/documents.ts';
import type { KitEvent, Transaction } from '../store.ts';
import { answerId, Known, type Learned } from './batch-cache.ts';
import type { Changes, Head } from './changes.ts';
import { Command } from './command-transaction.ts';
import { Layer } from './pending-writes.ts';

/**
 * Commands that run one after the other in one transaction. Each writes into a layer in memory, and
 * the layer of one that throws is dropped: nothing of it was ever anywhere else. The others' are
 * written in one go, at the end.
 */
export class UnitOfWork {
  /** Everything that was appended, in order. */
  readonly appended: KitEvent[] = [];
  readonly #connection: Writing;
  readonly #known: Known;
  #head: Head;
  #unwritten = new Layer();
  #hasWritten = false;
  #complaint: { error: unknown } | null = null;
  #querying: Promise<unknown> = Promise.resolve();

  constructor({ connection, head, answers }: Begun, learned: Learned, shelf: DocumentShelf) {
    this.#head = head;
    this.#known = new Known(learned, shelf);
    for (const { scope, key, answer } of answers) {
      this.#known.answers.set(answerId(scope, key), answer);
    }
    this.#connection = {
      builder: connection.builder,
      search: (search) => connection.search(search),
      areRare: (words) => this.#watch(connection.areRare(words)),
      unindexed: (column) => connection.unindexed(column),
      member: (column, name) => connection.member(column, name),
      all: (text, parameters) => this.#watch(connection.all(text, parameters)),
      allOnce: (text, parameters) => this.#watch(connection.allOnce(text, parameters)),
      write: (changes) => this.#watch(connection.write(changes)),
      pretend: (changes, read) => this.#watch(connection.pretend(changes, read)),
    };
  }

  /** The end of the log, with what was appended. */
  get head(): Head {
    return this.#head;
  }

  /** What the next transaction may take as known while the log still ends here. */
  get learned(): Learned {
    return this.#known.learned;
  }

  get hasChanges(): boolean {
    return this.#hasWritten || !this.#unwritten.isEmpty;
  }

  /** Runs a command. When it throws, it is as if it had never been run. */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const command = new Command({
      connection: this.#connection,
      known: this.#known,
      head: this.#head,
      query: (layer, head, read) => this.#query(layer, head, read),
    });
    const value = await work(command);
    this.#head = command.end;
    this.appended.push(...command.layer.events.map(({ event }) => event));
    this.#known.learn(command.layer);
    this.#unwritten.merge(command.layer);
    return value;
  }

  /**
   * Throws what the database has complained of so far. Its transaction may be unusable since then,
   * whatever the command made of the error.
   */
  assertUsable(): void {
    if (this.#complaint) throw this.#complaint.error;
  }

  /** Takes what the commands have written and is not in the database yet; null for nothing. */
  takeUnwritten(): Changes | null {
    if (this.#unwritten.isEmpty) return null;
    const changes = this.#unwritten.changes(this.#head);
    this.#unwritten = new Layer();
    this.#hasWritten = true;
    return changes;
  }

  /** One at a time: of two that pretend together, each would see the other's. */
  #query<T>(layer: Layer, head: Head, read: () => Promise<T>): Promise<T> {
    const answer = this.#querying.then(async () => {
      const unwritten = this.takeUnwritten();
      if (unwritten) await this.#connection.write(unwritten);
      return layer.isEmpty ? read() : this.#connection.pretend(layer.changes(head), read);
    });
    this.#querying = answer.catch(() => undefined);
    return answer;
  }

  async #watch<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      this.#complaint ??= { error };
      throw error;
    }
  }
}
