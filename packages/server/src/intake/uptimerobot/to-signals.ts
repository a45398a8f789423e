import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { fieldsOf } from '../reading/fields.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, keyOf, signalOf } from '../reading/signal-of.ts';

const word = z.coerce.string().nullish();

const message = z.object({
  monitorID: word,
  monitorURL: word,
  monitorFriendlyName: word,
  alertType: word,
  alertTypeFriendlyName: word,
  alertDetails: word,
  alertDateTime: word,
});

/** @throws DeliveryUnreadable */
export function readUptimeRobot(delivery: RawDelivery): ReadDelivery {
  const said = readAs(message, inItsOwnNames(fieldsOf(delivery)));
  const { alertType: type } = said;
  const isCertificate = type === '3';
  const signal = signalOf({
    // A certificate that runs out is another alert than the page that is down.
    key: isCertificate ? keyOf(nameOf(said), 'certificate') : nameOf(said),
    state: type === '2' ? 'resolved' : 'firing',
    at: epochOf(said.alertDateTime),
    severity: isCertificate ? 'certificate' : undefined,
    title: said.monitorFriendlyName ?? said.monitorURL ?? '',
    text: said.alertDetails ?? undefined,
    labels: { monitor: said.monitorFriendlyName, type: said.alertTypeFriendlyName },
    links: [{ label: 'Monitored', url: said.monitorURL }],
  });
  return { signals: [signal] };
}

function nameOf({ monitorID, monitorURL }: z.infer<typeof message>): string {
  return monitorID ?? monitorURL ?? '';
}

/** Templates write `monitor_url` as well as `monitorURL`. */
function inItsOwnNames(fields: Record<string, unknown>): Record<string, unknown> {
  const own = new Map(Object.keys(message.shape).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const plain = name.replaceAll('_', '').toLowerCase();
      return [own.get(plain) ?? name, value];
    }),
  );
}
