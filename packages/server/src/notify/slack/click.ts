import { z } from 'zod';
import { cardActions, cardForms } from '../../domain/channels/card-actions.ts';
import type { Click, Press, SentForm } from '../channel.ts';

const named = z.object({ id: z.string().max(50) });

const blockActions = z.object({
  type: z.literal('block_actions'),
  user: named,
  trigger_id: z.string().max(200),
  channel: named,
  message: z.object({ ts: z.string().max(50) }),
  actions: z.tuple([z.object({ action_id: z.enum(cardActions), value: z.string().max(200) })]),
});

const drawn = z.object({
  incident: z.string().regex(/^INC-[1-9]\d{0,14}$/),
  position: z.int().min(1),
});

const viewSubmission = z.object({
  type: z.literal('view_submission'),
  user: named,
  view: z.object({
    id: z.string().regex(/^\w{1,50}$/),
    callback_id: z.enum(cardForms),
    private_metadata: z.string().max(3_000),
    state: z.object({
      values: z.record(
        z.string(),
        z.object({
          value: z.object({
            value: z.string().nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
          }),
        }),
      ),
    }),
  }),
});

const carried = drawn.extend({ posted: z.object({ place: z.string(), ts: z.string() }) });

/** What a form of Slack says; null for anything but a click that is ours, as when a link was pressed. */
export function clickIn(body: string): Click | null {
  const payload = parsed(new URLSearchParams(body).get('payload'));
  return pressIn(payload) ?? sentFormIn(payload);
}

function pressIn(payload: unknown): Press | null {
  const said = blockActions.safeParse(payload);
  if (!said.success) return null;
  const { user, channel, message, actions, trigger_id: trigger } = said.data;
  const posted = { place: channel.id, ts: message.ts };
  const [{ action_id: action, value }] = actions;
  const card = drawn.safeParse(parsed(value));
  return card.success ? { user: user.id, posted, action, trigger, ...card.data } : null;
}

function sentFormIn(payload: unknown): SentForm | null {
  const said = viewSubmission.safeParse(payload);
  if (!said.success) return null;
  const { user, view } = said.data;
  const card = carried.safeParse(parsed(view.private_metadata));
  if (!card.success) return null;
  const values = Object.fromEntries(
    Object.entries(view.state.values).map(([name, { value }]) => [
      name,
      value.value ?? value.selected_option?.value ?? '',
    ]),
  );
  return { user: user.id, form: view.callback_id, id: view.id, values, ...card.data };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
