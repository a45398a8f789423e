import type { ImportedFacts, ImportedTexts } from '../incident/imported-events.ts';
import { limits } from '../limits.ts';
import { isBlank } from '../plain-text.ts';
import { digestOf } from './digest.ts';
import type { ImportedField, ImportedStatus, Mapping } from './mapping.ts';
import type { TimeReader } from './read-time.ts';
import type { ImportTerms } from './terms.ts';

/** The cells of a row that the mapping names, as they are in the file. */
export interface RowCells {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: Readonly<Partial<Record<ImportedField, string>>>;
  kept: Readonly<Record<string, string>>;
}

/** What a row says of an incident, and since when. */
export interface ImportedRow {
  line: number;
  id: string;
  /** When this was so, epoch milliseconds; rows of the same instant are in the order of `order`. */
  at: number;
  order: number;
  /** Whether it says itself when this was so; else the order in which it is imported is all that there is. */
  isDated: boolean;
  reportedAt: number;
  resolvedAt: number | null;
  closedAt: number | null;
  facts: ImportedFacts;
  texts: ImportedTexts;
  /** A digest of when and what, but for words and names. */
  digest: string;
  /** The status, where nobody has said what it means. */
  unknownStatus: string | null;
}

/** Why a row is not taken. */
export type RowProblem =
  | 'no-id'
  | 'no-reported-time'
  | 'older-than-known'
  | { tooLong: string }
  | { unreadableTime: string; column: string }
  | { inTheFuture: string; column: string };

/** Characters of an id: more fits into no index of PostgreSQL. */
export const longestId = 200;

/** A file's clock may be ahead of ours, milliseconds. */
const aheadMs = 24 * 3_600_000;
const times = ['reported', 'updated', 'resolved', 'closed'] as const;

/** Reads rows by a mapping. */
export class RowReader {
  readonly #mapping: Mapping;
  readonly #time: TimeReader;
  readonly #terms: ImportTerms;
  readonly #now: number;
  readonly #missing: ReadonlySet<string>;

  constructor(mapping: Mapping, time: TimeReader, terms: ImportTerms, now: number) {
    this.#mapping = mapping;
    this.#time = time;
    this.#terms = terms;
    this.#now = now;
    this.#missing = new Set(mapping.missing);
  }

  read({ line, cells, kept }: RowCells): ImportedRow | { problem: RowProblem } {
    const said = (field: ImportedField) => this.#known(cells[field]);
    const id = plain(said('id'), Number.MAX_SAFE_INTEGER);
    if (id === '') return { problem: 'no-id' };
    if (id.length > longestId) return { problem: { tooLong: id } };
    const read: Record<string, number | null> = {};
    for (const field of times) {
      const text = said(field);
      const at = text === '' ? null : this.#time.read(text);
      const column = this.#mapping.columns[field] ?? field;
      if (text !== '' && at === null) return { problem: { unreadableTime: text, column } };
      if (at !== null && at > this.#now + aheadMs)
        return { problem: { inTheFuture: text, column } };
      read[field] = at;
    }
    const { reported = null, updated = null, resolved = null, closed = null } = read;
    if (reported === null) return { problem: 'no-reported-time' };
    const at = Math.max(reported, updated ?? Math.max(resolved ?? 0, closed ?? 0));
    const asImported = this.#asImported(cells, kept);
    const word = said('status');
    const meaning = word === '' ? meaningOf({ resolved, closed }) : this.#terms.meaning(word);
    const status = this.#terms.status(meaning ?? 'new', word);
    return {
      line,
      id,
      at,
      order: Number(said('order')) || 0,
      isDated: updated !== null,
      reportedAt: reported,
      resolvedAt: resolved,
      closedAt: closed,
      facts: {
        status,
        isCancelled: meaning === 'cancelled',
        ...this.#terms.levels({
          impact: said('impact'),
          urgency: said('urgency'),
          priority: said('priority'),
        }),
        service: this.#terms.service(said('service')),
        category: this.#terms.category(said('category')),
        team: this.#terms.team(said('team')),
        assignee: this.#terms.assignee(said('assignee')),
        asImported,
      },
      texts: {
        title: plain(said('title'), limits.title.max) || id,
        description: plain(said('description'), limits.description.max),
        reporter: plain(said('reporter'), limits.title.max) || null,
        assignee: plain(said('assignee'), limits.title.max) || null,
        resolution: plain(said('resolution'), limits.description.max) || null,
      },
      digest: digestOf(`${at} ${JSON.stringify(asImported)}`),
      unknownStatus: meaning === null ? word : null,
    };
  }

  #known(text = ''): string {
    const trimmed = text.trim();
    return this.#missing.has(trimmed) || isBlank(trimmed) ? '' : trimmed;
  }

  /** Names and words are not among it: those can be erased, and stand apart. */
  #asImported(cells: RowCells['cells'], kept: RowCells['kept']): Record<string, string> {
    const said: Record<string, string> = {};
    for (const field of keptFields) {
      const text = this.#known(cells[field]);
      if (text !== '') said[field] = plain(text, limits.title.max);
    }
    for (const [column, cell] of Object.entries(kept)) {
      const text = this.#known(cell);
      // A column of the source may be called as a field of ours is.
      const name = isField(column) ? `${column} (kept)` : column;
      if (text !== '') said[name] = plain(text, limits.title.max);
    }
    return said;
  }
}

/** What is said without a word, by when it was over. */
function meaningOf(over: { resolved: number | null; closed: number | null }): ImportedStatus {
  if (over.closed !== null) return 'closed';
  return over.resolved === null ? 'new' : 'resolved';
}

const keptFields = [
  'status',
  'priority',
  'impact',
  'urgency',
  'service',
  'category',
  'team',
] as const;

function isField(column: string): boolean {
  return keptFields.some((each) => each === column);
}

/** As any database keeps it, and no longer than what is written here may be. */
function plain(text: string, max: number): string {
  const whole = text.replaceAll('\0', '').toWellFormed();
  return whole.length <= max ? whole : `${whole.slice(0, max - 1).toWellFormed()}…`;
}
