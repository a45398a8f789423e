import { compare, type Place } from './queue-order.ts';
import type { QueueRow, QueueRows, RowMoves } from './queue-rows.ts';

/** By what a queue is, at the moment. */
export interface QueueRule {
  isIn(row: QueueRow): boolean;
  placeOf(row: QueueRow): Place;
}

/**
 * Where the rows of a queue belong as they change. While it is frozen nothing moves: rows change where they are, what
 * has finished stays, and what came or would move is counted until the order is updated.
 */
export class QueueMoves implements RowMoves {
  readonly #rows: QueueRows;
  readonly #ruleNow: () => QueueRule;
  #rule: QueueRule;
  readonly #places = new Map<string, Place>();
  /** What would move, come or go if the order were updated. */
  readonly #moved = new Set<string>();
  #isFrozen = false;

  /** @param ruleNow - by what it is; asked for whenever it is read anew */
  constructor(rows: QueueRows, ruleNow: () => QueueRule) {
    this.#rows = rows;
    this.#ruleNow = ruleNow;
    this.#rule = ruleNow();
    rows.moveBy(this);
  }

  /** How many rows would move, come or go. */
  get changes(): number {
    return this.#moved.size;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** Whether it is only still there until the order is updated. */
  hasLeft(incident: string): boolean {
    const row = this.#rows.row(incident);
    return !!row && !this.#rule.isIn(row);
  }

  anew(): void {
    this.#rule = this.#ruleNow();
    this.#places.clear();
    this.#moved.clear();
  }

  placed(row: QueueRow): void {
    this.#moved.delete(row.incident);
    this.#places.set(row.incident, this.#rule.placeOf(row));
  }

  change(row: QueueRow): void {
    const { incident } = row;
    if (!this.#rows.keep(row)) return;
    const isShown = this.#rows.indexOf(incident) >= 0;
    const belongs = this.#belongs(row);
    const place = this.#places.get(incident);
    const stays =
      isShown === belongs && (!isShown || !place || compare(place, this.#rule.placeOf(row)) === 0);
    if (stays) this.#moved.delete(incident);
    else if (this.#isFrozen) this.#moved.add(incident);
    else this.#place(row, isShown, belongs);
  }

  /** Shows part of a row otherwise until the server says how it is. Gives what puts it back. */
  pretend(incident: string, patch: Partial<QueueRow>): () => void {
    const rows = this.#rows;
    const before = rows.row(incident);
    if (!before) return () => {};
    const pretended = { ...before, ...patch };
    rows.put(pretended);
    return () => {
      if (rows.row(incident) === pretended) rows.put(before);
    };
  }

  freeze(isFrozen: boolean): void {
    this.#isFrozen = isFrozen;
    if (!isFrozen) this.update();
  }

  /** Puts everything where it belongs. */
  update(): void {
    for (const incident of this.#moved) {
      const row = this.#rows.row(incident);
      if (row) this.#place(row, this.#rows.indexOf(incident) >= 0, this.#belongs(row));
    }
    this.#moved.clear();
  }

  /** What lies beyond the last page comes with its own. */
  #belongs(row: QueueRow): boolean {
    const { order, next } = this.#rows;
    const last = this.#places.get(order.at(-1) ?? '');
    const isWithin = next === null || (!!last && compare(this.#rule.placeOf(row), last) <= 0);
    return isWithin && this.#rule.isIn(row);
  }

  #place(row: QueueRow, isShown: boolean, belongs: boolean): void {
    const { incident } = row;
    const rows = this.#rows;
    const order = isShown ? rows.order.filter((each) => each !== incident) : [...rows.order];
    this.#places.delete(incident);
    if (belongs) {
      const place = this.#rule.placeOf(row);
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
    if (isShown !== belongs) rows.total += belongs ? 1 : -1;
    rows.setOrder(order);
  }
}
