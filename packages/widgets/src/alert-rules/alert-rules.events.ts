declare global {
  interface GlobalEventHandlersEventMap {
    /** Other rules for alerts were put in force from this element. */
    'alert-rules-published': CustomEvent<AlertRulesPublishedDetail>;
  }
}

export interface AlertRulesPublishedDetail {
  /** The number of the version that is in force now. */
  version: number;
}
