import type { ChannelSettings } from '../../access/channels.ts';
import { type Failure, post, refusedBy } from '../../outbound/post.ts';

export type SlackSettings = Extract<ChannelSettings, { kind: 'slack' }>;

export interface SlackAnswer {
  ok: true;
  channel?: unknown;
  ts?: unknown;
}

/** What no second try changes. */
const final: ReadonlySet<string> = new Set(['channel_not_found', 'is_archived']);

/** Calls a method of Slack, which says in an answer of 200, too, that it does not do it. */
export async function call(
  { token, url, allowPrivateAddresses }: SlackSettings,
  method: string,
  input: object,
  now: number,
): Promise<SlackAnswer | Failure> {
  const answer = await post(`${url.replace(/\/$/, '')}/${method}`, {
    body: JSON.stringify(input),
    allowPrivateAddresses,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      authorization: `Bearer ${token}`,
    },
  });
  if (!('status' in answer)) return answer;
  if (answer.status !== 200) return refusedBy(answer, now);
  const said = read(answer.body);
  if (said?.ok === true) return said as SlackAnswer;
  const error = String(said?.error ?? 'unreadable').slice(0, 60);
  return { ...refusedBy(answer, now), problem: `slack-${error}`, isFinal: final.has(error) };
}

function read(body: string): { ok?: unknown; error?: unknown } | null {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
