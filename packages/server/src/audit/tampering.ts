import type { StoredEvent } from '../store/port/log.ts';

export type TamperingKind =
  | 'edited'
  | 'hash-replaced'
  | 'removed'
  | 'reordered'
  | 'inserted'
  /** The text beside an event: another than was written, gone without a record, back after an erasure. */
  | 'text-edited'
  | 'text-removed'
  | 'text-restored'
  /** The hashes fit, but the events of a stream are not numbered 1, 2, 3. */
  | 'stream-broken'
  | 'tail-cut'
  /** The row or line that says where the log ends, and the last event, contradict each other. */
  | 'head-changed'
  /** Every hash fits, but it is not the log that was exported. */
  | 'rewritten'
  | 'signature-wrong'
  /** The database is damaged where the log goes on. */
  | 'unreadable';

/** The first thing that is wrong with a log. */
export interface Tampering {
  kind: TamperingKind;
  /** Position in the log. */
  seq: number;
  /** Null where nobody can tell any more. */
  stream: string | null;
  type: string | null;
  /** What it is, for people. */
  sentence: string;
}

/** @param rest follows the name of the event in the sentence */
export function tampered(
  kind: TamperingKind,
  event: Pick<StoredEvent, 'seq' | 'stream' | 'type'>,
  rest: string,
): Tampering {
  const { seq, stream, type } = event;
  return { kind, seq, stream, type, sentence: `Event ${nameOf(event)} ${rest}` };
}

export function nameOf({
  seq,
  stream,
  type,
}: Pick<StoredEvent, 'seq' | 'stream' | 'type'>): string {
  return `${seq} (${stream}, ${type})`;
}
