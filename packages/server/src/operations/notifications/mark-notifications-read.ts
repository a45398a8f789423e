import { z } from 'zod';
import {
  inboxOf,
  mostUnread,
  type ReadState,
  readOne,
  readUntil,
} from '../../domain/escalation/inbox.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { ownerOf } from '../personal/owner.ts';
import { readStateId, readStateOf, unreadOf } from './read-state.ts';

export const markNotificationReadInput = z.strictObject({
  /** The `seq` of its entry. */
  notification: z.int().min(1),
});

export const markAllNotificationsReadInput = z.strictObject({
  /** The `seq` of the newest that was shown: what has come since stays unread. */
  until: z.int().min(0),
});

export interface UnreadAnswer {
  /** How many of one's newest notifications are unread. */
  unread: number;
}

/**
 * Takes down that the caller has read a notification; one that is not theirs, or is old, changes nothing.
 * @throws KitError `sign-in-required`
 */
export async function markNotificationRead(
  context: OperationContext,
  { notification }: z.output<typeof markNotificationReadInput>,
): Promise<UnreadAnswer> {
  return change(context, async (transaction, state) => {
    const { teams } = await transaction.documents.rules();
    const inbox = inboxOf(teams.document, context.caller.id ?? '');
    const newest = await transaction.notifications.seqsFor(inbox, null, mostUnread);
    return readOne(state, notification, newest);
  });
}

/**
 * Takes down that the caller has read all notifications up to one. What was read stays so.
 * @throws KitError `sign-in-required`
 */
export async function markAllNotificationsRead(
  context: OperationContext,
  { until }: z.output<typeof markAllNotificationsReadInput>,
): Promise<UnreadAnswer> {
  // Nobody has read what is still to come.
  return change(context, async ({ log }, state) =>
    readUntil(state, Math.min(until, await log.lastSeq())),
  );
}

async function change(
  context: OperationContext,
  next: (transaction: Transaction, state: ReadState) => Promise<ReadState>,
): Promise<UnreadAnswer> {
  const owner = ownerOf(context);
  const { caller, store } = context;
  return store.write(async (transaction) => {
    const before = await readStateOf(transaction, owner);
    const state = await next(transaction, before);
    if (state !== before) {
      const value = JSON.stringify(state);
      await transaction.personal.keep(owner, 'told', readStateId, value, context.now());
    }
    const { teams } = await transaction.documents.rules();
    const inbox = inboxOf(teams.document, caller.id ?? '');
    return { unread: (await unreadOf(transaction, inbox, state, caller)).size };
  });
}
