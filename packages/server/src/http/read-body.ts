import { KitError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';

/**
 * A body of unknown length, up to the limit.
 * @throws KitError `body-too-large`
 */
export async function readBody(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > limits.bodyBytes) throw bodyTooLarge();
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.byteLength;
  }
  return whole;
}

export function bodyTooLarge(): KitError {
  return new KitError(
    'body-too-large',
    `The request is larger than ${limits.bodyBytes / 1024} KiB. Shorten what you send.`,
    { details: { maxBytes: limits.bodyBytes } },
  );
}
