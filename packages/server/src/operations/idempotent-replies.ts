import { createHash } from 'node:crypto';
import type { Prefetch, Transaction } from '../store/port/store.ts';
import type { OperationContext } from './context.ts';

interface KeyedCommand<T> {
  name: string;
  key: string | undefined;
  /** All that was sent, as it was understood. */
  input: object;
  /** Whether a reply is to a command that said the same. */
  isReplyTo?(transaction: Transaction, reply: T): Promise<boolean>;
}

interface Place {
  scope: string;
  key: string;
}

/**
 * Runs a command at most once for a key. The second time it gets the first one's reply, whatever else
 * it says: only a sender that has no reply sends a key again. For visitors nobody knows, that holds for
 * what says the same. The reply is kept in the same transaction as what the command wrote. Without a key
 * the command simply runs.
 */
export async function replyOnce<T>(
  context: OperationContext,
  transaction: Transaction,
  command: KeyedCommand<T>,
  run: () => Promise<T>,
): Promise<T> {
  const [place, before] = placesOf(context, command);
  if (!place) return run();
  const kept = await transaction.replies.get(place.scope, place.key);
  if (kept !== null) return JSON.parse(kept) as T;
  if (before) {
    const earlier = await transaction.replies.get(before.scope, before.key);
    const said: T | null = earlier === null ? null : JSON.parse(earlier);
    if (said !== null && (await command.isReplyTo?.(transaction, said))) return said;
  }
  const reply = await run();
  await transaction.replies.keep(place.scope, place.key, JSON.stringify(reply), context.now());
  return reply;
}

/** What `replyOnce` will ask, for the store to ask it together with what others will. */
export function prefetchReply<T>(context: OperationContext, command: KeyedCommand<T>): Prefetch {
  return { replies: placesOf(context, command) };
}

/**
 * Where a reply is kept, and where version 0.1.0 kept it if that is another place. Keys belong to whoever
 * sent them: nobody learns another's reply by guessing one.
 */
function placesOf<T>({ caller }: OperationContext, { name, key, input }: KeyedCommand<T>): Place[] {
  if (key === undefined) return [];
  // Somebody is the same person in another role; who is nobody is at least of one kind.
  const who = caller.id ?? caller.role;
  const scope = [name, caller.site?.key, who, caller.receiptFor].join('|');
  const before = { scope, key };
  return caller.role === 'anonymous' ? [{ scope, key: secretOf(key, input) }, before] : [before];
}

/**
 * What only one visitor has, where nobody knows who they are: their key together with all that they sent.
 * A digest, so that the kept row gives away neither, and what was erased cannot be guessed from it
 * without the key. A key that begins with when it was made, as the elements' do, is kept in that order: those
 * of one moment come to the same page of the index, where each would have one of its own.
 */
function secretOf(key: string, input: object): string {
  const [, madeAt = ''] = ofElements.exec(key) ?? ofVersion7.exec(key) ?? [];
  const digest = createHash('sha256')
    .update(JSON.stringify([key, input]))
    .digest('base64url');
  return madeAt + digest;
}

/** The time in milliseconds, as hexadecimal digits, then twenty that are random. */
const ofElements = /^(0[0-9a-f]{11})[0-9a-f]{20}$/;

/** A UUID of version 7, RFC 9562: its first 48 bits are the milliseconds since 1970. */
const ofVersion7 = /^([0-9a-f]{8}-[0-9a-f]{4}-)7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
