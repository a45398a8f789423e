import { attachmentInput, linkAttachment } from '../../operations/attachments/read-attachment.ts';
import { procedure, router } from '../trpc.ts';

export const attachments = router({
  link: procedure('attachment:read')
    .input(attachmentInput)
    .query(({ ctx, input }) => linkAttachment(ctx, input)),
});
