declare global {
  interface GlobalEventHandlersEventMap {
    /** Somebody has changed the problem, from this element. */
    'problem-changed': CustomEvent<ProblemChangedDetail>;
  }
}

export interface ProblemChangedDetail {
  /** Its reference, as in "PRB-7". */
  problem: string;
  state: 'open' | 'known-error' | 'resolved' | 'closed';
}
