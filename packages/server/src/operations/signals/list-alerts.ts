import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { type Episode, foldEpisodes } from '../../domain/signal/episodes.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import type { OperationContext } from '../context.ts';

export const listAlertsInput = z.strictObject({
  limit: z.int().min(1).max(limits.page).default(50),
});

export interface AlertsAnswer {
  /** What was spoken of last first. */
  alerts: {
    source: string;
    key: string;
    /** Epoch milliseconds, by the source's own clock. */
    startsAt: number;
    severity: string | null;
    title: string;
    text: string | null;
    labels: Readonly<Record<string, string>>;
    links: NonNullable<Signal['links']>;
    /** When a delivery last spoke of it, epoch milliseconds. */
    receivedAt: number;
    /** How often it has fired, as far as that is remembered. */
    episodes: number;
    /** How many deliveries spoke of it. */
    times: number;
  }[];
}

/** What fires, as sources say. */
export async function listAlerts(
  { store }: OperationContext,
  { limit }: z.infer<typeof listAlertsInput>,
): Promise<AlertsAnswer> {
  const firing = await store.read((snapshot) => snapshot.signals.firing(limit));
  return {
    alerts: firing.map(({ source, key, received, receivedAt, times }) => {
      const episodes = foldEpisodes(received);
      const { startsAt, severity, last } = episodes.at(-1) as Episode;
      return {
        ...{ source, key, startsAt, receivedAt, episodes: episodes.length },
        ...{ times },
        ...{ severity: severity ?? null, title: last.title, text: last.text ?? null },
        ...{ labels: last.labels, links: last.links ?? [] },
      };
    }),
  };
}
