import type { Foreseen, Transaction } from '../store/store.ts';
import type { OperationContext } from './context.ts';

interface KeyedCommand {
  name: string;
  key: string | undefined;
}

/**
 * Runs a command at most once for a key. The second time it is answered with the first one's answer,
 * whatever else it says: only a sender that has no answer sends a key again. The answer is kept in
 * the same transaction as what the command wrote. Without a key the command simply runs.
 */
export async function answerOnce<T>(
  context: OperationContext,
  transaction: Transaction,
  command: KeyedCommand,
  run: () => Promise<T>,
): Promise<T> {
  if (command.key === undefined) return run();
  const scope = scopeOf(context, command);
  const kept = await transaction.answer(scope, command.key);
  if (kept !== null) return JSON.parse(kept) as T;
  const answer = await run();
  await transaction.keepAnswer(scope, command.key, JSON.stringify(answer), context.now());
  return answer;
}

/** What `answerOnce` will ask, for the store to ask it together with what others will. */
export function foreseeAnswer(context: OperationContext, command: KeyedCommand): Foreseen {
  const { key } = command;
  return key === undefined ? {} : { answer: { scope: scopeOf(context, command), key } };
}

/** Keys belong to whoever sent them: nobody learns another person's answer by guessing a key. */
function scopeOf({ caller }: OperationContext, { name }: KeyedCommand): string {
  // Somebody is the same person in another role; who is nobody is at least of one kind.
  const who = caller.id ?? caller.role;
  return [name, caller.site?.key, who, caller.receiptFor].join('|');
}
