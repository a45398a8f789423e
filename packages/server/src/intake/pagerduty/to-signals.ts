import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { instantOf, signalOf } from '../reading/signal-of.ts';

const link = z.object({ href: z.string(), text: z.string().nullish() });

export const pagerdutyEvent = z.object({
  event_action: z.enum(['trigger', 'acknowledge', 'resolve']),
  dedup_key: z.string().max(255).nullish(),
  payload: z
    .object({
      summary: z.string().nullish(),
      source: z.string().nullish(),
      severity: z.string().nullish(),
      timestamp: z.string().nullish(),
      component: z.string().nullish(),
      group: z.string().nullish(),
      class: z.string().nullish(),
      custom_details: z.unknown().optional(),
    })
    .nullish(),
  links: z.array(link).nullish(),
  client: z.string().nullish(),
  client_url: z.string().nullish(),
});

/** @throws DeliveryUnreadable */
export function readPagerduty({ body, receivedAs }: RawDelivery): ReadDelivery {
  const event = readJsonAs(pagerdutyEvent, body);
  const { payload, links, event_action: action } = event;
  const details = payload?.custom_details;
  const signal = signalOf({
    // A trigger without a key is a new alert each time.
    key: event.dedup_key ?? receivedAs ?? '',
    state: action === 'resolve' ? 'resolved' : 'firing',
    at: instantOf(payload?.timestamp),
    severity: payload?.severity ?? undefined,
    title: payload?.summary ?? '',
    labels: {
      ...(typeof details === 'object' ? details : {}),
      source: payload?.source,
      component: payload?.component,
      group: payload?.group,
      class: payload?.class,
      client: event.client,
    },
    links: [
      ...(links ?? []).map(({ href, text }) => ({ label: text || 'Link', url: href })),
      { label: event.client || 'Source', url: event.client_url },
    ],
    kind: action === 'acknowledge' ? 'acknowledged' : undefined,
  });
  return { signals: [signal] };
}
