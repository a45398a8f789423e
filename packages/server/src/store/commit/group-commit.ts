import type { Engine } from '../connection.ts';
import type { DocumentShelf } from '../projections/documents.ts';
import type { Foreseen, KitEvent, Transaction } from '../store.ts';
import type { Learned } from './batch-cache.ts';
import { UnitOfWork } from './command-batch.ts';

/** Commands that share one commit at most. Bounds how long the first of them waits for the last. */
const commandsPerCommit = 128;

/**
 * Turns of the event loop without a newcomer after which nobody else is expected. One is too few: the
 * first of many that were answered together would commit alone, and the others wait for it.
 */
const quietTurns = 3;

type Outcome = { value: unknown } | { error: unknown };

interface Waiting {
  work(transaction: Transaction): Promise<unknown>;
  foreseen: Foreseen | undefined;
  settle(outcome: Outcome): void;
}

/** Lets commands that arrive together share one durable transaction, whichever the engine is. */
export class GroupCommit {
  readonly #engine: Engine;
  readonly #shelf: DocumentShelf;
  readonly #listeners = new Set<(events: readonly KitEvent[]) => void>();
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #isClosed = false;
  /** What the last transaction learned, and the end of the log at which that is true. */
  #learned: { hash: string; facts: Learned } = { hash: '', facts: {} };

  constructor(engine: Engine, shelf: DocumentShelf) {
    this.#engine = engine;
    this.#shelf = shelf;
  }

  write<T>(work: (transaction: Transaction) => Promise<T>, foreseen?: Foreseen): Promise<T> {
    if (this.#isClosed) return Promise.reject(new Error('The store is closed.'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        work,
        foreseen,
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
    let quiet = 0;
    while (quiet < quietTurns && this.#waiting.length < commandsPerCommit) {
      const before = this.#waiting.length;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#waiting.length > before ? 0 : quiet + 1;
    }
  }

  /** Settles the commands, unless they were refused and may be tried again by themselves. */
  async #commitTogether(batch: Waiting[], mayTryAgain: boolean): Promise<boolean> {
    const outcomes: Outcome[] = [];
    let appended: readonly KitEvent[] = [];
    try {
      const unit = await this.#begin(batch);
      for (const { work } of batch) {
        const outcome = await unit.run(work).then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        );
        unit.assertUsable();
        outcomes.push(outcome);
      }
      await this.#commit(unit);
      appended = unit.appended;
    } catch (error) {
      await this.#engine.rollback();
      const unavailable = this.#engine.unavailable(error);
      if (!unavailable && mayTryAgain) return false;
      for (const each of batch) each.settle({ error: unavailable ?? error });
      return true;
    }
    if (appended.length > 0) for (const listener of this.#listeners) listener(appended);
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
    return true;
  }

  async #begin(batch: Waiting[]): Promise<UnitOfWork> {
    const begun = await this.#engine.begin(batch.flatMap(({ foreseen }) => foreseen ?? []));
    const { hash, facts } = this.#learned;
    return new UnitOfWork(begun, begun.head.hash === hash ? facts : {}, this.#shelf);
  }

  async #commit(unit: UnitOfWork): Promise<void> {
    if (!unit.hasChanges) return this.#engine.rollback();
    await this.#engine.commit(unit.head, unit.takeUnwritten());
    this.#learned = { hash: unit.head.hash, facts: unit.learned };
  }
}
