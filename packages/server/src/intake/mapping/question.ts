export interface MappingQuestion {
  mapping: string;
  /** JSON. */
  input: string;
}

/** What a mapping has made, as JSON, or why it made nothing. */
export type MappingAnswer = { made: string } | { problem: string };
