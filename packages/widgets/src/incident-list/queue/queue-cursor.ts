import type { ListHost } from '../list-view.ts';
import type { QueueRows } from './queue-rows.ts';
import type { QueueWindow } from './queue-window.ts';

/** Where the keyboard is in a queue: on a row, or in one of its cells. Kept by incident, so that it moves with it. */
export class QueueCursor {
  readonly #host: ListHost;
  readonly #rows: QueueRows;
  readonly #window: QueueWindow;
  #incident: string | undefined;
  /** Which cell; null for the row itself. */
  #cell: number | null = null;
  /** Where it was last: what is there then takes its place when the row is gone. */
  #index = 0;

  constructor(host: ListHost, rows: QueueRows, window: QueueWindow) {
    this.#host = host;
    this.#rows = rows;
    this.#window = window;
  }

  /** The row that takes the focus; -1 while there is none. */
  get index(): number {
    const at = this.#rows.indexOf(this.#incident);
    if (at >= 0) this.#index = at;
    else this.#incident = undefined;
    return Math.min(this.#index, this.#rows.order.length - 1);
  }

  get incident(): string | undefined {
    return this.#rows.order[this.index];
  }

  get cell(): number | null {
    return this.#cell;
  }

  /** Without moving the focus. */
  put(incident: string | undefined): void {
    this.#incident = incident;
    this.#cell = null;
    void this.index;
  }

  toStart(): void {
    this.#incident = undefined;
    this.#cell = null;
    this.#index = 0;
  }

  /** Moves the focus to a row, or to the same cell of it. */
  async moveTo(index: number, cell = this.#cell): Promise<void> {
    const { order } = this.#rows;
    const at = Math.max(0, Math.min(index, order.length - 1));
    this.#incident = order[at];
    this.#index = at;
    this.#cell = cell;
    this.#window.reveal(at);
    await this.focus();
  }

  /** Moves the focus along the cells of the row; before the first is the row itself. */
  async moveCell(by: 1 | -1, count: number): Promise<void> {
    const cell = (this.#cell ?? -1) + by;
    const next = cell < 0 ? null : Math.min(cell, count - 1);
    await this.moveTo(this.index, next);
  }

  /** Takes the focus to where the cursor is, as soon as that is drawn. */
  async focus(): Promise<void> {
    const { incident } = this;
    if (!incident) return this.#host.focusOn('.grid');
    const row = `[data-incident="${incident}"]`;
    const cell = this.#cell === null ? '' : ` > :nth-child(${this.#cell + 1})`;
    await this.#host.focusOn(row + cell);
  }
}
