import { historyLine } from '../../domain/channels/history.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { ChatCard, ChatWriter, Posted } from '../../notify/channel.ts';
import type { ChatPost } from '../../store/port/chat-posts.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { cardOf } from './chat-card.ts';
import type { ChatWork } from './chat-work.ts';

/** The longest that a failed drawing waits for the next, milliseconds. */
const longestPause = 60 * 60_000;

/** What is more than this at once, as after an outage, nobody reads. */
const mostLines = 50;

/**
 * Draws a card as the incident is now, and writes what happened since it was drawn into its thread, but for what
 * messages of their own tell there.
 * @returns the post as it is then; with one try more when the chat did not take it
 */
export async function drawAgain(
  { store, now }: ChatWork,
  chat: ChatWriter,
  post: ChatPost,
  posted: Posted,
): Promise<ChatPost> {
  const news = await store.read((snapshot) => newsFor(snapshot, chat, post));
  if (!news) return { ...post, tries: 0 };
  const { lines, card, isTold } = news;
  // Who was taken out of the document is told no more, also not by what was posted before.
  if (!isTold) return { ...post, drawn: card.position, tries: 0 };
  // The card first: what fails after it is said again, and a card never lags behind its thread.
  const drawn = await chat.redraw(card, posted, now());
  const outcome =
    drawn.sent && lines.length > 0 ? await chat.reply(lines.join('\n'), posted, now()) : drawn;
  if (outcome.sent) return { ...post, drawn: card.position, drawnAt: now(), tries: 0 };
  const tries = post.tries + 1;
  return { ...post, tries, nextAt: now() + pauseOf(tries, outcome.retryAfterMs) };
}

async function newsFor(
  snapshot: Snapshot,
  chat: ChatWriter,
  post: ChatPost,
): Promise<{ card: ChatCard; lines: string[]; isTold: boolean } | null> {
  const incident = await snapshot.incidents.get(post.incident);
  if (!incident || incident.seq <= post.drawn) return null;
  const stream = incidentStream(post.incident);
  const since = await snapshot.log.streamAfter(stream, post.drawn, Number.MAX_SAFE_INTEGER);
  const lines: string[] = [];
  for (const event of since as IncidentEvent[]) {
    const line = historyLine(event);
    if (line !== null && !(await snapshot.messages.ofEvent(event.seq, post))) lines.push(line);
  }
  const { targets } = (await snapshot.documents.rules()).channels.document;
  const isTold = targets.some(
    ({ channel, address }) => channel === post.channel && address === post.address,
  );
  const card = await cardOf(snapshot, incident, chat);
  return { card, lines: lines.slice(-mostLines), isTold };
}

/** How long a card is left alone that could not be drawn, milliseconds. */
function pauseOf(tries: number, askedMs = 0): number {
  return Math.max(Math.min(5_000 * 2 ** tries, longestPause), askedMs);
}
