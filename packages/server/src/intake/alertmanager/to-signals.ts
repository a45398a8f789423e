import { createHash } from 'node:crypto';
import type { ReadDelivery, Signal } from '../../domain/signal/signal.ts';
import {
  DeliveryUnreadable,
  parseJson,
  type RawDelivery,
} from '../../operations/signals/source-kind.ts';
import { type AlertmanagerAlert, alertmanagerMessage } from './schema.ts';

/** @throws DeliveryUnreadable */
export function readAlertmanager({ body }: RawDelivery): ReadDelivery {
  const message = alertmanagerMessage.safeParse(parseJson(body));
  if (!message.success) {
    const [issue] = message.error.issues;
    throw new DeliveryUnreadable(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { alerts, truncatedAlerts } = message.data;
  return {
    signals: alerts.map(toSignal),
    ...(truncatedAlerts > 0 ? { unnamed: truncatedAlerts } : {}),
  };
}

function toSignal(alert: AlertmanagerAlert): Signal {
  const { status, labels, annotations, startsAt, endsAt } = alert;
  const key = alert.fingerprint ?? keyOf(labels);
  const text = annotations.description ?? annotations.message;
  return {
    key,
    state: status,
    startsAt: Date.parse(startsAt),
    // That it fires still is said with its start alone: a repeat is the earlier message, byte for byte.
    ...(status === 'resolved' && endsAt !== undefined ? { at: Date.parse(endsAt) } : {}),
    ...(labels.severity === undefined ? {} : { severity: labels.severity }),
    title: annotations.summary ?? labels.alertname ?? key,
    ...(text === undefined ? {} : { text }),
    labels,
    links: linksOf(alert),
  };
}

/** What a fingerprint tells apart, but for the severity: that changes while an alert lasts. */
function keyOf(labels: Readonly<Record<string, string>>): string {
  const { severity, ...others } = labels;
  const inOrder = Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('hex').slice(0, 32);
}

function linksOf({ annotations, generatorURL }: AlertmanagerAlert): NonNullable<Signal['links']> {
  return [
    { label: 'Runbook', url: annotations.runbook_url },
    { label: 'Dashboard', url: annotations.dashboard_url },
    { label: 'Graph', url: generatorURL },
  ].flatMap(({ label, url }) => (url !== undefined && isWebAddress(url) ? [{ label, url }] : []));
}

/** Whoever can set an annotation writes the address: nothing but pages is to be opened by it. */
function isWebAddress(url: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(url)?.protocol ?? '');
}
