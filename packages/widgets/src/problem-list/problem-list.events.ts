declare global {
  interface GlobalEventHandlersEventMap {
    /**
     * Somebody chose a problem, or has opened one. Cancelable: then a link is not followed, and a page does with it what
     * it likes.
     */
    'problem-selected': CustomEvent<ProblemSelection>;
  }
}

export interface ProblemSelection {
  /** Its reference, as in "PRB-7". */
  problem: string;
  /** Whether it was opened just now. */
  isNew: boolean;
}
