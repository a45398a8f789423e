import type { Context } from 'hono';
import { KitError } from '../../domain/errors.ts';
import { appendToUpload } from '../../operations/attachments/append-to-upload.ts';
import {
  cancelUpload,
  createUpload,
  createUploadInput,
  readUpload,
  type UploadAnswer,
  uploadId,
} from '../../operations/attachments/upload.ts';
import type { OperationContext } from '../../operations/context.ts';
import { requestInfo } from '../request-info.ts';
import type { GuardedRoute } from './route.ts';

type Work = (context: Context, operation: OperationContext) => Promise<Response>;

/**
 * Files that are sent for a report or a note: announced, then sent from an offset on, as often as it takes. `HEAD`
 * tells how far it came.
 */
export const uploads: GuardedRoute[] = [
  route('POST', '/uploads', async ({ req }, operation) => {
    const input = createUploadInput.parse(await readJson(req.raw));
    const upload = await createUpload(operation, input);
    return answer(upload, 201, { location: `/uploads/${upload.id}` });
  }),
  route('GET', '/uploads/:id', async (context, operation) =>
    answer(await readUpload(operation, idOf(context))),
  ),
  route('PATCH', '/uploads/:id', async (context, operation) => {
    const { headers, body } = context.req.raw;
    const length = headers.get('content-length');
    const part = {
      offset: offsetOf(headers.get('upload-offset')),
      length: length === null ? null : Number(length),
      body,
    };
    return answer(await appendToUpload(operation, idOf(context), part));
  }),
  route('DELETE', '/uploads/:id', async (context, operation) => {
    await cancelUpload(operation, idOf(context));
    return new Response(null, { status: 204 });
  }),
];

function route(method: GuardedRoute['method'], path: string, work: Work): GuardedRoute {
  return {
    method,
    path,
    permission: 'attachment:upload',
    handle: (context, services, caller) =>
      work(context, services.contextFor(requestInfo(context), caller)),
  };
}

function answer(upload: UploadAnswer, status = 200, headers: Record<string, string> = {}) {
  return Response.json(upload, {
    status,
    headers: {
      'upload-offset': String(upload.offset),
      'upload-length': String(upload.size),
      'access-control-expose-headers': 'location, upload-offset, upload-length',
      ...headers,
    },
  });
}

function idOf(context: Context): string {
  const id = uploadId.safeParse(context.req.param('id'));
  if (id.success) return id.data;
  throw new KitError(
    'upload-not-found',
    'A file that you attached is not there any more. Remove it and attach it again.',
  );
}

function offsetOf(header: string | null): number {
  if (header !== null && /^\d{1,15}$/.test(header)) return Number(header);
  throw new KitError('malformed-request', 'Say in Upload-Offset where the part begins, in bytes.');
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new KitError('malformed-request', 'The request is not valid JSON.', { cause });
  }
}
