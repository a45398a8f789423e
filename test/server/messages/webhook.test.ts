import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { channelSettingsSchema } from '../../../packages/server/src/access/channels.ts';
import { amir, report, rosa, testKit } from '../support/kit.ts';
import { type Received, receiver } from './receiver.ts';
import { secrets, telling, webhook } from './told-outside.ts';

const headersOf = ({ headers }: Received) => headers as Record<string, string>;

/** A kit that has reported something and tried to tell of it. */
async function told(target: object, settings: object = {}, now?: () => number) {
  const channels = [webhook(settings)];
  const kit = testKit({ ...telling([target], { channels }), ...(now && { now }) });
  const tell = async () => {
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
  };
  await tell();
  const list = async (input: object = {}) =>
    (await kit.as(amir).messages.list.query(input)).messages;
  return { ...kit, tell, list };
}

describe('webhooks', () => {
  test('OUT-7: a receiver that follows Standard Webhooks believes it, with either of two secrets', async () => {
    const there = await receiver();
    // The other side goes by the real time.
    const channels = [webhook()];
    const kit = testKit({ ...telling([{ address: there.url }], { channels }), now: Date.now });
    const client = kit.as(rosa);
    kit.clock.now = Date.now();
    await client.incidents.report.mutate(report());
    await kit.kit.fireDue();
    const [one] = there.received as [Received];
    for (const secret of secrets) {
      const read = new Webhook(secret).verify(one.body, headersOf(one));
      expect(read).toMatchObject({
        type: 'incident.assigned',
        data: { text: 'INC-1 is now with Service desk.', incident: { reference: 'INC-1' } },
      });
    }
    const changed = () => new Webhook(secrets[0] ?? '').verify(`${one.body} `, headersOf(one));
    expect(changed).toThrow();
    const other = new Webhook(`whsec_${Buffer.alloc(24, 7).toString('base64')}`);
    expect(() => other.verify(one.body, headersOf(one))).toThrow();
    expect(one.headers['incident-kit-message']).toBe(one.headers['webhook-id']);
  });

  test('OUT-7: each try is signed anew, under the same id', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(503).end();
    const { kit, clock, list } = await told({ address: there.url });
    clock.now = (await list())[0]?.nextAt ?? 0;
    await kit.fireDue();
    const [first, second] = there.received as [Received, Received];
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    const stamps = [first, second].map(({ headers }) => Number(headers['webhook-timestamp']));
    expect((stamps[1] ?? 0) - (stamps[0] ?? 0)).toBeGreaterThanOrEqual(5);
    for (const { headers, body } of [first, second]) {
      const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
      const signed = secrets.map((secret) =>
        new Webhook(secret).sign(String(headers['webhook-id']), at, body),
      );
      expect(headers['webhook-signature']).toBe(signed.join(' '));
    }
  });

  test('OUT-7: it goes nowhere that it is sent on to', async () => {
    const there = await receiver();
    const elsewhere = await receiver();
    there.answer = (response) => void response.writeHead(307, { location: elsewhere.url }).end();
    const { list } = await told({ address: there.url });
    expect(await list()).toMatchObject([{ state: 'waiting', problem: 'redirected' }]);
    expect(elsewhere.received).toEqual([]);
  });

  test('OUT-7: who answers 410 is told no more, until a message is sent again by hand', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(410).end();
    const { as, kit, tell, list, clock } = await told({ address: there.url });
    clock.now += 1;
    await tell();
    expect(there.received).toHaveLength(1);
    const dead = await list({ state: 'dead' });
    expect(dead.map(({ problem, tries }) => [problem, tries])).toEqual([
      ['gone', 1],
      ['gone', 1],
    ]);
    there.answer = (response) => void response.writeHead(200).end();
    clock.now += 1;
    await as(amir).messages.sendAgain.mutate({ id: dead[0]?.id ?? '' });
    await kit.fireDue();
    expect(there.received).toHaveLength(2);
    clock.now += 1;
    await tell();
    expect(there.received).toHaveLength(3);
  });

  test.each([
    ['http://127.0.0.1:1/', 'not-encrypted'],
    ['http://example.com/', 'not-encrypted'],
    ['https://127.0.0.1:1/', 'private-address'],
    ['https://[::1]:1/', 'private-address'],
    ['https://[::ffff:10.0.0.1]/', 'private-address'],
    ['https://0x7f000001/', 'private-address'],
    ['https://169.254.169.254/latest', 'private-address'],
    ['https://localhost:1/', 'private-address'],
  ])(
    'OUT-8: nothing is sent into the own network, or unencrypted: %s',
    async (address, problem) => {
      const { list } = await told({ address }, { allowPrivateAddresses: false });
      expect(await list()).toMatchObject([{ state: 'dead', problem, tries: 1 }]);
    },
  );

  test('OUT-8: where nobody listens, it is tried again', async () => {
    const { list } = await told({ address: 'http://127.0.0.1:1/' });
    expect(await list()).toMatchObject([{ state: 'waiting', problem: 'unreachable', tries: 1 }]);
  });

  test.each([
    'whsec_',
    'Vh5m2nQ0cW9zXfJq8LrT4yKdPb7uEaGs',
    `whsec_${Buffer.alloc(23, 'ab3x').toString('base64')}`,
    `whsec_${Buffer.alloc(32).toString('base64')}`,
    'whsec_Vh5m2nQ0cW9zXfJq8LrT4yKdPb7uEaG',
  ])('OUT-7: a secret that is none, or can be guessed, is refused: %s', (secret) => {
    expect(channelSettingsSchema.safeParse([webhook({ secrets: [secret] })]).success).toBe(false);
  });
});
