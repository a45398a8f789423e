/** Which version of the model said something. */
export interface ModelVersion {
  /** Counts up when the same log would make another model. */
  rules: number;
  /** Position in the log of the last answer that it had learned. */
  learnedTo: number;
}
