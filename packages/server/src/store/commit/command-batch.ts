import type { Begun, Writing } from '../connection.ts';
import type { DocumentCache } from '../document-cache.ts';
import type { KitEvent, Transaction } from '../store.ts';
import { BatchCache, type LogFacts, replyId } from './batch-cache.ts';
import type { Changes, Head } from './changes.ts';
import { CommandTransaction } from './command-transaction.ts';
import { PendingWrites } from './pending-writes.ts';

/**
 * Commands that run one after the other in one transaction. Each writes into memory, and
 * the writes of one that throws are dropped: nothing of them was ever anywhere else. The others' are
 * written in one go, at the end.
 */
export class CommandBatch {
  /** Everything that was appended, in order. */
  readonly appended: KitEvent[] = [];
  readonly #connection: Writing;
  readonly #cache: BatchCache;
  #head: Head;
  #unwritten = new PendingWrites();
  #hasWritten = false;
  #databaseError: { error: unknown } | null = null;
  #querying: Promise<unknown> = Promise.resolve();

  constructor(
    { connection, head, replies }: Begun,
    logFacts: LogFacts,
    documentCache: DocumentCache,
  ) {
    this.#head = head;
    this.#cache = new BatchCache(logFacts, documentCache);
    for (const { scope, key, reply } of replies) {
      this.#cache.replies.set(replyId(scope, key), reply);
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
      readWithPending: (changes, read) => this.#watch(connection.readWithPending(changes, read)),
    };
  }

  /** The end of the log, with what was appended. */
  get head(): Head {
    return this.#head;
  }

  /** What the next batch may rely on while the log still ends here. */
  get logFacts(): LogFacts {
    return this.#cache.logFacts;
  }

  get hasChanges(): boolean {
    return this.#hasWritten || !this.#unwritten.isEmpty;
  }

  /** Runs a command. When it throws, it is as if it had never been run. */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const command = new CommandTransaction({
      connection: this.#connection,
      cache: this.#cache,
      head: this.#head,
      query: (pending, head, read) => this.#query(pending, head, read),
    });
    const value = await work(command);
    this.#head = command.end;
    this.appended.push(...command.pending.events.map(({ event }) => event));
    this.#cache.update(command.pending);
    this.#unwritten.merge(command.pending);
    return value;
  }

  /**
   * Throws the first error of the database so far. Its transaction may be unusable since then,
   * whatever the command made of the error.
   */
  assertUsable(): void {
    if (this.#databaseError) throw this.#databaseError.error;
  }

  /** Takes what the commands have written and is not in the database yet; null for nothing. */
  takeUnwritten(): Changes | null {
    if (this.#unwritten.isEmpty) return null;
    const changes = this.#unwritten.changes(this.#head);
    this.#unwritten = new PendingWrites();
    this.#hasWritten = true;
    return changes;
  }

  /** One at a time: of two at once, each would see the other's pending writes. */
  #query<T>(pending: PendingWrites, head: Head, read: () => Promise<T>): Promise<T> {
    const answer = this.#querying.then(async () => {
      const unwritten = this.takeUnwritten();
      if (unwritten) await this.#connection.write(unwritten);
      return pending.isEmpty
        ? read()
        : this.#connection.readWithPending(pending.changes(head), read);
    });
    this.#querying = answer.catch(() => undefined);
    return answer;
  }

  async #watch<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      this.#databaseError ??= { error };
      throw error;
    }
  }
}
