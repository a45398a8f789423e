import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** The bytes of a secret as Standard Webhooks writes it: base64, with or without `whsec_` before it. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
}

/** One by each secret, separated by spaces: the other side knows one of two while they are changed. */
export function signaturesOf(
  secrets: readonly string[],
  { id, seconds, body }: { id: string; seconds: number; body: string },
): string {
  const signed = `${id}.${seconds}.${body}`;
  return secrets
    .map((secret) => {
      const hash = createHmac('sha256', secretBytes(secret)).update(signed).digest('base64');
      return `v1,${hash}`;
    })
    .join(' ');
}
