import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { DeliveryUnreadable, parseJson } from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { instantOf, keyOf, signalOf } from '../reading/signal-of.ts';

const id = z.coerce.string();

const eventAlert = z.object({
  data: z.object({
    event: z.object({
      issue_id: id.nullish(),
      title: z.string().nullish(),
      level: z.string().nullish(),
      web_url: z.string().nullish(),
      datetime: z.string().nullish(),
      culprit: z.string().nullish(),
      platform: z.string().nullish(),
    }),
    triggered_rule: z.string().nullish(),
  }),
});

const metricAlert = z.object({
  action: z.enum(['critical', 'warning', 'resolved']),
  data: z.object({
    metric_alert: z.object({
      id,
      alert_rule: z.object({ name: z.string().nullish() }).nullish(),
      date_started: z.string().nullish(),
      date_closed: z.string().nullish(),
    }),
    description_title: z.string().nullish(),
    description_text: z.string().nullish(),
    web_url: z.string().nullish(),
  }),
});

const issueChange = z.object({
  action: z.string(),
  data: z.object({
    issue: z.object({
      id,
      title: z.string().nullish(),
      level: z.string().nullish(),
      web_url: z.string().nullish(),
    }),
  }),
});

const parts = z.object({ data: z.record(z.string(), z.unknown()) });

/** @throws DeliveryUnreadable */
export function readSentry({ headers, body }: RawDelivery): ReadDelivery {
  const deliveryId = headers.get('request-id');
  return {
    ...(deliveryId === null ? {} : { deliveryId }),
    signals: signalsOf(parseJson(body)),
  };
}

/** What it carries tells what it is: headers are lost on some ways. */
function signalsOf(said: unknown) {
  const { data } = readAs(parts, said);
  if ('metric_alert' in data) return [ofMetricAlert(readAs(metricAlert, said))];
  if ('event' in data) return [ofEventAlert(readAs(eventAlert, said))];
  if ('issue' in data) return ofIssue(readAs(issueChange, said));
  throw new DeliveryUnreadable('It is neither an alert nor an issue of Sentry.');
}

function ofEventAlert({ data: { event, triggered_rule: rule } }: z.infer<typeof eventAlert>) {
  return signalOf({
    key: keyOf('issue', event.issue_id),
    state: 'firing',
    at: instantOf(event.datetime),
    severity: event.level ?? undefined,
    title: event.title ?? '',
    text: event.culprit ?? undefined,
    labels: { rule, platform: event.platform, level: event.level },
    links: [{ label: 'Sentry', url: event.web_url }],
  });
}

function ofMetricAlert({ action, data }: z.infer<typeof metricAlert>) {
  const { metric_alert: alert } = data;
  return signalOf({
    key: keyOf('metric', alert.id),
    state: action === 'resolved' ? 'resolved' : 'firing',
    startsAt: instantOf(alert.date_started),
    at: action === 'resolved' ? instantOf(alert.date_closed) : undefined,
    severity: action === 'resolved' ? undefined : action,
    title: data.description_title ?? alert.alert_rule?.name ?? '',
    text: data.description_text ?? undefined,
    labels: { rule: alert.alert_rule?.name },
    links: [{ label: 'Sentry', url: data.web_url }],
  });
}

/** An issue is raised by an alert rule alone; here it only ends. */
function ofIssue({ action, data: { issue } }: z.infer<typeof issueChange>) {
  if (action !== 'resolved') return [];
  return [
    signalOf({
      key: keyOf('issue', issue.id),
      state: 'resolved',
      severity: issue.level ?? undefined,
      title: issue.title ?? '',
      links: [{ label: 'Sentry', url: issue.web_url }],
    }),
  ];
}
