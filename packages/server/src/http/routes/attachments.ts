import type { Context } from 'hono';
import { type Attachment, isPicture } from '../../domain/attachments/attachment.ts';
import { fromReference } from '../../domain/incident/reference.ts';
import {
  attachmentInput,
  notFound,
  readAttachment,
  readLinked,
} from '../../operations/attachments/read-attachment.ts';
import { requestInfo } from '../request-info.ts';
import type { Services } from '../services.ts';
import type { GuardedRoute, OpenRoute, Route } from './route.ts';

/** A file of a report or a note, to whoever bears a token or a receipt. */
const attachment: GuardedRoute = {
  method: 'GET',
  path: '/attachments/:incident/:entry/:file',
  permission: 'attachment:read',
  async handle(context, services, caller) {
    const operation = services.contextFor(requestInfo(context), caller);
    return send(await readAttachment(operation, inputOf(context)), services);
  },
};

/** The same by an address that was signed, for who may see it: that is what it takes instead of a permission. */
const linked: OpenRoute = {
  method: 'GET',
  path: '/files/:incident/:entry/:file',
  permission: 'public',
  async handle(context, services) {
    const { audience, expires, signature = '' } = context.req.query();
    if (audience !== 'desk' && audience !== 'public') throw notFound();
    const input = inputOf(context);
    const incident = fromReference(input.incident) ?? 0;
    const link = { ...input, incident, audience, expiresAt: Number(expires) } as const;
    return send(await readLinked(services, link, signature), services);
  },
};

export const attachments: Route[] = [attachment, linked];

function inputOf(context: Context) {
  const { incident, entry, file } = context.req.param();
  const input = attachmentInput.safeParse({ incident, entry: Number(entry), file: Number(file) });
  if (input.success) return input.data;
  throw notFound();
}

async function send(attachment: Attachment, services: Services): Promise<Response> {
  const bytes = await services.attachments.blobs.get(attachment.digest);
  if (bytes) return new Response(bytes, { headers: headersFor(attachment) });
  services.log.error({ digest: attachment.digest }, 'the bytes of an attachment are missing');
  throw notFound();
}

/** Nothing of it runs, loads or sends anything, also when it is opened by itself. */
function headersFor({ name, type, size }: Attachment): Record<string, string> {
  const shown = isPicture(type) ? 'inline' : 'attachment';
  return {
    'content-type': type,
    'content-length': String(size),
    'content-disposition': `${shown}; filename="${plain(name)}"; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  };
}

/** For programs that do not know the other form (RFC 6266). */
function plain(name: string): string {
  return name.replace(/[^\w .()-]/g, '_');
}

/** As RFC 8187 has it. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
