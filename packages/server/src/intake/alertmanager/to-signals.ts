import { createHash } from 'node:crypto';
import type { ReadDelivery, Signal } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { pagesOf } from '../reading/signal-of.ts';
import { type AlertmanagerAlert, alertmanagerMessage } from './schema.ts';

/** @throws DeliveryUnreadable */
export function readAlertmanager({ body }: RawDelivery): ReadDelivery {
  const { alerts, truncatedAlerts } = readJsonAs(alertmanagerMessage, body);
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
    links: pagesOf([
      { label: 'Runbook', url: annotations.runbook_url },
      { label: 'Dashboard', url: annotations.dashboard_url },
      { label: 'Graph', url: alert.generatorURL },
    ]),
  };
}

/** What a fingerprint tells apart, but for the severity: that changes while an alert lasts. */
function keyOf(labels: Readonly<Record<string, string>>): string {
  const { severity, ...others } = labels;
  const inOrder = Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('hex').slice(0, 32);
}
