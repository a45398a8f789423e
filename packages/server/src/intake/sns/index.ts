import { jsonOrNothing, type SourceKind } from '../../operations/signals/source-kind.ts';
import { envelope, readSns } from './to-signals.ts';

export const sns: SourceKind = {
  name: 'sns',
  resolves: true,
  read: readSns,
  handshake(method, { body }) {
    if (method !== 'POST') return undefined;
    const message = envelope.safeParse(jsonOrNothing(body)).data;
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

function isOfAmazon(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/u.test(url.host);
}
