import type { DateOrder } from '../../domain/import/date-order.ts';
import type { RowProblem } from '../../domain/import/imported-row.ts';
import { type UnexplainedWord, UnexplainedWords } from './unexplained-words.ts';

/** Refused rows that are named one by one: a file in which more are wrong is the wrong file. */
const mostNamed = 100_000;

/** A row that was not taken, and why. */
export interface RefusedRow {
  line: number;
  problem: RowProblem | { found: number; wanted: number } | { openUpTo: number } | 'no-object';
}

/** What became of the rows of an import: `rows = imported + merged + refused`. */
export interface ImportReport {
  rows: number;
  /** Rows that each began an incident that was not here yet. */
  imported: number;
  /** Rows of an incident that another row began, or that was here. */
  merged: number;
  /** Of those, the ones that said what was known already. */
  known: number;
  refused: number;
  /** The first of those that were refused. */
  refusals: RefusedRow[];
  /** Incidents of which there is a row that was taken. */
  incidents: number;
  /** Events that were written, or would be. */
  events: number;
  /** Statuses that nobody has explained, how many rows have each and the line of the first. */
  unknownStatuses: { status: string; rows: number; line: number }[];
  /** Words that are nothing here, and numbers that nobody has explained. */
  unexplainedWords: UnexplainedWord[];
  /** The order of days and months; null where no date depended on it. */
  dateOrder: DateOrder | null;
}

/** What is to be done about one incident. */
export interface PlannedIncident {
  isNew: boolean;
  rows: number;
  news: number;
  /** Lines of rows that are of before what is known, and say otherwise. */
  tooLate: number[];
  events: number;
}

/** Counts rows until they add up. */
export class ImportCounts {
  #rows = 0;
  #imported = 0;
  #news = 0;
  #incidents = 0;
  #events = 0;
  #refused = 0;
  readonly #refusals: RefusedRow[] = [];
  readonly words = new UnexplainedWords();
  readonly #statuses = new Map<string, { rows: number; line: number }>();

  refuse(line: number, problem: RefusedRow['problem']): void {
    this.#refused += 1;
    if (this.#refusals.length < mostNamed) this.#refusals.push({ line, problem });
  }

  noteStatus(status: string, line: number): void {
    const known = this.#statuses.get(status);
    this.#statuses.set(status, { rows: (known?.rows ?? 0) + 1, line: known?.line ?? line });
  }

  /** An incident: its rows, how many of them said something new, and the lines of those that came too late. */
  add(incident: PlannedIncident): void {
    this.#rows += incident.rows - incident.tooLate.length;
    for (const line of incident.tooLate) this.refuse(line, 'older-than-known');
    this.#incidents += 1;
    this.#imported += incident.isNew ? 1 : 0;
    this.#news += incident.news;
    this.#events += incident.events;
  }

  report(dateOrder: DateOrder | null): ImportReport {
    const taken = this.#rows;
    return {
      rows: taken + this.#refused,
      imported: this.#imported,
      merged: taken - this.#imported,
      known: taken - this.#news,
      refused: this.#refused,
      refusals: this.#refusals.toSorted((a, b) => a.line - b.line),
      incidents: this.#incidents,
      events: this.#events,
      unknownStatuses: [...this.#statuses].map(([status, each]) => ({ status, ...each })),
      unexplainedWords: this.words.all(),
      dateOrder,
    };
  }
}
