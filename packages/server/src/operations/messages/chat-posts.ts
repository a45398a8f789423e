import type { TryOutcome } from '../../domain/channels/outgoing.ts';
import type { ChatWriter, Posted } from '../../notify/channel.ts';
import type { ChatPlace, ChatPost } from '../../store/port/chat-posts.ts';
import type { Message } from '../../store/port/messages.ts';
import { cardOf } from './chat-card.ts';
import type { ChatWork } from './chat-work.ts';
import { composeMessage } from './compose-message.ts';
import { drawAgain } from './draw-again.ts';
import { takenMs } from './take-messages.ts';

/** So many are drawn anew at a time. */
const atOnce = 20;

/** Sends a message into a chat: as the card of its incident, or into the thread of the one that is there. */
export async function sendToChat(
  work: ChatWork,
  chat: ChatWriter,
  message: Message,
): Promise<TryOutcome> {
  return held(work, message, async (post) => {
    const { store, now } = work;
    const read = await store.read(async (snapshot) => {
      const [content, incident] = [
        await composeMessage(snapshot, message),
        await snapshot.incidents.get(message.incident),
      ];
      return content && incident && { content, card: await cardOf(snapshot, incident, chat) };
    });
    if (!read) return [post, { sent: false, problem: 'event-missing', isFinal: true }];
    const { content, card } = read;
    const posted = postedOf(post);
    if (posted) {
      const outcome = await chat.reply(content.text, posted, now());
      return [outcome.sent ? await drawAgain(work, chat, post, posted) : post, outcome];
    }
    const outcome = await chat.post(card, content.text, message.address, now());
    if (!('ts' in outcome)) return [post, outcome];
    const { place, ts } = outcome;
    return [{ ...post, place, ts, drawn: card.position, drawnAt: now() }, { sent: true }];
  });
}

/**
 * Draws anew the cards of incidents to which something has happened since.
 * @returns what could not be drawn
 */
export async function redrawChats(work: ChatWork): Promise<ChatPlace[]> {
  const { store, senders, now } = work;
  const channels = [...senders].flatMap(([id, { chat }]) => (chat ? [id] : []));
  if (channels.length === 0) return [];
  const stale = await store.read(({ chatPosts }) => chatPosts.stale(channels, now(), atOnce));
  const failed: ChatPlace[] = [];
  await Promise.all(
    stale.map(async (each) => {
      const chat = senders.get(each.channel)?.chat;
      const { sent } = await held(work, each, async (post) => {
        const posted = postedOf(post);
        if (!chat || !posted) return [post, { sent: true }];
        const after = await drawAgain(work, chat, post, posted);
        return [after, after.tries === 0 ? { sent: true } : busy(0)];
      });
      if (!sent) failed.push(each);
    }),
  );
  return failed;
}

function postedOf({ place, ts }: ChatPost): Posted | null {
  return place === null || ts === null ? null : { place, ts };
}

/** Does something with a post that nobody else touches meanwhile, also no other instance, and keeps what it is then. */
async function held(
  { store, turns, now }: ChatWork,
  place: ChatPlace,
  work: (post: ChatPost) => Promise<[ChatPost, TryOutcome]>,
): Promise<TryOutcome> {
  const { incident, channel, address } = place;
  return turns.take(`${incident}\n${channel}\n${address}`, async () => {
    const post = await store.write(async ({ chatPosts }) => {
      const known = await chatPosts.get(place);
      if (known && known.nextAt > now()) return known.nextAt - now();
      const none = { place: null, ts: null, drawn: 0, drawnAt: now(), tries: 0 };
      const post = { incident, channel, address, ...none, ...known, nextAt: 0 };
      await chatPosts.keep({ ...post, nextAt: now() + takenMs });
      return post;
    });
    if (typeof post === 'number') return busy(post);
    const [after, outcome] = await work(post);
    const asked = outcome.sent ? 0 : now() + (outcome.retryAfterMs ?? 0);
    const nextAt = Math.max(after.nextAt, asked);
    await store.write(async ({ chatPosts }) => chatPosts.keep({ ...after, nextAt }));
    return outcome;
  });
}

/** Somebody else has it, or the chat asked for time. */
function busy(retryAfterMs: number): TryOutcome {
  return { sent: false, problem: 'timed-out', isFinal: false, retryAfterMs };
}
