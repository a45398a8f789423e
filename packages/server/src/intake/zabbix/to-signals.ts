import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { fieldsOf } from '../reading/fields.ts';
import { readAs } from '../reading/read-as.ts';
import { keyOf, signalOf } from '../reading/signal-of.ts';

const word = z.coerce.string().nullish();

/** As the media type for Grafana OnCall sends it, or as a script of one's own does. */
const message = z.object({
  alert_uid: word,
  event_id: word,
  state: word,
  status: word,
  severity: word,
  title: word,
  trigger: word,
  message: word,
  hostname: word,
  link_to_upstream_details: word,
  link: word,
});

const over = new Set(['ok', 'resolved']);

/** @throws DeliveryUnreadable */
export function readZabbix(delivery: RawDelivery): ReadDelivery {
  const said = readAs(message, fieldsOf(delivery));
  const link = said.link_to_upstream_details ?? said.link;
  const signal = signalOf({
    key: said.alert_uid ?? said.event_id ?? eventOf(link) ?? keyOf(said.hostname, said.trigger),
    state: over.has((said.state ?? said.status ?? '').toLowerCase()) ? 'resolved' : 'firing',
    severity: said.severity ?? undefined,
    title: said.title ?? said.trigger ?? '',
    text: said.message ?? undefined,
    labels: { host: said.hostname, trigger: said.trigger },
    links: [{ label: 'Zabbix', url: link }],
  });
  return { signals: [signal] };
}

/** The page of a problem names it, also when the recovery is told. */
function eventOf(link: string | null | undefined): string | undefined {
  return URL.parse(link ?? '')?.searchParams.get('eventid') ?? undefined;
}
