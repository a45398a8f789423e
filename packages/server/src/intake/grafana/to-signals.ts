import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { parseJson } from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { instantOf, keyOf, signalOf } from '../reading/signal-of.ts';

const texts = z.record(z.string(), z.string());

const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.nullish(),
  startsAt: z.string(),
  endsAt: z.string().nullish(),
  generatorURL: z.string().nullish(),
  dashboardURL: z.string().nullish(),
  panelURL: z.string().nullish(),
  fingerprint: z.string(),
});

const unified = z.object({
  alerts: z.array(alert),
  truncatedAlerts: z.number().int().nonnegative().nullish(),
});

/** Before Grafana 9: a message is a rule's, and does not name what of it fires. */
const legacy = z.object({
  ruleId: z.number(),
  orgId: z.number().nullish(),
  ruleName: z.string().nullish(),
  ruleUrl: z.string().nullish(),
  state: z.enum(['alerting', 'ok', 'no_data', 'paused', 'pending']),
  title: z.string().nullish(),
  message: z.string().nullish(),
});

/** @throws DeliveryUnreadable */
export function readGrafana({ body }: RawDelivery): ReadDelivery {
  const said = parseJson(body);
  const isLegacy = typeof said === 'object' && said !== null && 'ruleId' in said;
  if (isLegacy) return { signals: signalsOfRule(readAs(legacy, said)) };
  const { alerts, truncatedAlerts } = readAs(unified, said);
  return {
    signals: alerts.map(toSignal),
    ...(truncatedAlerts ? { unnamed: truncatedAlerts } : {}),
  };
}

function toSignal(said: z.infer<typeof alert>) {
  const { status, labels, annotations, fingerprint } = said;
  return signalOf({
    key: fingerprint,
    state: status,
    startsAt: instantOf(said.startsAt),
    // That it fires still is said with its start alone, as Alertmanager does.
    at: status === 'resolved' ? instantOf(said.endsAt) : undefined,
    severity: labels.severity,
    title: annotations?.summary ?? labels.alertname ?? fingerprint,
    text: annotations?.description ?? annotations?.message,
    labels,
    links: [
      { label: 'Runbook', url: annotations?.runbook_url },
      { label: 'Dashboard', url: said.dashboardURL },
      { label: 'Panel', url: said.panelURL },
      { label: 'Rule', url: said.generatorURL },
    ],
  });
}

function signalsOfRule(said: z.infer<typeof legacy>) {
  if (said.state === 'paused' || said.state === 'pending') return [];
  return [
    signalOf({
      key: keyOf(said.orgId ?? 1, said.ruleId),
      state: said.state === 'ok' ? 'resolved' : 'firing',
      title: said.ruleName ?? said.title ?? '',
      text: said.message ?? undefined,
      labels: { rule: said.ruleName },
      links: [{ label: 'Rule', url: said.ruleUrl }],
    }),
  ];
}
