import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { assertMay, type Caller } from '../../access/caller.ts';
import { assertReceiptOpens } from '../../access/receipt-end.ts';
import { type Attachment, isPicture } from '../../domain/attachments/attachment.ts';
import { KitError } from '../../domain/errors.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { Upload } from '../../store/port/uploads.ts';
import type { OperationContext } from '../context.ts';
import { text } from '../input.ts';

export const createUploadInput = z.strictObject({
  name: z.preprocess(
    // Some browsers say the folder as well.
    (name) => (typeof name === 'string' ? name.replace(/^.*[\\/]/s, '') : name),
    text('the name of the file', { min: 1, max: 200 }),
  ),
  /** Bytes. */
  size: z.int('Say how many bytes the file has.').min(1, 'This file is empty. Choose another.'),
});

/** The id of an upload, as `create` gives it. */
export const uploadId = z.string().regex(/^[\w-]{24}$/, 'This is no id of an upload.');

/** Ids of uploads, for what they are attached to. */
export const uploadIds = z.array(uploadId).max(50).optional();

export interface UploadAnswer {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** How much of it is there, bytes. */
  offset: number;
  /** Until when it has to be used, epoch milliseconds. */
  expiresAt: number;
  /** What its bytes say; null until all of it is there and ready to be attached. */
  type: string | null;
  isPicture: boolean;
}

/**
 * Announces a file, of which nothing is there yet.
 * @throws KitError `file-too-large`, `too-many-requests`
 */
export async function createUpload(
  context: OperationContext,
  { name, size }: z.output<typeof createUploadInput>,
): Promise<UploadAnswer> {
  await assertMayUpload(context);
  const { settings } = context.attachments;
  if (size > settings.fileBytes) throw fileTooLarge(settings.fileBytes);
  await context.intake.admitUpload(context);
  const id = randomBytes(18).toString('base64url');
  const expiresAt = context.now() + Math.round(settings.uploadHours * 3_600_000);
  const owner = ownerOf(context.caller);
  const upload: Upload = {
    ...{ id, owner, name, size, expiresAt },
    ...{ type: null, digest: null, state: 'open' },
  };
  await context.store.write(async (transaction) => {
    if ((await transaction.uploads.pendingBytes()) + size > settings.pendingBytes) {
      throw new KitError(
        'too-many-requests',
        'Too many files are waiting to be attached. Try again in a few minutes.',
        { details: { what: 'uploads', retryAfter: 300 } },
      );
    }
    await transaction.uploads.keep(upload);
  });
  return toUploadAnswer(upload, 0);
}

/** @throws KitError `upload-not-found` */
export async function readUpload(context: OperationContext, id: string): Promise<UploadAnswer> {
  const upload = await findUpload(context, id);
  await context.attachments.interrupt(id);
  const isThere = upload.state !== 'open';
  return toUploadAnswer(
    upload,
    isThere ? upload.size : await context.attachments.blobs.lengthOf(id),
  );
}

/**
 * Takes a file back before it is used. What is not there any more is gone already.
 * @throws KitError `upload-not-found`
 */
export async function cancelUpload(context: OperationContext, id: string): Promise<void> {
  await findUpload(context, id);
  await context.attachments.interrupt(id);
  await context.store.write(async (transaction) => {
    const upload = await transaction.uploads.get(id);
    if (upload) await transaction.uploads.keep(goneNow(upload, context.now()));
  });
}

/** The upload, if it is this caller's and there is still time. @throws KitError `upload-not-found` */
export async function findUpload(context: OperationContext, id: string): Promise<Upload> {
  await assertMayUpload(context);
  const upload = await context.store.read((snapshot) => snapshot.uploads.get(id));
  return assertUsable(upload, context.caller, context.now());
}

/**
 * Makes uploads part of what is written in a transaction.
 * @param incident what they are attached to; null for one that is about to be reported
 * @throws KitError `upload-not-found`, `upload-not-finished`, `incident-full`, `invalid-input`
 */
export async function takeUploads(
  context: OperationContext,
  transaction: Transaction,
  ids: readonly string[],
  incident: number | null,
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  assertUploadsTaken(context);
  const { files, incidentBytes } = context.attachments.settings;
  if (ids.length > files) {
    throw new KitError('invalid-input', `Attach at most ${files} files at once.`, {
      fields: [
        {
          path: ['attachments'],
          message: `Attach at most ${files} files at once.`,
          code: 'too-many',
          values: { max: files },
        },
      ],
    });
  }
  const attachments: Attachment[] = [];
  const now = context.now();
  let bytes = incident === null ? 0 : await transaction.attachments.bytesOf(incident);
  for (const id of new Set(ids)) {
    const upload = assertUsable(await transaction.uploads.get(id), context.caller, now);
    const { name, size, type, digest, state } = upload;
    if (state !== 'ready' || type === null || digest === null) {
      throw new KitError('upload-not-finished', `“${name}” has not arrived yet. Wait for it.`, {
        details: { offset: 0, size },
      });
    }
    bytes += size;
    if (bytes > incidentBytes) {
      throw new KitError(
        'incident-full',
        `All files of an incident together may have ${sizeOf(incidentBytes)}. Leave some out.`,
        { details: { maxBytes: incidentBytes } },
      );
    }
    attachments.push({ name, type, size, digest });
    // From here on it is the event that needs the bytes.
    await transaction.uploads.keep({ ...goneNow(upload, now), digest: null });
  }
  return attachments;
}

/** Nothing of it is needed any more, and what is still there is removed soon. */
export function goneNow(upload: Upload, now: number): Upload {
  return {
    ...upload,
    name: '',
    size: 0,
    state: 'gone',
    expiresAt: Math.min(upload.expiresAt, now),
  };
}

export function toUploadAnswer(upload: Upload, offset: number): UploadAnswer {
  const { id, name, size, expiresAt, state } = upload;
  const type = state === 'ready' ? upload.type : null;
  return { id, name, size, offset, expiresAt, type, isPicture: type !== null && isPicture(type) };
}

/** @throws KitError `not-allowed`, `sign-in-required`, `receipt-ended` */
async function assertMayUpload(context: OperationContext): Promise<void> {
  assertUploadsTaken(context);
  const { caller, store } = context;
  const { receiptFor } = caller;
  if (receiptFor === null) return;
  assertReceiptOpens(caller, await store.read(({ incidents }) => incidents.get(receiptFor)));
}

/** @throws KitError `not-allowed`, `sign-in-required` */
function assertUploadsTaken({ caller, attachments }: OperationContext): void {
  assertMay(caller, 'attachment:upload');
  if (!attachments.settings.enabled) {
    throw new KitError('not-allowed', 'Files are not taken here. Describe what they show.', {
      details: { permission: 'attachment:upload' },
    });
  }
}

function assertUsable(upload: Upload | null, caller: Caller, now: number): Upload {
  const isTheirs = upload?.owner === ownerOf(caller);
  if (upload && isTheirs && upload.state !== 'gone' && upload.expiresAt > now) return upload;
  throw new KitError(
    'upload-not-found',
    'A file that you attached is not there any more. Remove it and attach it again.',
  );
}

/** Somebody is the same person in another role. Of visitors, only who has the id knows it. */
function ownerOf({ site, id, role, receiptFor }: Caller): string {
  return JSON.stringify([site?.key ?? null, id ?? role, receiptFor]);
}

export function fileTooLarge(maxBytes: number): KitError {
  return new KitError(
    'file-too-large',
    `A file may have ${sizeOf(maxBytes)} at most. Choose a smaller one.`,
    { details: { maxBytes } },
  );
}

function sizeOf(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 1
    ? `${Math.round(megabytes * 10) / 10} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} kB`;
}
