declare global {
  interface GlobalEventHandlersEventMap {
    /** An article was written, or something was said of it, from this element. */
    'article-changed': CustomEvent<ArticleChangedDetail>;
  }
}

export interface ArticleChangedDetail {
  /** The reference of the article, e.g. "KB-7". */
  article: string;
  version: number;
}
