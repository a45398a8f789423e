import type { IncidentRow } from '@incident-kit/server/domain';
import { compare, type Place } from './queue-order.ts';

/** A row of the list as its reader has it. */
export type QueueRow = IncidentRow & { unread?: boolean };

export interface QueuePage {
  incidents: readonly QueueRow[];
  /** What to read before, for the page after this one; null when this is the last. */
  next: number | string | null;
  total: number;
  isMore: boolean;
}

/** By what a queue is, at the moment. */
export interface QueueRule {
  isIn(row: QueueRow): boolean;
  placeOf(row: QueueRow): Place;
}

/**
 * The rows of a queue in its order, as far down as it was read. While it is frozen nothing moves: rows change where
 * they are, what has finished stays, and what came or would move is counted until the order is updated. It knows no
 * server and no DOM: it is told.
 */
export class QueueRows {
  /** What is shown, in its order. */
  order: string[] = [];
  next: number | string | null = null;
  total = 0;
  isMore = false;
  isKnown = false;

  /** By what it is; another one counts for what is received from then on. */
  rule: QueueRule;
  readonly #rows = new Map<string, QueueRow>();
  readonly #places = new Map<string, Place>();
  /** What would move, come or go if the order were updated. */
  readonly #moved = new Set<string>();
  #indexes: Map<string, number> | undefined;
  #isFrozen = false;

  constructor(rule: QueueRule) {
    this.rule = rule;
  }

  /** How many rows would move, come or go. */
  get changes(): number {
    return this.#moved.size;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  row(incident: string | undefined): QueueRow | undefined {
    return incident === undefined ? undefined : this.#rows.get(incident);
  }

  /** -1 for what is not shown. */
  indexOf(incident: string | undefined): number {
    this.#indexes ??= new Map(this.order.map((each, index) => [each, index]));
    return incident === undefined ? -1 : (this.#indexes.get(incident) ?? -1);
  }

  /** Whether it is only still there until the order is updated. */
  hasLeft(incident: string): boolean {
    const row = this.#rows.get(incident);
    return !!row && !this.rule.isIn(row);
  }

  /** Begins anew, by another rule or for another identity. */
  forget(rule: QueueRule = this.rule): void {
    this.rule = rule;
    this.#rows.clear();
    this.#places.clear();
    this.#moved.clear();
    this.#setOrder([]);
    this.next = null;
    this.total = 0;
    this.isKnown = this.isMore = false;
  }

  /** Takes the first page, read for the first time or again. */
  receiveFirst(page: QueuePage): void {
    const isAgain = this.isKnown && this.#isFrozen;
    if (!isAgain) this.forget();
    this.total = page.total;
    this.isMore = page.isMore;
    this.isKnown = true;
    if (isAgain) for (const row of page.incidents) this.change(row);
    else this.receiveNext(page);
  }

  /** Takes the page after the last row. */
  receiveNext({ incidents, next }: Pick<QueuePage, 'incidents' | 'next'>): void {
    const order = [...this.order];
    for (const row of incidents) {
      this.#keep(row);
      if (this.indexOf(row.incident) >= 0) continue;
      order.push(row.incident);
      this.#moved.delete(row.incident);
      this.#places.set(row.incident, this.rule.placeOf(row));
    }
    this.next = next;
    this.#setOrder(order);
  }

  /** Takes a row that has changed. */
  change(row: QueueRow): void {
    const { incident } = row;
    if (!this.#keep(row)) return;
    const isShown = this.indexOf(incident) >= 0;
    const belongs = this.rule.isIn(row) && this.#isWithin(row);
    const place = this.#places.get(incident);
    const stays =
      isShown === belongs && (!isShown || !place || compare(place, this.rule.placeOf(row)) === 0);
    if (stays) this.#moved.delete(incident);
    else if (this.#isFrozen) this.#moved.add(incident);
    else this.#place(incident, isShown, belongs);
  }

  /** Shows part of a row otherwise until the server says how it is. Gives what puts it back. */
  pretend(incident: string, patch: Partial<QueueRow>): () => void {
    const before = this.#rows.get(incident);
    if (!before) return () => {};
    const pretended = { ...before, ...patch };
    this.#rows.set(incident, pretended);
    return () => {
      if (this.#rows.get(incident) === pretended) this.#rows.set(incident, before);
    };
  }

  freeze(isFrozen: boolean): void {
    this.#isFrozen = isFrozen;
    if (!isFrozen) this.update();
  }

  /** Puts everything where it belongs. */
  update(): void {
    for (const incident of this.#moved) {
      const row = this.#rows.get(incident);
      if (row) {
        const belongs = this.rule.isIn(row) && this.#isWithin(row);
        this.#place(incident, this.indexOf(incident) >= 0, belongs);
      }
    }
    this.#moved.clear();
  }

  /** Of two of one incident the later counts. Gives false for one that says nothing new. */
  #keep(row: QueueRow): boolean {
    const known = this.#rows.get(row.incident);
    if (known && known.seq > row.seq) return false;
    const isNewWord = !!known && row.lastSaid.at > known.lastSaid.at;
    const unread = row.unread ?? (isNewWord || (known?.unread ?? true));
    this.#rows.set(row.incident, { ...row, unread });
    return true;
  }

  /** What lies beyond the last page comes with its own. */
  #isWithin(row: QueueRow): boolean {
    const last = this.#places.get(this.order.at(-1) ?? '');
    return this.next === null || (!!last && compare(this.rule.placeOf(row), last) <= 0);
  }

  #place(incident: string, isShown: boolean, belongs: boolean): void {
    const row = this.#rows.get(incident) as QueueRow;
    const order = isShown ? this.order.filter((each) => each !== incident) : [...this.order];
    this.#places.delete(incident);
    if (belongs) {
      const place = this.rule.placeOf(row);
      let [low, high] = [0, order.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = this.#places.get(order[middle] as string) ?? [];
        if (compare(other, place) < 0) low = middle + 1;
        else high = middle;
      }
      order.splice(low, 0, incident);
      this.#places.set(incident, place);
    }
    if (isShown !== belongs) this.total += belongs ? 1 : -1;
    this.#setOrder(order);
  }

  #setOrder(order: string[]): void {
    this.order = order;
    this.#indexes = undefined;
  }
}
