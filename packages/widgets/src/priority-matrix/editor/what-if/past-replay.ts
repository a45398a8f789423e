import type { PriorityMatrix } from '@incident-kit/server/domain';
import type { KitApi } from '../../../client/api.ts';
import type { KitClient } from '../../../client/client.ts';
import type { KitRequestError } from '../../../client/errors.ts';

type Slice = Awaited<ReturnType<KitApi['configuration']['whatIf']['mutate']>>;

export type ReplayTotals = Slice['totals'];
export type ReplayedIncident = Slice['changed'][number];

/** What came of a replay so far. */
export interface ReplayResult {
  /** The draft that was asked about. */
  matrix: PriorityMatrix;
  days: number;
  /** How many were replayed, and how many are to come. */
  examined: number;
  left: number;
  totals: ReplayTotals;
  changed: ReplayedIncident[];
  undecidable: Slice['undecidable'];
}

const day = 86_400_000;
/** How many the first call is for: something is seen at once. Each after it is for so many times more. */
const first = 5;
/** The clock of the server is known to some milliseconds: what was reported a moment ago is of this time. */
const leeway = 60_000;

/**
 * Asks the server slice by slice what a draft would have made of past incidents. It knows no DOM. What has come
 * stays when it is stopped or fails, and it goes on from there.
 */
export class PastReplay {
  isRunning = false;
  /** The draft as it is now. What is of another is not gone on with. */
  draft: PriorityMatrix | undefined;
  result: ReplayResult | undefined;
  /** Why it did not go on. */
  problem: KitRequestError | undefined;

  readonly #onChange: () => void;
  readonly #limit: number;
  #period = { from: 0, to: 0 };
  #next: number | null = null;
  /** Counts what was begun: an answer to anything before the last is not looked at. */
  #run = 0;

  /** @param limit - incidents a call at most: so few that whoever waits sees it go on */
  constructor(onChange: () => void, limit = 200) {
    this.#onChange = onChange;
    this.#limit = limit;
  }

  /** Whether there is more to replay than has come. */
  get isPartial(): boolean {
    return this.#next !== null;
  }

  /** Replays what was reported in the last days under this draft. */
  start(kit: KitClient, matrix: PriorityMatrix, days: number): Promise<void> {
    const now = Math.floor(kit.now());
    this.#period = { from: Math.max(0, now - days * day), to: now + leeway };
    this.#next = 0;
    this.result = undefined;
    return this.#go(kit, matrix, days);
  }

  /** Goes on where it was stopped, or has failed. */
  async resume(kit: KitClient): Promise<void> {
    const { result } = this;
    if (result) await this.#go(kit, result.matrix, result.days);
  }

  /** Forgets what has come. */
  forget(): void {
    this.#run += 1;
    this.isRunning = false;
    this.result = this.problem = undefined;
    this.#next = null;
  }

  /** Stops; what has come stays. */
  stop(): void {
    this.#run += 1;
    this.isRunning = false;
    this.#onChange();
  }

  async #go(kit: KitClient, matrix: PriorityMatrix, days: number): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    this.isRunning = true;
    this.problem = undefined;
    this.#onChange();
    let limit = first;
    try {
      while (this.#next !== null && this.draft === matrix) {
        limit = Math.min(limit, this.#limit);
        const asked = { matrix, ...this.#period, after: this.#next, limit };
        const slice = await kit.call((api) => api.configuration.whatIf.mutate(asked));
        if (run !== this.#run) return;
        limit *= first;
        this.#next = slice.next;
        this.#add(slice, matrix, days);
        this.#onChange();
      }
    } catch (thrown) {
      if (run !== this.#run) return;
      this.problem = thrown as KitRequestError;
    }
    this.isRunning = false;
    this.#onChange();
  }

  #add(slice: Slice, matrix: PriorityMatrix, days: number): void {
    const { result } = this;
    this.result = {
      matrix,
      days,
      examined: (result?.examined ?? 0) + slice.examined,
      left: slice.left,
      totals: result ? sum(result.totals, slice.totals) : slice.totals,
      changed: [...(result?.changed ?? []), ...slice.changed],
      undecidable: [...(result?.undecidable ?? []), ...slice.undecidable],
    };
  }
}

/** Adds numbers up by their names, however deep they are. */
function sum<T>(one: T | undefined, other: T | undefined): T {
  if (typeof (one ?? other) === 'number') return (Number(one ?? 0) + Number(other ?? 0)) as T;
  const names = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]) as Set<keyof T>;
  return Object.fromEntries([...names].map((name) => [name, sum(one?.[name], other?.[name])])) as T;
}
