import { type IncidentFacts, marks } from './facts.ts';
import { GapStarts } from './gap-starts.ts';
import { InstantOrder } from './instant-order.ts';

/** What incidents can be grouped and chosen by. */
export const dimensions = ['service', 'team', 'assignee', 'priority', 'category'] as const;
export type Dimension = (typeof dimensions)[number];

/** The instants of an incident. `openSince`: when it was reported, as long as it is not over. */
export const instants = [
  'reportedAt',
  'acknowledgedAt',
  'respondedAt',
  'resolvedAt',
  'openSince',
  'dueAt',
  'responseJudgedAt',
  'resolutionJudgedAt',
  'updateJudgedAt',
] as const;
export type InstantName = (typeof instants)[number];

/** The names that one dimension has, as small numbers. 0 stands for none. */
export class Codes {
  readonly #codes = new Map<string, number>();
  readonly #names: (string | null)[] = [null];

  /** The code of a name, which it gets when it has none. */
  codeOf(name: string | null): number {
    if (name === null) return 0;
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = this.#names.length;
      this.#codes.set(name, code);
      this.#names.push(name);
    }
    return code;
  }

  /** The code of a name; null where no incident ever had it. */
  find(name: string | null): number | null {
    return name === null ? 0 : (this.#codes.get(name) ?? null);
  }

  nameOf(code: number): string | null {
    return this.#names[code] ?? null;
  }

  get size(): number {
    return this.#names.length;
  }
}

/**
 * The facts of all incidents, a column each, so that a figure over a million of them is a walk through a few
 * arrays: some 130 bytes an incident. The row of an incident is its number. Those that are withdrawn, which no figure
 * counts, have no instants.
 */
export class FactTable {
  /** One more than the highest number. */
  size = 0;
  marks: Uint16Array = new Uint16Array(0);
  /** Epoch milliseconds; NaN for none. */
  readonly instants = columns(instants, () => new Float64Array(0));
  /** See `codes`. */
  readonly dimensions = columns(dimensions, () => new Uint32Array(0));
  readonly codes = columns(dimensions, () => new Codes());
  readonly #orders = columns(instants, () => new InstantOrder());
  readonly gapStarts = new GapStarts();

  /** When the first incident was reported; infinite while there is none. */
  get firstReportedAt(): number {
    const [first] = this.rowsBy('reportedAt');
    if (first === undefined) return Number.POSITIVE_INFINITY;
    return this.instants.reportedAt[first] as number;
  }

  /** The incidents that have an instant, in the order of it, those of the same by number. */
  rowsBy(instant: InstantName): Uint32Array {
    return this.#orders[instant].rows(this.instants[instant], this.size);
  }

  /** Takes the facts of an incident in, in the place of what was known of it. */
  set(facts: IncidentFacts): void {
    const row = facts.number;
    if (row >= this.marks.length) this.#grow(row + 1);
    const before = this.instants.reportedAt[row] as number;
    this.gapStarts.forgetAfter(
      Math.min(Number.isNaN(before) ? facts.reportedAt : before, facts.reportedAt),
    );
    this.size = Math.max(this.size, row + 1);
    this.marks[row] = facts.marks;
    const at = instantsOf(facts);
    for (const each of instants) {
      this.#orders[each].place(row, this.instants[each], at[each]);
      this.instants[each][row] = at[each];
    }
    for (const each of dimensions) {
      this.dimensions[each][row] = this.codes[each].codeOf(facts[each]);
    }
  }

  #grow(rows: number): void {
    const room = Math.max(1_024, rows, Math.ceil(this.marks.length * 1.5));
    this.marks = copied(new Uint16Array(room), this.marks);
    for (const each of instants) {
      this.instants[each] = copied(new Float64Array(room).fill(Number.NaN), this.instants[each]);
    }
    for (const each of dimensions) {
      this.dimensions[each] = copied(new Uint32Array(room), this.dimensions[each]);
    }
  }
}

function instantsOf(facts: IncidentFacts): Record<InstantName, number> {
  const { reportedAt, acknowledgedAt, respondedAt, resolvedAt, dueAt, judgedAt } = facts;
  const isWithdrawn = (facts.marks & marks.withdrawn) !== 0;
  const known = (at: number | null) => (at === null || isWithdrawn ? Number.NaN : at);
  return {
    reportedAt: known(reportedAt),
    acknowledgedAt: known(acknowledgedAt),
    respondedAt: known(respondedAt),
    resolvedAt: known(resolvedAt),
    openSince: known(resolvedAt === null ? reportedAt : null),
    dueAt: known(dueAt),
    responseJudgedAt: known(judgedAt.response),
    resolutionJudgedAt: known(judgedAt.resolution),
    updateJudgedAt: known(judgedAt.update),
  };
}

function columns<Name extends string, Column>(
  names: readonly Name[],
  make: () => Column,
): Record<Name, Column> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, Column>;
}

function copied<Column extends { set(from: Column): void }>(to: Column, from: Column): Column {
  to.set(from);
  return to;
}
