import type { DocumentCache } from '../document-cache.ts';
import type { KitEvent, Prefetch, Transaction } from '../store.ts';
import type { LogFacts } from './batch-cache.ts';
import { CommandBatch } from './command-batch.ts';
import type { Engine } from './engine.ts';

/** Commands that share one commit at most. Bounds how long the first of them waits for the last. */
const commandsPerCommit = 128;

/**
 * Turns of the event loop without a newcomer after which nobody else is expected. One is too few: the
 * first of many that were answered together would commit alone, and the others wait for it.
 */
const idleTurns = 3;

type Outcome = { value: unknown } | { error: unknown };

interface Waiting {
  work(transaction: Transaction): Promise<unknown>;
  prefetch: Prefetch | undefined;
  settle(outcome: Outcome): void;
}

/** Lets commands that arrive together share one durable transaction, whichever the engine is. */
export class GroupCommit {
  readonly #engine: Engine;
  readonly #documentCache: DocumentCache;
  readonly #listeners = new Set<(events: readonly KitEvent[]) => void>();
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #isClosed = false;
  /** What follows from the log, and the end of the log at which that is true. */
  #logFacts: { hash: string; facts: LogFacts } = { hash: '', facts: {} };

  constructor(engine: Engine, documentCache: DocumentCache) {
    this.#engine = engine;
    this.#documentCache = documentCache;
  }

  write<T>(work: (transaction: Transaction) => Promise<T>, prefetch?: Prefetch): Promise<T> {
    if (this.#isClosed) return Promise.reject(new Error('The store is closed.'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        work,
        prefetch,
        settle(outcome) {
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.value as T);
        },
      });
      this.#draining ??= this.#drain();
    });
  }

  onCommit(listener: (events: readonly KitEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes no more; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const batch = this.#waiting.splice(0, commandsPerCommit);
      if (await this.#commitTogether(batch, batch.length > 1)) continue;
      // Something in it was refused by the database itself. Alone, each stands for itself.
      for (const each of batch) await this.#commitTogether([each], false);
    }
    this.#draining = null;
  }

  /** Lets requests that have arrived already join: a commit costs as much for one as for many. */
  async #gather(): Promise<void> {
    let idle = 0;
    while (idle < idleTurns && this.#waiting.length < commandsPerCommit) {
      const before = this.#waiting.length;
      await new Promise((resolve) => setImmediate(resolve));
      idle = this.#waiting.length > before ? 0 : idle + 1;
    }
  }

  /** Settles the commands, unless they were refused and may be tried again by themselves. */
  async #commitTogether(
    batch: Waiting[],
    mayTryAgain: boolean,
    isSecondTime = false,
  ): Promise<boolean> {
    const outcomes: Outcome[] = [];
    let appended: readonly KitEvent[] = [];
    try {
      const commands = await this.#begin(batch);
      for (const { work } of batch) {
        const outcome = await commands.run(work).then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        );
        commands.assertUsable();
        outcomes.push(outcome);
      }
      await this.#commit(commands);
      appended = commands.appended;
    } catch (error) {
      await this.#engine.rollback();
      if (!isSecondTime && this.#engine.isStale(error)) {
        return this.#commitTogether(batch, mayTryAgain, true);
      }
      const unavailable = this.#engine.unavailable(error);
      if (!unavailable && mayTryAgain) return false;
      for (const each of batch) each.settle({ error: unavailable ?? error });
      return true;
    }
    if (appended.length > 0) for (const listener of this.#listeners) listener(appended);
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
    return true;
  }

  async #begin(batch: Waiting[]): Promise<CommandBatch> {
    const begun = await this.#engine.begin(batch.flatMap(({ prefetch }) => prefetch ?? []));
    const { hash, facts } = this.#logFacts;
    return new CommandBatch(begun, begun.head.hash === hash ? facts : {}, this.#documentCache);
  }

  async #commit(commands: CommandBatch): Promise<void> {
    if (!commands.hasChanges) return this.#engine.rollback();
    await this.#engine.commit(commands.head, commands.takeUnwritten());
    this.#logFacts = { hash: commands.head.hash, facts: commands.logFacts };
  }
}
