import { BlobFolder } from '../../packages/server/src/blobs/folder.ts';
import { attachmentSettingsSchema } from '../../packages/server/src/blobs/settings.ts';
import { Attachments } from '../../packages/server/src/operations/attachments/attachments.ts';

/** For whoever attaches nothing. */
export const noAttachments = new Attachments(attachmentSettingsSchema.parse({ enabled: false }), {
  blobs: new BlobFolder('/nowhere'),
  scanner: null,
  secret: 'of nobody',
});
