import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { QueueDeskMessages } from '../../locales/en/queue-desk.ts';
import type { ListHost } from '../list-view.ts';
import type { KeptViews, ViewsEditor } from './kept-views.ts';
import type { ColumnName } from './queue-columns.ts';
import type { QueueCursor } from './queue-cursor.ts';
import type { QueueData } from './queue-data.ts';
import type { FilterName, QueueFilter } from './queue-filter.ts';
import type { QueueAction } from './queue-keys.ts';
import type { QueueMoves } from './queue-moves.ts';
import type { QueueOrder } from './queue-order.ts';
import type { QueuePages } from './queue-pages.ts';
import type { QueueRow } from './queue-rows.ts';
import type { QueueSelection } from './queue-selection.ts';
import type { QueueWindow } from './queue-window.ts';

/** What a queue says, to look at it and to work in it. */
export type QueueWords = QueueMessages & QueueDeskMessages;

/** Something of a queue that comes when it is used. */
export interface QueuePart {
  template(words: QueueWords): unknown;
}

/** A queue, as its parts know it. */
export interface Queue {
  readonly host: ListHost;
  readonly data: QueueData;
  readonly window: QueueWindow;
  readonly cursor: QueueCursor;
  readonly selection: QueueSelection;
  /** Where rows belong as they change. */
  readonly moves: QueueMoves;
  readonly pages: QueuePages;
  readonly words: QueueWords;
  columns: readonly ColumnName[];
  readonly panel: QueuePart | undefined;
  readonly views: QueuePart | undefined;
  readonly bulk: { template(): unknown } | undefined;
  /** Why something that is loaded when it is used has not come. */
  readonly missing: string;
  /** Whether there is less room than a sheet from below needs none of. */
  readonly isNarrow: boolean;
  /** The row that the pointer is on. */
  pointed: string | undefined;
  /** Whether all that can be done to what is selected is shown. */
  showsMore: boolean;
  readonly keys: QueuePart | undefined;
  /** What was refused last, by incident, with why. */
  refused: ReadonlyMap<string, string>;
  /** What a screen reader is told of the last filter: how many there are. */
  readonly told: string;
  /** What teams, people and services are called, by `team:network`, as far as that is known. */
  readonly names: Map<string, string>;

  /** Narrows it to something else, or orders it otherwise. */
  show(filter: QueueFilter, order?: QueueOrder, columns?: readonly ColumnName[]): void;
  setColumns(columns: readonly ColumnName[]): void;
  /** Does so from a button that is gone with the filter. */
  removeFilter(filter: QueueFilter): Promise<void>;
  toggleFilters(): Promise<void>;
  /** What a filter is set to, in words. */
  nameOf(name: FilterName, words: QueueWords): string;
  /** What is done next concerns these: all that are selected, or else the row with the focus. */
  targets(): QueueRow[];
  clearSelection(): void;
  /** Does something to them. */
  act(action: QueueAction): Promise<void>;
  /** Opens what keeps views of one's own; gives nothing, and says so, when it does not come. */
  openViews(views: KeptViews, end: () => void): Promise<ViewsEditor | undefined>;
  /** Loads what does, before it is asked for. */
  loadActions(isAhead?: boolean): Promise<void>;
  /** Opens the row with the focus, to look at it or to write. */
  open(intent: 'open' | 'reply' | 'note'): void;
  updateOrder(): void;
  /** Goes back to the row that was open, or to the next one when that is done with. */
  focus(): void;
  showKeys(shows: boolean): Promise<void>;
  /** Draws the rows that are seen, where nothing else is another. */
  drawRows(): void;
}
