import { keepForTab, keptForTab } from '../base/kept-for-tab.ts';
import { mergeFields } from '../editing/three-way.ts';

/** What is typed of an article. */
export interface ArticleText {
  title: string;
  body: string;
  language: string;
  reason: string;
}

/** What it is filed under; null for nothing. */
export interface ArticlePlace {
  service: string | null;
  category: string | null;
}

type Values = ArticleText & ArticlePlace;

/** What of an article two can write at once. */
export type ArticleContent = Omit<Values, 'reason'>;

/** What is kept of it. */
interface Kept {
  values?: Partial<Values>;
  began?: Partial<Values>;
  basedOn?: unknown;
}

const texts = ['title', 'body', 'language', 'reason'] as const;
const places = ['service', 'category'] as const;

/**
 * What somebody writes of an article, from what it says to what they save: it is kept for as long as the tab is there,
 * also when the page is loaded again, until it is saved or they say that it is to be discarded.
 */
export class ArticleDraft {
  readonly #name: string;
  /** What the article says. */
  #article: Readonly<Values>;
  #version: number;
  /** What it said in the version that was seen last: what is written differs from that. */
  #began: Readonly<Values>;
  values: Values;
  /** The version that was seen last. */
  basedOn: number;
  /** Whether it was written before the form was opened. */
  isTakenUp = false;

  /**
   * @param name - under which it is kept; empty for not at all
   * @param article - what the article says
   * @param version - of the article
   */
  constructor(name: string, article: Values, version: number) {
    this.#name = name;
    this.#article = this.#began = article;
    this.#version = version;
    this.values = { ...article };
    this.basedOn = version;
    this.#takeUp(keptForTab(name) as Kept | null);
  }

  get isChanged(): boolean {
    return [...texts, ...places].some((each) => this.values[each] !== this.#began[each]);
  }

  write(some: Partial<Values>): void {
    Object.assign(this.values, some);
    this.keep();
  }

  keep(): void {
    const { values, basedOn } = this;
    keepForTab(this.#name, this.isChanged ? { values, basedOn, began: this.#began } : null);
  }

  /** It is saved: what is typed stays where it is shown. */
  forget(): void {
    keepForTab(this.#name, null);
  }

  /** It is what the article says again. */
  discard(): void {
    this.#began = this.#article;
    this.values = { ...this.#article };
    this.basedOn = this.#version;
    this.isTakenUp = false;
    this.forget();
  }

  /**
   * What this writer did not touch becomes theirs; what both changed stays as it is written here.
   * @returns how they have that
   */
  merge(theirs: ArticleContent, version: number): Partial<ArticleContent> {
    const article = { ...theirs, reason: '' };
    const { reason } = this.values;
    const { values, both } = mergeFields<Values>(
      this.#began,
      { ...this.values, reason: '' },
      article,
    );
    this.values = { ...values, reason };
    this.#article = this.#began = article;
    this.basedOn = this.#version = version;
    this.keep();
    return both;
  }

  #takeUp(kept: Kept | null): void {
    const { values, began, basedOn } = kept ?? {};
    if (!values || typeof basedOn !== 'number') return;
    this.values = textsIn(values, this.#article);
    this.isTakenUp = this.isChanged;
    if (!this.isTakenUp) return;
    // Whoever saves it is shown what was changed since they began.
    this.basedOn = basedOn;
    this.#began = textsIn(began ?? {}, this.#article);
  }
}

/** What is kept may be of another version of this, or anybody's. */
function textsIn(kept: Partial<Values>, otherwise: Values): Values {
  const all = { ...otherwise };
  for (const each of texts) {
    const value = kept[each];
    if (typeof value === 'string') all[each] = value;
  }
  for (const each of places) {
    const value = kept[each];
    if (typeof value === 'string' || value === null) all[each] = value;
  }
  return all;
}
