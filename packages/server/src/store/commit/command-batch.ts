import type { DocumentCache } from '../document-cache.ts';
import type { Head } from '../log/event-log.ts';
import type { KitEvent } from '../port/log.ts';
import type { Transaction } from '../port/store.ts';
import type { Tables } from '../schema.ts';
import { BatchCache, type LogFacts, replyId } from './batch-cache.ts';
import type { Changes } from './changes.ts';
import { CommandTransaction } from './command-transaction.ts';
import type { Begun, Writing } from './engine.ts';
import { PendingWrites } from './pending-writes.ts';

/**
 * Commands that run one after the other in one transaction. Each writes into memory, and the writes of
 * one that throws are dropped. The others' are written in one go, at the end. A command that asks the
 * database for what it has written has it written before, after a savepoint: there it stays, and goes
 * when the command throws.
 */
export class CommandBatch {
  /** Everything that was appended, in order. */
  readonly appended: KitEvent[] = [];
  readonly #connection: Writing;
  readonly #cache: BatchCache;
  #head: Head;
  /** What commands that succeeded have written and is not in the database yet. */
  #unwritten = new PendingWrites();
  #hasWritten = false;
  /** The command that runs, and whether it has a savepoint. */
  #current: { command: CommandTransaction; hasSavepoint: boolean } | null = null;
  #databaseError: { error: unknown } | null = null;
  #querying: Promise<unknown> = Promise.resolve();

  constructor({ connection, head, replies }: Begun, logFacts: LogFacts, cache: DocumentCache) {
    this.#head = head;
    this.#cache = new BatchCache(logFacts, cache);
    for (const { scope, key, reply } of replies) {
      this.#cache.replies.set(replyId(scope, key), reply);
    }
    this.#connection = {
      builder: connection.builder,
      search: (search) => connection.search(search),
      frequencyOf: (terms) => this.#watch(connection.frequencyOf(terms)),
      countUnindexed: () => this.#watch(connection.countUnindexed()),
      unindexed: (column) => connection.unindexed(column),
      member: (column, name, within) => connection.member(column, name, within),
      all: (text, parameters) => this.#watch(connection.all(text, parameters)),
      allOnce: (text, parameters) => this.#watch(connection.allOnce(text, parameters)),
      write: (changes) => this.#watch(connection.write(changes)),
      rehearse: (changes) => this.#watch(connection.rehearse(changes)),
      clear: (table) => this.#watch(connection.clear(table)),
      savepoint: () => this.#watch(connection.savepoint()),
      releaseSavepoint: () => this.#watch(connection.releaseSavepoint()),
      rollbackToSavepoint: () => this.#watch(connection.rollbackToSavepoint()),
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
      readWithPending: (each, tables, read) => this.#readWithPending(each, tables, read),
    });
    const current = { command, hasSavepoint: false };
    this.#current = current;
    try {
      const value = await work(command.port);
      await this.#end(current, () => this.#connection.releaseSavepoint());
      this.#keep(command);
      this.#hasWritten ||= current.hasSavepoint;
      return value;
    } catch (error) {
      await this.#end(current, () => this.#connection.rollbackToSavepoint());
      throw error;
    }
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

  #keep({ head, writes, pending }: CommandTransaction): void {
    this.#head = head;
    this.appended.push(...writes.events);
    this.#cache.update(writes);
    this.#unwritten.merge(pending);
  }

  /** Waits for what is still being asked, and lets nothing more be written for the command. */
  async #end(current: { hasSavepoint: boolean }, endSavepoint: () => Promise<void>): Promise<void> {
    this.#current = null;
    if (!current.hasSavepoint) return;
    await this.#querying;
    if (!this.#databaseError) await endSavepoint();
  }

  /** Questions one at a time, each after what was written to these tables before it. */
  #readWithPending<T>(
    command: CommandTransaction,
    tables: readonly (keyof Tables)[],
    read: () => Promise<T>,
  ): Promise<T> {
    const answer = this.#querying.then(async () => {
      await this.#write(command, tables);
      return read();
    });
    this.#querying = answer.catch(() => undefined);
    return answer;
  }

  async #write(command: CommandTransaction, tables: readonly (keyof Tables)[]): Promise<void> {
    const current = this.#current;
    const isOwn = current?.command === command && command.pending.concerns(tables);
    if (isOwn || this.#unwritten.concerns(tables)) {
      const unwritten = this.takeUnwritten();
      if (unwritten) await this.#connection.write(unwritten);
    }
    if (!isOwn) return;
    if (!current.hasSavepoint) {
      await this.#connection.savepoint();
      current.hasSavepoint = true;
    }
    const changes = command.pending.changes(command.head);
    command.pending = new PendingWrites();
    await this.#connection.write(changes);
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
