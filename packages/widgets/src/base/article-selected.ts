declare global {
  interface GlobalEventHandlersEventMap {
    /** Somebody chose an article. */
    'article-selected': CustomEvent<ArticleSelection>;
  }
}

export interface ArticleSelection {
  /** The reference of the article, e.g. "KB-7"; "new" for one that is to be written. */
  article: string;
}
