import type { IncidentRow } from '@incident-kit/server/domain';

/** A row of the list as its reader has it. */
export type QueueRow = IncidentRow & { unread?: boolean };

export interface QueuePage {
  incidents: readonly QueueRow[];
  /** What to read before, for the page after this one; null when this is the last. */
  next: number | string | null;
  total: number;
  isMore: boolean;
}

/** What moves the rows of a queue once they are there. */
export interface RowMoves {
  readonly isFrozen: boolean;
  /** All is read anew, by another rule or for another identity. */
  anew(): void;
  change(row: QueueRow): void;
  /** A page brought a row to where it belongs. */
  placed(row: QueueRow): void;
}

/**
 * The rows of a queue in its order, as far down as it was read. It knows no server and no DOM: it is told. Until what
 * moves them has come they stand as they were read, and what has changed waits for it.
 */
export class QueueRows {
  /** What is shown, in its order. */
  order: string[] = [];
  next: number | string | null = null;
  total = 0;
  isMore = false;
  isKnown = false;

  #moves: RowMoves | undefined;
  readonly #rows = new Map<string, QueueRow>();
  #indexes: Map<string, number> | undefined;
  #waiting: QueueRow[] = [];

  row(incident: string | undefined): QueueRow | undefined {
    return incident === undefined ? undefined : this.#rows.get(incident);
  }

  put(row: QueueRow): void {
    this.#rows.set(row.incident, row);
  }

  /** -1 for what is not shown. */
  indexOf(incident: string | undefined): number {
    this.#indexes ??= new Map(this.order.map((each, index) => [each, index]));
    return incident === undefined ? -1 : (this.#indexes.get(incident) ?? -1);
  }

  /** Begins anew, by another rule or for another identity. */
  forget(): void {
    this.#rows.clear();
    this.#waiting = [];
    this.setOrder([]);
    this.next = null;
    this.total = 0;
    this.isKnown = this.isMore = false;
    this.#moves?.anew();
  }

  /** Takes the first page, read for the first time or again. */
  receiveFirst(page: QueuePage): void {
    const isAgain = this.isKnown && this.#moves?.isFrozen;
    if (!isAgain) this.forget();
    this.total = page.total;
    this.isMore = page.isMore;
    this.isKnown = true;
    if (isAgain) page.incidents.forEach(this.change);
    else this.receiveNext(page);
  }

  /** Takes the page after the last row. */
  receiveNext({ incidents, next }: Pick<QueuePage, 'incidents' | 'next'>): void {
    const order = [...this.order];
    for (const row of incidents) {
      this.keep(row);
      if (this.indexOf(row.incident) >= 0) continue;
      order.push(row.incident);
      this.#moves?.placed(row);
    }
    this.next = next;
    this.setOrder(order);
  }

  /** Takes a row that has changed. */
  readonly change = (row: QueueRow): void => {
    if (this.#moves) this.#moves.change(row);
    else this.#waiting.push(row);
  };

  /** What moves them has come. */
  moveBy(moves: RowMoves): void {
    this.#moves = moves;
    moves.anew();
    for (const incident of this.order) moves.placed(this.#rows.get(incident) as QueueRow);
    this.#waiting.forEach(this.change);
    this.#waiting = [];
  }

  /** Of two of one incident the later counts. Gives false for one that says nothing new. */
  keep(row: QueueRow): boolean {
    const known = this.#rows.get(row.incident);
    if (known && known.seq > row.seq) return false;
    const isNewWord = !!known && row.lastSaid.at > known.lastSaid.at;
    this.put({ ...row, unread: row.unread ?? (isNewWord || (known?.unread ?? true)) });
    return true;
  }

  setOrder(order: string[]): void {
    this.order = order;
    this.#indexes = undefined;
  }
}
