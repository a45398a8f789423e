import { KitError } from '../../domain/errors.ts';
import type { DocumentCache } from '../document-cache.ts';
import { endOf } from '../log/event-log.ts';
import type { Committed, KitEvent } from '../port/log.ts';
import type { CommitListener, Prefetch, Transaction } from '../port/store.ts';
import { databaseUnavailable } from '../unavailable.ts';
import type { LogFacts } from './batch-cache.ts';
import { CommandBatch } from './command-batch.ts';
import type { Begun, Engine } from './engine.ts';
import { rehearse } from './rehearse.ts';

/** Commands that share one commit at most. Bounds how long the first of them waits for the last. */
const commandsPerCommit = 128;

/** Commands that wait to be committed: what they hold of memory has a bound. */
const mostWaiting = 5_000;

/**
 * Turns of the event loop without a newcomer after which nobody else is expected. One is too few: the
 * first of many that were answered together would commit alone, and the others wait for it.
 */
const idleTurns = 3;

/** How long a commit proves that the next one will be possible, milliseconds. */
const proofMs = 1_000;

/** How long whoever asks whether commits are possible waits for one, milliseconds. */
const checkTimeoutMs = 2_000;

type Outcome = { value: unknown } | { error: unknown };

interface Waiting {
  work(transaction: Transaction): Promise<unknown>;
  prefetch: Prefetch | undefined;
  settle(outcome: Outcome): void;
}

const noFacts = { hash: '', seq: 0, facts: {} };

/** A batch that was committed. */
interface Done {
  outcomes: Outcome[];
  appended: readonly KitEvent[];
  between: Committed;
}

/** Why a batch was not committed. */
interface Failure {
  error: unknown;
  /** Whether the database cannot be used now, by whomever. */
  isUnavailable: boolean;
}

/** Lets commands that arrive together share one durable transaction, whichever the engine is. */
export class GroupCommit {
  readonly #engine: Engine;
  readonly #documentCache: DocumentCache;
  readonly #listeners = new Set<CommitListener>();
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #isClosed = false;
  /** Until when there is no need to try whether commits are possible. */
  #provenUntil = 0;
  /** Whether the database has refused what was written last. */
  #wasRefused = false;
  #rehearsal: PromiseWithResolvers<void> | null = null;
  /** Whether others have written to the log since this process did: they will again. */
  #othersWrite = true;
  /** What follows from the log, and the end of the log at which that is true. */
  #logFacts: { hash: string; seq: number; facts: LogFacts } = noFacts;

  constructor(engine: Engine, documentCache: DocumentCache) {
    this.#engine = engine;
    this.#documentCache = documentCache;
  }

  write<T>(work: (transaction: Transaction) => Promise<T>, prefetch?: Prefetch): Promise<T> {
    if (this.#isClosed) return Promise.reject(new Error('The store is closed.'));
    if (this.#waiting.length >= mostWaiting) return Promise.reject(tooManyWaiting());
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

  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets what followed from the log. */
  forget(): void {
    this.#logFacts = noFacts;
  }

  /**
   * Resolves when commands can be committed: one just was, or what it takes was tried.
   * @throws KitError `database-unavailable`, also when that takes too long
   */
  async checkWritable(): Promise<void> {
    if (this.#isClosed) throw new Error('The store is closed.');
    if (performance.now() < this.#provenUntil) return;
    this.#rehearsal ??= Promise.withResolvers<void>();
    const { promise } = this.#rehearsal;
    this.#draining ??= this.#drain();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(databaseUnavailable(new Error(`A commit took more than ${checkTimeoutMs} ms.`)));
      }, checkTimeoutMs);
    });
    try {
      await Promise.race([promise, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Takes no more; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#rehearsal) {
      await this.#rehearse();
      if (this.#waiting.length === 0) continue;
      await this.#gather();
      const batch = this.#waiting.splice(0, commandsPerCommit);
      const failure = await this.#commitTogether(batch, this.#othersWrite);
      if (failure && !failure.isUnavailable && batch.length > 1) await this.#commitEach(batch);
      else if (failure) refuse(batch, failure);
    }
    this.#draining = null;
  }

  /** Something in the batch was refused by the database itself. Alone, each stands for itself. */
  async #commitEach(batch: Waiting[]): Promise<void> {
    for (const [index, each] of batch.entries()) {
      const failure = await this.#commitTogether([each], false);
      if (!failure) continue;
      // The others would be told the same, and wait for it one after the other.
      if (failure.isUnavailable) return refuse(batch.slice(index), failure);
      refuse([each], failure);
    }
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

  /**
   * Settles the commands, or says why it could not and leaves no trace of them.
   * @param mayJoin whether those who arrive while the lock is waited for are put into the batch
   */
  async #commitTogether(batch: Waiting[], mayJoin: boolean): Promise<Failure | null> {
    const startedAt = performance.now();
    let done: Done;
    try {
      done = await this.#attempt(() => this.#run(batch, mayJoin));
    } catch (error) {
      return this.#failed(error);
    }
    const { outcomes, appended, between } = done;
    const tookMs = performance.now() - startedAt;
    if (appended.length > 0) {
      for (const listener of this.#listeners) listener(appended, between, tookMs);
    }
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
    return null;
  }

  /** Once more, where it was only the connection that was of no use any more. */
  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#engine.rollback();
      if (!this.#engine.isStale(error)) throw error;
      return work();
    }
  }

  async #run(batch: Waiting[], mayJoin: boolean): Promise<Done> {
    const outcomes: Outcome[] = [];
    const begun = await this.#begin(prefetchOf(batch));
    if (mayJoin) await this.#join(batch, begun);
    const { hash, facts } = this.#logFacts;
    const isSame = begun.head.hash === hash;
    this.#othersWrite = !isSame;
    const known = isSame ? facts : (begun.facts ?? {});
    const commands = new CommandBatch(begun, known, this.#documentCache);
    for (const { work } of batch) {
      const outcome = await commands.run(work).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      commands.assertUsable();
      outcomes.push(outcome);
    }
    await this.#commit(commands);
    const between = { before: endOf(begun.head), after: endOf(commands.head) };
    return { outcomes, appended: commands.appended, between };
  }

  async #failed(error: unknown): Promise<Failure> {
    this.#wasRefused = true;
    this.#provenUntil = 0;
    await this.#engine.rollback();
    const unavailable = this.#engine.unavailable(error);
    return { error: unavailable ?? error, isUnavailable: unavailable !== null };
  }

  #succeeded(): void {
    this.#wasRefused = false;
    this.#provenUntil = performance.now() + proofMs;
  }

  /** Answers those who want to know whether commits are possible. */
  async #rehearse(): Promise<void> {
    const rehearsal = this.#rehearsal;
    if (!rehearsal) return;
    this.#rehearsal = null;
    try {
      await this.#attempt(async () => {
        const begun = await this.#begin([]);
        await rehearse(begun, this.#documentCache, { withRows: this.#wasRefused });
        await this.#engine.commit(begun.head, null);
      });
      this.#succeeded();
      rehearsal.resolve();
    } catch (error) {
      const failure = await this.#failed(error);
      rehearsal.reject(failure.isUnavailable ? failure.error : databaseUnavailable(error));
    }
  }

  async #begin(prefetch: readonly Prefetch[]): Promise<Begun> {
    const begun = await this.#engine.begin(prefetch, this.#othersWrite);
    const { hash, seq } = this.#logFacts;
    const isPutBack = begun.head.hash !== hash && begun.head.seq <= seq;
    // Another server may answer now, which had not yet got the end of the log.
    if (begun.isNewConnection || isPutBack) this.#documentCache.clear();
    return begun;
  }

  /** Those who came while others had the lock need not wait until they have had it again. */
  async #join(batch: Waiting[], begun: Begun): Promise<void> {
    const late = this.#waiting.splice(0, commandsPerCommit - batch.length);
    batch.push(...late);
    const prefetch = prefetchOf(late);
    if (prefetch.length > 0) begun.replies.push(...(await this.#engine.prefetch(prefetch)));
  }

  async #commit(commands: CommandBatch): Promise<void> {
    if (!commands.hasChanges) return this.#engine.rollback();
    await this.#engine.commit(commands.head, commands.takeUnwritten());
    const { hash, seq } = commands.head;
    this.#logFacts = { hash, seq, facts: commands.logFacts };
    // What could be written may be elsewhere than what was refused: only a rehearsal takes that back.
    if (!this.#wasRefused) this.#succeeded();
  }
}

function tooManyWaiting(): KitError {
  const sentence =
    'More is being sent than can be kept just now. Nothing was changed; try again in a moment.';
  return new KitError('overloaded', sentence, { details: { retryAfter: 2 } });
}

function prefetchOf(batch: readonly Waiting[]): Prefetch[] {
  return batch.flatMap(({ prefetch }) => prefetch ?? []);
}

function refuse(batch: Waiting[], { error }: Failure): void {
  for (const each of batch) each.settle({ error });
}
