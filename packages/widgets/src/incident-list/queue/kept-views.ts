import type { KitApi } from '../../client/api.ts';

/** The views that there are, as the server has them: the desk's, and one's own. */
export type ViewsAnswer = Awaited<ReturnType<KitApi['views']['list']['query']>>;
export type SavedView = ViewsAnswer['own'][number];

/** The views of a queue, as what changes one's own knows them. */
export interface KeptViews {
  /** One's own, the oldest first. */
  readonly own: readonly SavedView[];
  /** The one that is shown, with its order and columns. */
  readonly current: SavedView | undefined;
  /** One's own that was chosen, and differs from what is shown. */
  readonly changed: SavedView | undefined;
  /** Takes the views as the server has them. */
  take(answer: ViewsAnswer): void;
}

/** What keeps and changes views of one's own, once it was opened. */
export interface ViewsEditor {
  template(): unknown;
  /** Takes the focus. */
  begin(): Promise<void>;
}
