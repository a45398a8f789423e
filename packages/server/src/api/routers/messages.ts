import { limits } from '../../domain/limits.ts';
import { listMessages, listMessagesInput } from '../../operations/messages/list-messages.ts';
import { sendAgain, sendAgainInput } from '../../operations/messages/send-again.ts';
import {
  previewMessage,
  previewMessageInput,
  testTarget,
  testTargetInput,
} from '../../operations/messages/try-target.ts';
import { procedure, router } from '../trpc.ts';

export const messages = router({
  list: procedure('message:read')
    .input(listMessagesInput)
    .query(({ ctx, input }) => listMessages(ctx, input)),
  preview: procedure('message:read')
    .input(previewMessageInput)
    .query(({ ctx, input }) => previewMessage(ctx, input)),
  sendAgain: procedure('message:send')
    .input(sendAgainInput)
    .mutation(({ ctx, input }) => sendAgain(ctx, input)),
  // It waits for another server.
  test: procedure('message:send', limits.batch / 4)
    .input(testTargetInput)
    .mutation(({ ctx, input }) => testTarget(ctx, input)),
});
