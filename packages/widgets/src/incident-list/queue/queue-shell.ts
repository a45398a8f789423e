import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { ListHost, ListModel } from '../list-view.ts';
import type { ColumnName } from './queue-columns.ts';
import type { QueueData } from './queue-data.ts';
import type { QueuePart, QueueWords } from './queue-model.ts';
import type { QueueWindow } from './queue-window.ts';

/** What is drawn around the rows once somebody can work with them. */
export interface DeskParts {
  readonly words: QueueWords;
  /** What a screen reader is told of the last filter. */
  readonly told: string;
  readonly panel: QueuePart | undefined;
  readonly keys: QueuePart | undefined;
  /** In place of the search, while rows are selected. */
  selectionBar(): unknown;
  underBar(): unknown;
  notices(model: ListModel): unknown;
  emptyByFilter(): unknown;
}

/** A queue as it is before anybody can work in it. */
export interface QueueShell {
  readonly host: ListHost;
  readonly data: QueueData;
  readonly window: QueueWindow;
  columns: readonly ColumnName[];
  /** Undefined until they have come. */
  readonly words: QueueMessages | undefined;
  readonly root: ShadowRoot;
  readonly desk: DeskParts | undefined;
  /** Draws the rows that are seen, and nothing else. */
  draw(): void;
}
