import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { CommandReader, Written } from '../channel.ts';
import { plain } from './card.ts';

/** How far the other side's clock may be from ours, milliseconds. */
const toleranceMs = 5 * 60_000;

const activity = z.object({
  id: z.string().min(1).max(200),
  timestamp: z.string(),
  text: z.string().max(50_000),
  from: z.object({ aadObjectId: z.string().max(100).nullish() }),
});

/** By an outgoing webhook of a team. @param secret its security token, in base64 */
export function commandsBy(secret: string): CommandReader {
  return {
    isSigned: (request) => isSigned(secret, request),
    writtenIn,
    answer: (text) => ({ type: 'message', text: plain(text) }),
  };
}

/** Whether Teams has signed a request: with the token of the outgoing webhook, over its body. */
function isSigned(secret: string, { headers, body }: { headers: Headers; body: string }) {
  const [, given = ''] = /^HMAC (\S+)$/.exec(headers.get('authorization') ?? '') ?? [];
  const expected = createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest();
  const said = Buffer.from(given, 'base64');
  return said.length === expected.length && timingSafeEqual(said, expected);
}

/**
 * Null for what is nothing that somebody wrote just now: what was signed once may be sent again later.
 * @param now epoch milliseconds
 */
function writtenIn(body: string, now: number): Written | null {
  const read = activity.safeParse(jsonOf(body));
  if (!read.success) return null;
  const { id, timestamp, text, from } = read.data;
  const at = Date.parse(timestamp);
  if (Number.isNaN(at) || Math.abs(now - at) > toleranceMs) return null;
  return { id, user: (from.aadObjectId ?? '').toLowerCase(), text: wordsOf(text) };
}

/** Teams writes some HTML around what people write, and the name of the webhook before it. */
function wordsOf(html: string): string {
  return html
    .replace(/<at[^>]*>[^<]*<\/at>/g, ' ')
    .replace(/<(?:br|\/p|\/div)[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
