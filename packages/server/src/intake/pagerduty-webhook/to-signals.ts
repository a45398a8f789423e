import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { instantOf, signalOf } from '../reading/signal-of.ts';

const named = z.object({ summary: z.string().nullish() }).nullish();

const webhook = z.object({
  event: z.object({
    id: z.string(),
    event_type: z.string(),
    occurred_at: z.string(),
    data: z.object({
      id: z.string().nullish(),
      title: z.string().nullish(),
      status: z.string().nullish(),
      html_url: z.string().nullish(),
      urgency: z.string().nullish(),
      priority: named,
      service: named,
    }),
  }),
});

/** What says how an incident stands; what else happens to one leaves that as it is. */
const meanings: Readonly<Record<string, 'firing' | 'resolved' | 'acknowledged'>> = {
  'incident.triggered': 'firing',
  'incident.reopened': 'firing',
  'incident.resolved': 'resolved',
  'incident.acknowledged': 'acknowledged',
};

/** @throws DeliveryUnreadable */
export function readPagerdutyWebhook({ body }: RawDelivery): ReadDelivery {
  const { event } = readJsonAs(webhook, body);
  const { data } = event;
  if (event.event_type === 'pagey.ping') {
    const test = signalOf({ key: event.id, state: 'firing', title: 'Test', kind: 'test' });
    return { deliveryId: event.id, signals: [test] };
  }
  const meaning = meanings[event.event_type];
  if (meaning === undefined) return { deliveryId: event.id, signals: [] };
  const signal = signalOf({
    key: data.id ?? '',
    state: meaning === 'resolved' ? 'resolved' : 'firing',
    at: instantOf(event.occurred_at),
    severity: data.priority?.summary ?? data.urgency ?? undefined,
    title: data.title ?? '',
    labels: { service: data.service?.summary, urgency: data.urgency },
    links: [{ label: 'PagerDuty', url: data.html_url }],
    kind: meaning === 'acknowledged' ? 'acknowledged' : undefined,
  });
  return { deliveryId: event.id, signals: [signal] };
}
