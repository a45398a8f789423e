import { z } from 'zod';
import type { Challenge, ThreadReply } from '../channel.ts';

const challenge = z.object({
  type: z.literal('url_verification'),
  challenge: z.string().max(500),
});

/** What a person wrote into a thread. What was changed, or a bot wrote, has more to say of itself. */
const reply = z.object({
  type: z.literal('event_callback'),
  event: z.object({
    type: z.literal('message'),
    user: z.string().max(50),
    channel: z.string().max(50),
    ts: z.string().max(50),
    thread_ts: z.string().max(50),
    text: z.string().max(50_000),
    subtype: z.undefined().optional(),
    bot_id: z.undefined().optional(),
  }),
});

/** What Slack tells of by its events; null for what is nothing that a person wrote into a thread. */
export function writtenIn(body: string): Challenge | ThreadReply | null {
  const said = parsed(body);
  const asked = challenge.safeParse(said);
  if (asked.success) return { challenge: asked.data.challenge };
  const written = reply.safeParse(said);
  if (!written.success) return null;
  const { user, channel, ts, thread_ts, text } = written.data.event;
  return { user, posted: { place: channel, ts: thread_ts }, id: ts, text: wordsOf(text) };
}

/** Slack has markup of its own for people, conversations and links. */
function wordsOf(text: string): string {
  return text
    .replace(/<(https?:[^|>]+|mailto:[^|>]+)\|([^>]+)>/g, (_, url: string, label: string) =>
      url.endsWith(label) ? url : `${label} (${url})`,
    )
    .replace(/<[@#!][^|>]*\|([^>]+)>/g, '$1')
    .replace(/<@[^>]*>/g, '@…')
    .replace(/<!(\w+)[^>]*>/g, '@$1')
    .replace(/<([^>]*)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
