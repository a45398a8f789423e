import type { IncidentFacts } from './facts.ts';
import { GapStarts } from './gap-starts.ts';
import { ReportOrder } from './report-order.ts';

/** What incidents can be grouped and chosen by. */
export const dimensions = ['service', 'team', 'assignee', 'priority', 'category'] as const;
export type Dimension = (typeof dimensions)[number];

/** The instants of an incident. */
export const instants = [
  'reportedAt',
  'acknowledgedAt',
  'respondedAt',
  'resolvedAt',
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
 * arrays: some 90 bytes an incident. The row of an incident is its number.
 */
export class FactTable {
  /** One more than the highest number. */
  size = 0;
  /** Whether there is an incident of that number. */
  has: Uint8Array = new Uint8Array(0);
  marks: Uint8Array = new Uint8Array(0);
  /** Epoch milliseconds; NaN for none. */
  readonly instants = columns(instants, () => new Float64Array(0));
  /** See `codes`. */
  readonly dimensions = columns(dimensions, () => new Uint32Array(0));
  readonly codes = columns(dimensions, () => new Codes());
  readonly order = new ReportOrder();
  readonly gapStarts = new GapStarts();

  /** When the first incident was reported; infinite while there is none. */
  get firstReportedAt(): number {
    const { reportedAt } = this.instants;
    const [first] = this.order.rows(reportedAt);
    return first === undefined ? Number.POSITIVE_INFINITY : (reportedAt[first] as number);
  }

  /** Takes the facts of an incident in, in the place of what was known of it. */
  set(facts: IncidentFacts): void {
    const row = facts.number;
    if (row >= this.has.length) this.#grow(row + 1);
    const before = this.has[row] === 1 ? (this.instants.reportedAt[row] as number) : null;
    this.order.place(row, this.instants.reportedAt, before, facts.reportedAt);
    this.gapStarts.forgetAfter(Math.min(before ?? facts.reportedAt, facts.reportedAt));
    this.size = Math.max(this.size, row + 1);
    this.has[row] = 1;
    this.marks[row] = facts.marks;
    const { judgedAt } = facts;
    const { instants: at } = this;
    at.reportedAt[row] = facts.reportedAt;
    at.acknowledgedAt[row] = facts.acknowledgedAt ?? Number.NaN;
    at.respondedAt[row] = facts.respondedAt ?? Number.NaN;
    at.resolvedAt[row] = facts.resolvedAt ?? Number.NaN;
    at.dueAt[row] = facts.dueAt ?? Number.NaN;
    at.responseJudgedAt[row] = judgedAt.response ?? Number.NaN;
    at.resolutionJudgedAt[row] = judgedAt.resolution ?? Number.NaN;
    at.updateJudgedAt[row] = judgedAt.update ?? Number.NaN;
    for (const each of dimensions) {
      this.dimensions[each][row] = this.codes[each].codeOf(facts[each]);
    }
  }

  #grow(rows: number): void {
    const room = Math.max(1_024, rows, Math.ceil(this.has.length * 1.5));
    this.has = copied(new Uint8Array(room), this.has);
    this.marks = copied(new Uint8Array(room), this.marks);
    for (const each of instants) {
      this.instants[each] = copied(new Float64Array(room), this.instants[each]);
    }
    for (const each of dimensions) {
      this.dimensions[each] = copied(new Uint32Array(room), this.dimensions[each]);
    }
  }
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
