import type { IncidentKitOptions } from '@incident-kit/server';
import { describe, expect, test } from 'vitest';
import { amir, refusalOf, report, rosa, testKit } from '../support/kit.ts';
import { type Received, receiver } from './receiver.ts';
import { channelsOf, teams, telling } from './told-outside.ts';

type Settings = NonNullable<IncidentKitOptions['channels']>[number];
type Kind = Settings['kind'];

const { configuration } = telling([]);
const link = 'https://desk.example/{incident}';

const document = (kind: Kind, address: string) => ({
  ...channelsOf([{ address }], { link }),
  channels: [{ id: 'hook', name: 'Out', kind }],
});

function kitBy(settings: Settings, address: string) {
  const channels = document(settings.kind, address);
  const kit = testKit({ channels: [settings], configuration: { ...configuration, channels } });
  const tell = async (title: string) => {
    await kit.as(rosa).incidents.report.mutate(report({ title }));
    await kit.kit.fireDue();
  };
  const list = async () => (await kit.as(amir).messages.list.query({})).messages;
  return { ...kit, tell, list };
}

const smsBy = (url: string): Settings => ({
  ...{ id: 'hook', kind: 'sms', url, account: 'AC1', token: 'a token of some length' },
  ...{ from: '+15005550006', allowPrivateAddresses: true },
});
const voiceBy = (url: string): Settings => ({
  ...{ id: 'hook', kind: 'voice', url, account: 'AC1', token: 'a token of some length' },
  ...{ from: '+15005550006', language: 'en-GB', allowPrivateAddresses: true },
});
const teamsBy = (url: string): Settings => ({
  ...{ id: 'hook', kind: 'teams', workflows: { network: url }, allowPrivateAddresses: true },
});

const number = '+4930123456';
const longTitle = 'Ä long title. '.repeat(14);

describe('text messages', () => {
  test('OUT-11: a service is sent a form as Twilio takes it, with the whole link', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(201).end('{}');
    const { tell, list } = kitBy(smsBy(`${there.url}/Messages.json`), number);
    await tell('The Wi-Fi & the cable');
    await tell(longTitle);
    const [one, other] = there.received as [Received, Received];
    expect(Object.fromEntries(new URLSearchParams(one.body))).toEqual({
      To: number,
      From: '+15005550006',
      Body: 'INC-1 is now with Service desk. The Wi-Fi & the cable https://desk.example/INC-1',
    });
    const basic = Buffer.from('AC1:a token of some length').toString('base64');
    expect(one).toMatchObject({ path: '/Messages.json' });
    expect(one.headers.authorization).toBe(`Basic ${basic}`);
    const body = new URLSearchParams(other.body).get('Body') ?? '';
    expect(body.length).toBeLessThanOrEqual(459);
    expect(body).toContain(' https://desk.example/INC-2');
    expect((await list()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test.each([
    [400, 'dead'],
    [401, 'waiting'],
    [500, 'waiting'],
  ])(
    'OUT-4: a number that there is not is not tried again, anything else is: %i',
    async (status, state) => {
      const there = await receiver();
      there.answer = (response) => void response.writeHead(status).end('{}');
      const { tell, list } = kitBy(smsBy(there.url), number);
      await tell('The Wi-Fi is down');
      expect(await list()).toMatchObject([{ state, problem: `status-${status}` }]);
    },
  );
});

describe('calls', () => {
  test('OUT-11: a service is sent a form as Twilio takes it, which reads out the words of people as they are, twice', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(201).end('{}');
    const { tell, list } = kitBy(voiceBy(`${there.url}/Calls.json`), number);
    await tell('</Say><Dial>+1900</Dial> & more');
    await tell(longTitle);
    const [one, other] = there.received as [Received, Received];
    const said =
      '<Say language="en-GB">INC-1 is now with Service desk. &lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt; &amp; more</Say>';
    expect(one.path).toBe('/Calls.json');
    expect(Object.fromEntries(new URLSearchParams(one.body))).toEqual({
      To: number,
      From: '+15005550006',
      Twiml: `<Response>${said}<Pause length="1"/>${said}</Response>`,
    });
    const twiml = new URLSearchParams(other.body).get('Twiml') ?? '';
    expect(twiml.length).toBeLessThan(2 * 400);
    expect((await list()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});

describe('Teams', () => {
  test('OUT-11: a workflow is sent a card in which words of people are no Markdown', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(202).end();
    const { tell, list } = kitBy(teamsBy(`${there.url}/workflow?sig=secret`), 'network');
    await tell('See [here](https://evil.example) *now*');
    await tell(longTitle);
    const [one, other] = there.received as [Received, Received];
    const { type, attachments } = JSON.parse(one.body);
    expect(type).toBe('message');
    const [{ contentType, content }] = attachments;
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
    const [said, title, facts] = content.body;
    expect(said.text).toBe('INC\\-1 is now with Service desk\\.');
    expect(title.text).toBe('See \\[here\\]\\(https://evil\\.example\\) \\*now\\*');
    expect(facts.facts).toContainEqual({ title: 'Team', value: 'Service desk' });
    expect(content.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'INC-1', url: 'https://desk.example/INC-1' },
    ]);
    expect(Buffer.byteLength(other.body)).toBeLessThan(28_000);
    expect(one.headers['incident-kit-message']).toBe((await list()).at(-1)?.id);
  });

  test('OUT-11: a name that the settings do not have leads nowhere', async () => {
    const there = await receiver();
    const { tell, list } = kitBy(teamsBy(there.url), 'constructor');
    await tell('The Wi-Fi is down');
    expect(await list()).toMatchObject([{ state: 'dead', problem: 'channel-missing' }]);
    expect(there.received).toEqual([]);
  });
});

test.each([
  ['sms', '030 123456'],
  ['sms', 'grace@example.com'],
  ['voice', '030 123456'],
  ['teams', 'https://workflow.example/?sig=secret'],
] as const)(
  'OUT-6: the address of a target is one of its channel: %s, %s',
  async (kind, address) => {
    const kit = testKit({ configuration: { teams } });
    const draft = { kind: 'channels', basedOn: 0, document: document(kind, address) } as const;
    const { fields } = await refusalOf(kit.as(amir).configuration.publish.mutate(draft));
    expect(fields).toMatchObject([{ code: 'wrong-format' }]);
  },
);
