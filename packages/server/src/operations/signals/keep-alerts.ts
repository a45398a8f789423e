import { type Episode, foldEpisodes } from '../../domain/signal/episodes.ts';
import type { Judgement } from '../../domain/signal/judge-alert.ts';
import { mergeReceived } from '../../domain/signal/merge-received.ts';
import type { ReceivedSignal, Signal } from '../../domain/signal/signal.ts';
import type { Transaction } from '../../store/port/store.ts';

/** How much of what was said of an alert is remembered: its episodes are folded from that. */
const mostRemembered = 100;

/** An alert that a delivery spoke of, with what fires by it now. */
export interface HeardAlert {
  key: string;
  /** By their start. */
  episodes: readonly Episode[];
  judgement: Judgement | null;
  /** Whether it has begun to fire anew. */
  hasBegun: boolean;
}

/** Who knows what the rules say of an alert by its episodes; null once it is over. */
export interface Judge {
  judge(episodes: readonly Episode[]): Judgement | null;
}

/** Who says something of its alerts, and for how long that holds, milliseconds; null: until it says otherwise. */
export interface Speaker {
  key: string;
  expireMs: number | null;
}

/**
 * Keeps what a source says of its alerts.
 * @param receivedAt epoch milliseconds, by our clock
 * @returns what fires by it, with what the rules say of that
 */
export async function keepAlerts(
  { signals }: Transaction,
  rules: Judge,
  { key: source, expireMs }: Speaker,
  said: readonly Signal[],
  receivedAt: number,
): Promise<HeardAlert[]> {
  const heard: HeardAlert[] = [];
  const byKey = Map.groupBy(said, ({ key }) => key);
  const known = await signals.alerts(source, [...byKey.keys()]);
  const before = new Map(known.map((alert) => [alert.key, alert]));
  for (const [key, news] of byKey) {
    const arrived = news.map((signal) => ({
      signal,
      firstReceivedAt: receivedAt,
      lastReceivedAt: receivedAt,
    }));
    const { received: earlier = [], times = 0, group: known = null } = before.get(key) ?? {};
    const received = remembered(mergeReceived([...earlier, ...arrived]));
    const episodes = foldEpisodes(received);
    const state = episodes.at(-1)?.state ?? 'resolved';
    const judgement = rules.judge(episodes);
    const group = judgement?.group ?? known;
    const expiresAt = state === 'firing' && expireMs !== null ? receivedAt + expireMs : null;
    await signals.keepAlert({
      ...{ source, key, state, receivedAt, received },
      ...{ times: times + 1, group, expiresAt },
    });
    const hasBegun = state === 'firing' && episodes.length > foldEpisodes(earlier).length;
    heard.push({ key, episodes, judgement, hasBegun });
  }
  return heard;
}

/** What came last, when it is too much. */
function remembered(received: ReceivedSignal[]): ReceivedSignal[] {
  return received
    .sort((one, other) => other.lastReceivedAt - one.lastReceivedAt)
    .slice(0, mostRemembered);
}
