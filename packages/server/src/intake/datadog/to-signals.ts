import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { fieldsOf } from '../reading/fields.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, signalOf } from '../reading/signal-of.ts';
import { isUnfilled } from '../reading/unfilled.ts';

const word = z.coerce.string().nullish();

const message = z.object({
  id: word,
  alert_cycle_key: word,
  aggreg_key: word,
  alert_transition: word,
  alert_priority: word,
  alert_scope: word,
  alert_title: word,
  title: word,
  event_msg: word,
  last_updated: word,
  date: word,
  link: word,
  tags: word,
  hostname: word,
});

/** @throws DeliveryUnreadable */
export function readDatadog(delivery: RawDelivery): ReadDelivery {
  const said = readAs(message, fieldsOf(delivery));
  const { alert_cycle_key: cycle, aggreg_key: aggregate } = said;
  const signal = signalOf({
    key: cycle && !isUnfilled(cycle) ? cycle : (aggregate ?? cycle ?? ''),
    state: said.alert_transition === 'Recovered' ? 'resolved' : 'firing',
    at: epochOf(said.last_updated) ?? epochOf(said.date),
    severity: said.alert_priority ?? undefined,
    title: said.alert_title ?? said.title ?? '',
    text: said.event_msg ?? undefined,
    labels: { ...tagsOf(said.tags ?? ''), host: said.hostname, scope: said.alert_scope },
    links: [{ label: 'Datadog', url: said.link }],
  });
  const isNamed = said.id && !isUnfilled(said.id);
  // One event is sent for each of its transitions; and who changes the payload may call another thing its id.
  const { alert_transition: transition, last_updated: updated, date } = said;
  const deliveryId = isNamed
    ? [said.id, transition ?? '', updated ?? date ?? ''].join(' ')
    : undefined;
  return { ...(deliveryId === undefined ? {} : { deliveryId }), signals: [signal] };
}

/** `env:prod,team:web`. */
function tagsOf(tags: string): Record<string, string> {
  return Object.fromEntries(
    tags.split(',').flatMap((tag) => {
      const colon = tag.indexOf(':');
      return colon > 0 ? [[tag.slice(0, colon).trim(), tag.slice(colon + 1).trim()]] : [];
    }),
  );
}
