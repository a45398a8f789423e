import type { readable } from './recorded.ts';

type Readable = ReturnType<typeof readable>;

/** A recorded answer as it is meant to be today. */
export interface DeliberateChange {
  /** Why the wire could not stay as it was. */
  because: string;
  /** Changes a recorded answer in place. */
  change(exchange: Readable): void;
}

/** Where the wire is deliberately not what it was, and says not only more. */
export const deliberateChanges: DeliberateChange[] = [];
