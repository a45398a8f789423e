import type { Transaction } from '../store/store.ts';
import type { OperationContext } from './context.ts';

/**
 * Runs a command at most once for a key. The second time it is answered with the first one's answer,
 * whatever else it says: only a sender that has no answer sends a key again. The answer is kept in
 * the same transaction as what the command wrote. Without a key the command simply runs.
 */
export async function answerOnce<T>(
  context: OperationContext,
  transaction: Transaction,
  command: { name: string; key: string | undefined },
  run: () => Promise<T>,
): Promise<T> {
  if (command.key === undefined) return run();
  const { caller } = context;
  // Keys belong to whoever sent them: nobody learns another person's answer by guessing a key.
  const scope = [command.name, caller.site?.key, caller.role, caller.id, caller.receiptFor].join(
    '|',
  );
  const kept = await transaction.answer(scope, command.key);
  if (kept !== null) return JSON.parse(kept) as T;
  const answer = await run();
  await transaction.keepAnswer(scope, command.key, JSON.stringify(answer), context.now());
  return answer;
}
