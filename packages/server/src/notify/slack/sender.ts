import type { TryOutcome } from '../../domain/channels/outgoing.ts';
import type { Failure } from '../../outbound/post.ts';
import type { ChannelSender, ChatWriter } from '../channel.ts';
import { blocksOf, escaped } from './blocks.ts';
import { call, type SlackAnswer, type SlackSettings } from './call.ts';
import { clickIn } from './click.ts';
import { viewOf } from './form.ts';
import { isSigned } from './signature.ts';
import { writtenIn } from './written.ts';

/** By a bot in Slack. */
export function slackSender(settings: SlackSettings): ChannelSender {
  const post = (input: object, now: number) => call(settings, 'chat.postMessage', input, now);
  return {
    kind: 'slack',
    preview: ({ text, incident, link }) =>
      incident === null
        ? text
        : JSON.stringify(blocksOf({ incident, link, position: 0, actions: [] }), null, 2),
    send: async ({ text }, channel, now) =>
      outcomeOf(await post({ channel, text: escaped(text) }, now)),
    chat: chatOf(settings),
  };
}

function chatOf(settings: SlackSettings): ChatWriter {
  const { signingSecret } = settings;
  const quiet = { unfurl_links: false, unfurl_media: false };
  return {
    clicks:
      signingSecret === undefined
        ? null
        : {
            isSigned: (request, now) => isSigned(signingSecret, request, now),
            clickIn,
            writtenIn,
            refusal: ({ field, message }) => ({
              response_action: 'errors',
              errors: { [field]: message },
            }),
          },
    async post(card, text, channel, now) {
      const input = { channel, text: escaped(text), blocks: blocksOf(card), ...quiet };
      const answer = await call(settings, 'chat.postMessage', input, now);
      if (!('ok' in answer)) return answer;
      return { place: String(answer.channel ?? channel), ts: String(answer.ts) };
    },
    async redraw(card, { place, ts }, now) {
      const { reference, title, status } = card.incident;
      const text = escaped(`${reference}: ${title} (${status})`);
      const input = { channel: place, ts, text, blocks: blocksOf(card) };
      const outcome = outcomeOf(await call(settings, 'chat.update', input, now));
      const isGone = !outcome.sent && outcome.problem === 'slack-message_not_found';
      return isGone ? { sent: true } : outcome;
    },
    async reply(text, { place, ts }, now) {
      const input = { channel: place, thread_ts: ts, text: escaped(text), ...quiet };
      return outcomeOf(await call(settings, 'chat.postMessage', input, now));
    },
    async ask(form, press, now) {
      const input = { trigger_id: press.trigger, view: viewOf(form, press) };
      return outcomeOf(await call(settings, 'views.open', input, now));
    },
    async tell(text, place, user, now) {
      const input = { channel: place, user, text: escaped(text) };
      return outcomeOf(await call(settings, 'chat.postEphemeral', input, now));
    },
  };
}

function outcomeOf(answer: SlackAnswer | Failure): TryOutcome {
  return 'ok' in answer ? { sent: true } : answer;
}
