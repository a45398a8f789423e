import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { snsWith } from '../../../packages/server/src/intake/sns/index.ts';
import { installDefaults } from '../../../packages/server/src/operations/configuration/install-defaults.ts';
import { Sources } from '../../../packages/server/src/operations/signals/sources.ts';
import { takeDelivery } from '../../../packages/server/src/operations/signals/take-delivery.ts';
import { testStore } from '../support/database.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const certificate = readFileSync('test/fixtures/tls/server.crt', 'utf8');
const key = readFileSync('test/fixtures/tls/server.key', 'utf8');
const certificateAt =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b2c3d.pem';

const alarm = {
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: 'arn:aws:sns:eu-central-1:000000000000:alarms',
  Subject: 'ALARM: mail-queue',
  Message: JSON.stringify({
    AlarmArn: 'arn:mail-queue',
    AlarmName: 'mail-queue',
    NewStateValue: 'ALARM',
    Region: 'EU',
  }),
  Timestamp: '2026-01-05T09:00:00.000Z',
};
const subscription = {
  Type: 'SubscriptionConfirmation',
  MessageId: 'm-2',
  TopicArn: alarm.TopicArn,
  Message: 'Confirm it',
  SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
  Token: 't',
  Timestamp: alarm.Timestamp,
};

type Message = Record<string, string | undefined>;

/** Names in the order of the alphabet, as what is signed has them. */
function signed(message: Message, { version = '1', address = certificateAt } = {}) {
  const text = Object.keys(message)
    .sort()
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
  const sign = createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256').update(text);
  return {
    ...message,
    SignatureVersion: version,
    Signature: sign.sign(key, 'base64'),
    SigningCertURL: address,
  };
}

async function taking(
  options: Record<string, unknown> = {},
  read = async (_: string) => certificate,
) {
  const asked: string[] = [];
  const kind = snsWith((address) => {
    asked.push(address);
    return read(address);
  });
  const source = { key: 'aws', kind: 'sns', secret, options };
  const found = new Sources([source], new Map([['sns', kind]])).find('aws', secret);
  if (!found) throw new Error('There is no source.');
  const store = await testStore();
  await installDefaults(store, {}, Date.now());
  const send = async (message: Message) => {
    const body = new TextEncoder().encode(JSON.stringify(message));
    const sent = { headers: new Headers(), query: new URLSearchParams(), body };
    const taken = await takeDelivery({ store, now: Date.now }, found, sent);
    return { ...taken, status: taken.answer.status };
  };
  return { asked, send };
}

test.each(['1', '2'])('SNS: what Amazon has signed is believed, version %s', async (version) => {
  const { asked, send } = await taking();
  const { status, delivery } = await send(signed(alarm, { version }));
  expect([status, delivery?.signals]).toEqual([202, 1]);
  const { Subject: _, ...without } = { ...alarm, MessageId: 'm-3' };
  expect((await send(signed(without, { version }))).delivery?.signals).toBe(1);
  const { answer, confirm } = await send(signed(subscription, { version }));
  expect([answer.status, confirm]).toEqual([200, subscription.SubscribeURL]);
  expect(asked).toEqual([certificateAt]);
});

test('SNS: what nobody signed, or what was changed since, is refused', async () => {
  const { send } = await taking();
  const good = signed(alarm);
  const changed: Message[] = [
    alarm,
    { ...good, Signature: '' },
    { ...good, Signature: 'AAAA' },
    { ...good, Message: alarm.Message.replace('ALARM', 'OK') },
    { ...good, MessageId: 'm-9' },
    { ...good, SignatureVersion: '2' },
    { ...good, SignatureVersion: '3' },
    { ...signed(subscription), SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?other' },
  ];
  for (const message of changed) {
    const { status, confirm, delivery } = await send(message);
    expect([status, confirm, delivery?.signals], JSON.stringify(message)).toEqual([
      401,
      undefined,
      0,
    ]);
  }
});

test.each([
  'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem',
  'https://sns.eu-central-1.amazonaws.com.example/SimpleNotificationService-0a.pem',
  'https://bucket.s3.amazonaws.com/SimpleNotificationService-0a.pem',
  'https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-0a.pem',
  'https://sns.eu-central-1.amazonaws.com:444/SimpleNotificationService-0a.pem',
  'https://sns.eu-central-1.amazonaws.com/?Action=SimpleNotificationService-0a.pem',
  'file:///etc/passwd',
])('SNS: no certificate is read from %s', async (address) => {
  const { asked, send } = await taking();
  expect((await send(signed(alarm, { address }))).status).toBe(401);
  expect(asked).toEqual([]);
});

test('SNS: when the certificate cannot be read, it is to be sent again, and the next asks anew', async () => {
  const answers = ['no certificate', certificate];
  const { asked, send } = await taking({}, async () => answers.shift() ?? '');
  const { answer, delivery } = await send(signed(alarm));
  expect([answer.status, answer.headers, delivery?.signals]).toEqual([
    503,
    { 'retry-after': '30' },
    0,
  ]);
  expect((await send(signed(alarm))).status).toBe(202);
  expect(asked).toHaveLength(2);
});

test('SNS: of another topic than its source has, nothing is taken; unsigned, where that is set', async () => {
  const { send } = await taking({ topic: 'arn:other', signed: false });
  expect((await send(alarm)).status).toBe(422);
  const refused = await send(subscription);
  expect([refused.status, refused.confirm]).toEqual([422, undefined]);
  expect((await send({ ...alarm, TopicArn: 'arn:other' })).delivery?.signals).toBe(1);
});

test('a kind without options is given none', () => {
  const given = { key: 'aws', kind: 'sns', secret, options: { sign: true } };
  const kinds = new Map([['sns', snsWith()]]);
  expect(() => new Sources([given], kinds)).toThrow('The source aws: options');
});
