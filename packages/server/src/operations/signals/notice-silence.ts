import type { Signal } from '../../domain/signal/signal.ts';
import type { Alert } from '../../store/port/signals.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { sayAlerts } from './say-alerts.ts';
import type { Source } from './sources.ts';

/** Alerts that are looked at in one transaction. */
const atOnce = 50;

/** The alert that a source is silent: it is the source's own, and no other is called so. */
export const silenceKey = 'incident-kit:silence';

/**
 * Ends what fires and of which nothing was heard for as long as its source says: each once, whichever instance looks
 * first.
 * @returns how many were ended
 */
export async function expireAlerts(store: Store, now: () => number): Promise<number> {
  let ended = 0;
  for (;;) {
    const waiting = await store.read(({ signals }) => signals.expired(now(), 1));
    if (waiting.length === 0) return ended;
    const done = await store.write(async (transaction) => {
      const at = now();
      const expired = await transaction.signals.expired(at, atOnce);
      for (const [source, alerts] of Map.groupBy(expired, (alert) => alert.source)) {
        await sayAlerts(transaction, source, alerts.map(ofSilence), at);
      }
      return expired.length;
    });
    // Another instance was quicker.
    if (done === 0) return ended;
    ended += done;
  }
}

/** What its silence says of an alert: it is over, later than anything that was said of it. */
function ofSilence({ key, received, expiresAt }: Alert): Signal {
  const lastSaid = Math.max(0, ...received.map(({ signal }) => signal.at ?? signal.startsAt ?? 0));
  const at = Math.max(expiresAt ?? 0, lastSaid);
  return { key, state: 'resolved', at, title: '', labels: {}, bySilence: true };
}

/**
 * Raises an alert of each source that was not heard of for longer than it should be. It is over with its next delivery,
 * see `heardAgain`.
 * @param since when this server began to listen, epoch milliseconds: before, nothing could be heard
 */
export async function noticeSilentSources(
  store: Store,
  sources: readonly Source[],
  since: number,
  now: () => number,
): Promise<number> {
  const watched = sources.filter(({ isEnabled, heartbeatMs }) => isEnabled && heartbeatMs !== null);
  if (watched.length === 0) return 0;
  const silent = await store.read(async ({ signals }) => {
    const last = await signals.lastReceived(watched.map(({ key }) => key));
    const isSilent = ({ key, heartbeatMs }: Source) =>
      now() - Math.max(since, last.get(key) ?? 0) > (heartbeatMs ?? 0);
    const found: { source: Source; last: number }[] = [];
    for (const source of watched.filter(isSilent)) {
      const [alert] = await signals.alerts(source.key, [silenceKey]);
      if (alert?.state === 'firing') continue;
      found.push({ source, last: Math.max(since, last.get(source.key) ?? 0) });
    }
    return found;
  });
  for (const { source, last } of silent) {
    await store.write(async (transaction) => {
      const [alert] = await transaction.signals.alerts(source.key, [silenceKey]);
      if (alert?.state === 'firing') return;
      await sayAlerts(transaction, source.key, [silenceOf(source, last, now())], now());
    });
  }
  return silent.length;
}

function silenceOf({ key, heartbeatMs }: Source, last: number, at: number): Signal {
  const minutes = Math.round((at - last) / 60_000);
  return {
    key: silenceKey,
    state: 'firing',
    startsAt: at,
    at,
    severity: 'critical',
    title: `Nothing is heard of ${key}`,
    text:
      `Its last delivery came ${minutes} minutes ago; one is expected every ` +
      `${Math.round((heartbeatMs ?? 0) / 1_000)} seconds. What it watches may be down, and nobody would be told.`,
    labels: { source: key },
  };
}

/** What a delivery says besides: the silence of its source is over. */
export async function heardAgain(
  { signals }: Transaction,
  { key, heartbeatMs }: Source,
  at: number,
): Promise<Signal[]> {
  if (heartbeatMs === null) return [];
  const [alert] = await signals.alerts(key, [silenceKey]);
  if (alert?.state !== 'firing') return [];
  return [{ key: silenceKey, state: 'resolved', at, title: '', labels: {} }];
}
