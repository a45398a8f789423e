import { z } from 'zod';
import { DeliveryUnreadable, type SourceKind } from '../../operations/signals/source-kind.ts';
import { isOfAmazon } from './of-amazon.ts';
import { type ReadCertificate, SnsSignatures } from './signature.ts';
import { envelopeOrNothing, readEnvelope, readSns } from './to-signals.ts';

const options = z.strictObject({
  /** The only topic that is listened to. Anybody's may be subscribed by who knows the address. */
  topic: z.string().max(300).optional(),
  /** False where the server reaches no address of Amazon's: then the address of the source is all that is secret. */
  signed: z.boolean().default(true),
});

/** @param readCertificate - of the address of one */
export const snsWith = (
  readCertificate?: ReadCertificate,
): SourceKind<z.output<typeof options>> => {
  const signatures = new SnsSignatures(readCertificate);
  return {
    name: 'sns',
    resolves: true,
    options,
    read: readSns,
    async verifyIssuer({ body }, { topic, signed }) {
      const message = readEnvelope(body);
      if (topic !== undefined && topic !== message.TopicArn) {
        throw new DeliveryUnreadable('It is of another topic than this source listens to.');
      }
      return signed ? signatures.distrustOf(message) : undefined;
    },
    handshake(method, { body }) {
      if (method !== 'POST') return undefined;
      const message = envelopeOrNothing(body);
      if (message?.Type !== 'SubscriptionConfirmation') return undefined;
      const { SubscribeURL: address } = message;
      // Anybody can send such a message: nothing is opened by itself, and only what is Amazon's is shown.
      const confirm = address && isOfAmazon(address) ? { confirm: address } : {};
      return { answer: { status: 200 }, ...confirm };
    },
    setup: (
      address,
    ) => `Subscribe to the topic that your CloudWatch alarms write to: protocol **HTTPS**, endpoint \`${address}\`, raw message delivery
**off**. Amazon then sends an address that confirms the subscription; it is in the server’s log and in \`signals.deliveries\`, for
you to open.

What Amazon has not signed is refused (401). The certificate is read from Amazon's own addresses: where the server
reaches none, set \`"options": { "signed": false }\`. With \`"topic": "arn:…"\` in the options, other topics are refused.

Let each alarm notify the topic in both the states **In alarm** and **OK**. "Insufficient data" changes nothing.`,
    samples: [
      {
        headers: {
          'content-type': 'text/plain; charset=UTF-8',
          'x-amz-sns-message-type': 'Notification',
        },
        body: JSON.stringify({
          Type: 'Notification',
          MessageId: 'm-notification',
          TopicArn: 'arn:aws:sns:eu-central-1:000000000000:alarms',
          Message:
            '{"AlarmName": "mail-queue", "AlarmArn": "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:mail-queue", "AWSAccountId": "000000000000", "NewStateValue": "ALARM", "OldStateValue": "OK", "NewStateReason": "Threshold crossed", "StateChangeTime": "2026-01-05T09:00:00.000+0000", "Region": "EU (Frankfurt)", "Trigger": {"MetricName": "QueueLength", "Namespace": "Mail"}}',
          Timestamp: '2026-01-05T09:00:00.000Z',
        }),
      },
      {
        headers: {
          'content-type': 'text/plain; charset=UTF-8',
          'x-amz-sns-message-type': 'SubscriptionConfirmation',
        },
        body: JSON.stringify({
          Type: 'SubscriptionConfirmation',
          MessageId: 'm-subscriptionconfirmation',
          TopicArn: 'arn:aws:sns:eu-central-1:000000000000:alarms',
          Message: 'Confirm it',
          Timestamp: '2026-01-05T09:00:00.000Z',
          Token: 't',
          SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
        }),
      },
    ],
  };
};

export const sns = snsWith();
