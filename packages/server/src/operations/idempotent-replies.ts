import type { Prefetch, Transaction } from '../store/store.ts';
import type { OperationContext } from './context.ts';

interface KeyedCommand {
  name: string;
  key: string | undefined;
}

/**
 * Runs a command at most once for a key. The second time it gets the first one's reply, whatever else
 * it says: only a sender that has no reply sends a key again. The reply is kept in the same
 * transaction as what the command wrote. Without a key the command simply runs.
 */
export async function replyOnce<T>(
  context: OperationContext,
  transaction: Transaction,
  command: KeyedCommand,
  run: () => Promise<T>,
): Promise<T> {
  if (command.key === undefined) return run();
  const scope = scopeOf(context, command);
  const kept = await transaction.replies.get(scope, command.key);
  if (kept !== null) return JSON.parse(kept) as T;
  const reply = await run();
  await transaction.replies.keep(scope, command.key, JSON.stringify(reply), context.now());
  return reply;
}

/** What `replyOnce` will ask, for the store to ask it together with what others will. */
export function prefetchReply(context: OperationContext, command: KeyedCommand): Prefetch {
  const { key } = command;
  return key === undefined ? {} : { reply: { scope: scopeOf(context, command), key } };
}

/** Keys belong to whoever sent them: nobody learns another person's reply by guessing a key. */
function scopeOf({ caller }: OperationContext, { name }: KeyedCommand): string {
  // Somebody is the same person in another role; who is nobody is at least of one kind.
  const who = caller.id ?? caller.role;
  return [name, caller.site?.key, who, caller.receiptFor].join('|');
}
