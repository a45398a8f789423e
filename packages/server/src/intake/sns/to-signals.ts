import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import { jsonOrNothing, type RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { instantOf, keyOf, signalOf } from '../reading/signal-of.ts';

const envelope = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  SubscribeURL: z.string().nullish(),
  Token: z.string().nullish(),
  Signature: z.string().nullish(),
  SignatureVersion: z.string().nullish(),
  SigningCertURL: z.string().nullish(),
});

export type SnsMessage = z.infer<typeof envelope>;

/** @throws DeliveryUnreadable */
export function readEnvelope(body: string): SnsMessage {
  return readJsonAs(envelope, body);
}

export function envelopeOrNothing(body: string): SnsMessage | undefined {
  return envelope.safeParse(jsonOrNothing(body)).data;
}

const alarm = z.object({
  AlarmName: z.string(),
  AlarmArn: z.string().nullish(),
  AlarmDescription: z.string().nullish(),
  AWSAccountId: z.string().nullish(),
  NewStateValue: z.string(),
  NewStateReason: z.string().nullish(),
  StateChangeTime: z.string().nullish(),
  Region: z.string().nullish(),
  Trigger: z
    .object({ MetricName: z.string().nullish(), Namespace: z.string().nullish() })
    .nullish(),
});

/** @throws DeliveryUnreadable */
export function readSns({ body }: RawDelivery): ReadDelivery {
  const { Type, MessageId, Message } = readEnvelope(body);
  if (Type !== 'Notification') return { deliveryId: MessageId, signals: [] };
  const said = readJsonAs(alarm, Message);
  // Too little was measured: that says neither that it burns nor that it is over.
  const isKnown = ['ALARM', 'OK'].includes(said.NewStateValue);
  return { deliveryId: MessageId, signals: isKnown ? [toSignal(said)] : [] };
}

function toSignal(said: z.infer<typeof alarm>) {
  return signalOf({
    key: said.AlarmArn ?? keyOf(said.AWSAccountId, said.Region, said.AlarmName),
    state: said.NewStateValue === 'OK' ? 'resolved' : 'firing',
    at: instantOf(said.StateChangeTime?.replace(/[+]0000$/u, 'Z')),
    title: said.AlarmName,
    text: said.NewStateReason ?? said.AlarmDescription ?? undefined,
    labels: {
      alarm: said.AlarmName,
      account: said.AWSAccountId,
      region: said.Region,
      metric: said.Trigger?.MetricName,
      namespace: said.Trigger?.Namespace,
    },
  });
}
