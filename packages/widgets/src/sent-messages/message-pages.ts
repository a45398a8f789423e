import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

type Answer = Awaited<ReturnType<KitApi['messages']['list']['query']>>;

export type MessageView = Answer['messages'][number];
export type Filter = MessageView['state'] | 'all';

/** What is shown, the latest event first. */
export interface Messages {
  filter: Filter;
  messages: MessageView[];
  /** The last one, where there are more after it. */
  next: string | null;
  /** Whether one was made just now and is sent in a moment. */
  isSending: boolean;
  seq: number;
}

export const pageSize = 20;
/** The most that a list may be asked for at once. */
const most = 100;

/** Reads again what is shown, as far as one request reaches; what is older stays as it was. */
export async function readShown(
  kit: KitClient,
  filter: Filter,
  shown: Messages | undefined,
): Promise<Messages> {
  const before = shown?.filter === filter ? shown.messages : [];
  const limit = Math.min(most, Math.max(pageSize, before.length));
  const { messages, next, now, seq } = await list(kit, filter, { limit });
  const older = next === null ? [] : before.slice(limit);
  const seen = new Set(messages.map(({ id }) => id));
  const rest = older.filter(({ id }) => !seen.has(id));
  return {
    filter,
    messages: [...messages, ...rest],
    next: rest.length > 0 ? (shown?.next ?? null) : next,
    isSending: messages.some(
      ({ state, tries, nextAt }) => state === 'waiting' && tries === 0 && nextAt <= now,
    ),
    seq,
  };
}

/** What follows what is shown. */
export async function readMore(kit: KitClient, shown: Messages): Promise<Messages> {
  const { filter } = shown;
  if (shown.next === null) return shown;
  const { messages, next } = await list(kit, filter, { limit: pageSize, before: shown.next });
  return { ...shown, messages: [...shown.messages, ...messages], next };
}

function list(
  kit: KitClient,
  filter: Filter,
  page: { limit: number; before?: string },
): Promise<Answer> {
  const state = filter === 'all' ? {} : { state: filter };
  return kit.call((api) => api.messages.list.query({ ...state, ...page }));
}
