import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChannelSettings } from '../../access/channels.ts';
import type { Answered } from '../../domain/channels/outgoing.ts';

export type ReplySettings = NonNullable<Extract<ChannelSettings, { kind: 'email' }>['replies']>;

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
/** 130 bits: what stands before the @ has 64 characters at most, and some mail servers make small letters of it. */
const signatureLength = 26;

/** The address that only one mail to one person has: who writes to it had that mail. */
export function replyAddress(
  channel: string,
  { address, secret }: ReplySettings,
  answered: Answered,
): string {
  const at = address.lastIndexOf('@');
  const token = `${answered.seq.toString(36)}-${signatureOf(channel, secret, answered)}`;
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

/** What stands behind the `+` of an address of replies; null for any other. */
export function tokenIn(
  said: string,
  { address }: ReplySettings,
): { seq: number; signature: string } | null {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at)].map((each) =>
    each.toLowerCase(),
  ) as [string, string];
  const to = said.toLowerCase();
  if (!to.startsWith(`${local}+`) || !to.endsWith(domain)) return null;
  const token = to.slice(local.length + 1, to.length - domain.length);
  const [, seq, signature] = /^([0-9a-z]{1,11})-([a-z2-7]{26})$/.exec(token) ?? [];
  if (seq === undefined || signature === undefined) return null;
  return { seq: Number.parseInt(seq, 36), signature };
}

export function isSigned(
  channel: string,
  { secret }: ReplySettings,
  { signature, answered }: { signature: string; answered: Answered },
): boolean {
  const expected = Buffer.from(signatureOf(channel, secret, answered));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(channel: string, secret: string, { seq, target, address }: Answered): string {
  const said = JSON.stringify(['reply', channel, seq, target, address]);
  const bytes = createHmac('sha256', secret).update(said).digest();
  // A letter for five bits of each byte: they are random, and there are more of them than are needed.
  return [...bytes.subarray(0, signatureLength)].map((byte) => letters[byte & 31]).join('');
}
