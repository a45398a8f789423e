import { createHash } from 'node:crypto';
import { KitError } from '../../domain/errors.ts';
import type { Upload } from '../../store/port/uploads.ts';
import type { OperationContext } from '../context.ts';
import { DamagedPicture } from './pictures/orientation.ts';
import { stripMetadata } from './pictures/strip-metadata.ts';
import { typeOf } from './type-of.ts';
import { fileTooLarge, findUpload, goneNow, toUploadAnswer, type UploadAnswer } from './upload.ts';

export interface Part {
  /** Where in the file it begins, bytes. */
  offset: number;
  /** How long it says that it is; null when it does not. */
  length: number | null;
  body: AsyncIterable<Uint8Array> | null;
}

/**
 * Takes a part of a file. What arrives until it breaks off stays; with the last byte the file is looked at and made
 * ready. An empty part at the end asks for that once more.
 * @throws KitError `upload-not-found`, `upload-offset-wrong`, `file-too-large`, `file-refused`, `scanner-unavailable`
 */
export async function appendToUpload(
  context: OperationContext,
  id: string,
  { offset, length, body }: Part,
): Promise<UploadAnswer> {
  const upload = await findUpload(context, id);
  const { attachments } = context;
  const { blobs } = attachments;
  if (upload.state === 'ready') return toUploadAnswer(upload, upload.size);
  return attachments.sendTo(id, async (signal) => {
    const there = await blobs.lengthOf(id);
    if (offset !== there) throw wrongOffset(there);
    const left = upload.size - there;
    if (length !== null && length > left) throw fileTooLarge(upload.size);
    if (body && left > 0) await blobs.append(id, offset, bounded(body, left, upload.size, signal));
    const end = await blobs.lengthOf(id);
    if (end < upload.size) return toUploadAnswer(upload, end);
    const ready = await attachments.whenFree(() => makeReady(context, upload));
    return toUploadAnswer(ready, upload.size);
  });
}

function wrongOffset(offset: number): KitError {
  return new KitError(
    'upload-offset-wrong',
    `The server has the first ${offset} bytes. Go on from there.`,
    { details: { offset } },
  );
}

/** What arrives, as long as it is no more than was announced and nobody else goes on with it. */
async function* bounded(
  body: AsyncIterable<Uint8Array>,
  left: number,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const parts = body[Symbol.asyncIterator]();
  const stopped = new Promise<never>((_, reject) => {
    const stop = () =>
      reject(
        new KitError('upload-offset-wrong', 'Somebody else goes on.', { details: { offset: 0 } }),
      );
    signal.addEventListener('abort', stop, { once: true });
  });
  stopped.catch(() => undefined);
  let rest = left;
  try {
    for (;;) {
      const { done, value } = await Promise.race([parts.next(), stopped]);
      if (done) return;
      if (value.byteLength > rest) throw fileTooLarge(size);
      rest -= value.byteLength;
      yield value;
    }
  } finally {
    // Not waited for: whoever has stopped sending does not answer.
    parts.return?.().catch(() => undefined);
  }
}

async function makeReady(context: OperationContext, upload: Upload): Promise<Upload> {
  const { attachments, store } = context;
  const { blobs } = attachments;
  const sent = await blobs.readUpload(upload.id);
  await assertClean(context, upload, sent);
  const type = await typeOf(sent);
  const bytes = await stripped(context, upload, sent, type);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const kept: Upload = { ...upload, type, digest, size: bytes.byteLength };
  // It is said that the bytes are needed before it is looked whether they are there: see `releaseBytes`.
  await store.write((transaction) => transaction.uploads.keep({ ...kept, state: 'storing' }));
  if (!(await blobs.has(digest))) await blobs.put(digest, bytes);
  const ready: Upload = { ...kept, state: 'ready' };
  await store.write(async (transaction) => {
    const now = await transaction.uploads.get(upload.id);
    if (now?.state === 'storing') await transaction.uploads.keep(ready);
  });
  await blobs.removeUpload(upload.id);
  return ready;
}

async function assertClean(
  context: OperationContext,
  upload: Upload,
  bytes: Uint8Array,
): Promise<void> {
  const { scanner, settings } = context.attachments;
  if (!scanner) return;
  let found: string | null;
  try {
    found = await scanner.scan(bytes);
  } catch (cause) {
    if (settings.scanner?.whenDown === 'accept') return;
    throw new KitError(
      'scanner-unavailable',
      'Files cannot be checked for viruses at the moment. Try again in a few minutes, or send without the file.',
      { cause },
    );
  }
  if (found === null) return;
  await forget(context, upload);
  throw new KitError(
    'file-refused',
    `“${upload.name}” was refused: the virus scanner found ${found} in it.`,
    { details: { why: 'infected', name: found } },
  );
}

async function stripped(
  context: OperationContext,
  upload: Upload,
  bytes: Uint8Array,
  type: string,
): Promise<Uint8Array> {
  try {
    return stripMetadata(bytes, type);
  } catch (cause) {
    if (!(cause instanceof DamagedPicture)) throw cause;
    await forget(context, upload);
    throw new KitError(
      'file-refused',
      `The picture “${upload.name}” is damaged, so that it cannot be freed of what its camera says of the place. ` +
        'Save it anew, or take a screenshot of it.',
      { details: { why: 'damaged-picture' }, cause },
    );
  }
}

async function forget({ store, now }: OperationContext, upload: Upload): Promise<void> {
  await store.write((transaction) => transaction.uploads.keep(goneNow(upload, now())));
}
