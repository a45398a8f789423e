import { z } from 'zod';
import { cardActions } from '../../domain/channels/card-actions.ts';
import type { Click } from '../channel.ts';

const blockActions = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().max(50) }),
  channel: z.object({ id: z.string().max(50) }),
  message: z.object({ ts: z.string().max(50) }),
  actions: z.tuple([z.object({ action_id: z.enum(cardActions), value: z.string().max(200) })]),
});

const value = z.object({ incident: z.string(), position: z.int().min(0) });

/** What a form of Slack says; null for anything but a click that is ours, as when a link was pressed. */
export function clickIn(body: string): Click | null {
  const said = blockActions.safeParse(parsed(new URLSearchParams(body).get('payload')));
  if (!said.success) return null;
  const { user, channel, message, actions } = said.data;
  const posted = { place: channel.id, ts: message.ts };
  const [{ action_id: action, value: text }] = actions;
  const drawn = value.safeParse(parsed(text));
  return drawn.success ? { user: user.id, posted, action, ...drawn.data } : null;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
