import type { MiddlewareHandler } from 'hono';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';

/**
 * Refuses bodies over the limit, before reading them where they say how long they are.
 *
 * Hono's own middleware copies the request with `new Request(request)`, which the request of
 * \@hono/node-server does not survive unless the global Request is replaced.
 */
export const limitBody: MiddlewareHandler = async (context, next) => {
  const request = context.req.raw;
  const length = request.headers.get('content-length');
  if (length !== null) {
    if (Number(length) > limits.bodyBytes) throw tooLarge();
  } else if (request.method !== 'GET' && request.method !== 'HEAD' && request.body) {
    const { url, method, headers } = request;
    context.req.raw = new Request(url, { method, headers, body: await readAtMost(request.body) });
  }
  await next();
};

async function readAtMost(body: ReadableStream<Uint8Array>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > limits.bodyBytes) throw tooLarge();
    parts.push(new Uint8Array(part));
  }
  return new Blob(parts);
}

function tooLarge(): KitError {
  return new KitError(
    'body-too-large',
    `The request is larger than ${limits.bodyBytes / 1024} KiB. Shorten what you send.`,
    { details: { maxBytes: limits.bodyBytes } },
  );
}
