declare global {
  interface GlobalEventHandlersEventMap {
    /** The matrix in force was replaced from this element. `version` counts from 1. */
    'matrix-published': CustomEvent<MatrixPublishedDetail>;
  }
}

export interface MatrixPublishedDetail {
  version: number;
}
