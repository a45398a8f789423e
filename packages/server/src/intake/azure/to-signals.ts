import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { instantOf, signalOf } from '../reading/signal-of.ts';

const message = z.object({
  schemaId: z.literal('azureMonitorCommonAlertSchema'),
  data: z.object({
    essentials: z.object({
      alertId: z.string(),
      alertRule: z.string().nullish(),
      severity: z.string().nullish(),
      signalType: z.string().nullish(),
      monitorCondition: z.enum(['Fired', 'Resolved']),
      monitoringService: z.string().nullish(),
      configurationItems: z.array(z.string()).nullish(),
      firedDateTime: z.string().nullish(),
      resolvedDateTime: z.string().nullish(),
      description: z.string().nullish(),
      investigationLink: z.string().nullish(),
    }),
    customProperties: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** @throws DeliveryUnreadable */
export function readAzure({ body }: RawDelivery): ReadDelivery {
  const { essentials: said, customProperties } = readJsonAs(message, body).data;
  const isOver = said.monitorCondition === 'Resolved';
  const signal = signalOf({
    key: said.alertId,
    state: isOver ? 'resolved' : 'firing',
    startsAt: instantOf(said.firedDateTime),
    at: isOver ? instantOf(said.resolvedDateTime) : undefined,
    severity: said.severity ?? undefined,
    title: said.alertRule ?? '',
    text: said.description ?? undefined,
    labels: {
      ...customProperties,
      rule: said.alertRule,
      signal: said.signalType,
      service: said.monitoringService,
      resource: said.configurationItems?.[0],
    },
    links: [{ label: 'Azure', url: said.investigationLink }],
  });
  return { signals: [signal] };
}
