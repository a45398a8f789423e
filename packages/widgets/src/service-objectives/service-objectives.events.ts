declare global {
  interface GlobalEventHandlersEventMap {
    /** Other objectives were put in force from this element. */
    'objectives-published': CustomEvent<ObjectivesPublishedDetail>;
  }
}

export interface ObjectivesPublishedDetail {
  /** The number of the version that is in force now. */
  version: number;
}
