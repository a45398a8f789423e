import { createHmac } from 'node:crypto';
import { channelsSchema } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { amir, base, grace, report, rosa, testKit } from '../support/kit.ts';
import { type Received, receiver } from './receiver.ts';
import { telling } from './told-outside.ts';

const hour = 3_600_000;
const token = 'a token of some length';
const [number, others] = ['+4930123456', '+4930999999'];

/** A kit that has called Grace, and the desk, as an incident became hers. */
async function called() {
  const there = await receiver();
  there.answer = (response) => void response.writeHead(201).end('{}');
  const target = { channel: 'phone' };
  const channels = channelsSchema.parse({
    channels: [{ id: 'phone', name: 'Phone', kind: 'voice' }],
    targets: [
      { ...target, id: 'hers', owner: { whom: 'person', person: 'grace' }, address: number },
      { ...target, id: 'all', owner: { whom: 'team', team: 'desk' }, address: others },
    ],
  });
  const kit = testKit({
    publicUrl: base,
    channels: [
      {
        ...{ id: 'phone', kind: 'voice', url: `${there.url}/Calls.json`, account: 'AC1', token },
        ...{ from: '+15005550006', language: 'en-GB', allowPrivateAddresses: true },
      },
    ],
    configuration: { ...telling([]).configuration, channels },
  });
  await kit.as(rosa).incidents.report.mutate(report());
  await kit.as(amir).incidents.assign.mutate({ incident: 'INC-1', assignee: 'grace' });
  await kit.kit.fireDue();
  const twimlTo = (address: string) => {
    const forms = there.received.map(({ body }: Received) => new URLSearchParams(body));
    return forms.findLast((each) => each.get('To') === address)?.get('Twiml') ?? '';
  };
  const [, url = ''] = /<Gather [^>]*action="([^"]+)"/.exec(twimlTo(number)) ?? [];
  const press = async (
    Digits: string,
    change: { To?: string; key?: string; url?: string } = {},
  ) => {
    const { To = number, key = token } = change;
    const form = { To, From: '+15005550006', CallSid: 'CA1', Digits };
    const fields = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
    const signed = url + fields.flat().join('');
    const headers = {
      'x-twilio-signature': createHmac('sha1', key).update(signed).digest('base64'),
    };
    const body = new URLSearchParams(form);
    const at = change.url ?? url;
    const answer = await kit.kit.fetch(new Request(at, { method: 'POST', body, headers }));
    return { status: answer.status, said: await answer.text() };
  };
  const incident = async () =>
    (await kit.as(grace).incidents.get.query({ incident: 'INC-1' })).incident;
  return { ...kit, url, twimlTo, press, incident };
}

describe('keys in a call', () => {
  test('OUT-29: who is called as a person is told which keys there are, and a team is not', async () => {
    const { twimlTo, url } = await called();
    expect(url).toContain(`${base}/channels/calls/phone/`);
    expect(twimlTo(number)).toContain('Press 4 to acknowledge it.');
    expect(twimlTo(others)).toMatch(/^<Response><Say/);
    expect(twimlTo(others)).not.toContain('Gather');
  });

  test('OUT-29: a key does what it is for, as whoever was called, and it is said', async () => {
    const { press, incident, as } = await called();
    const wrong = await press('9');
    expect(wrong.said).toContain('Nothing was done.');
    expect(wrong.said).toContain('<Gather');
    expect((await press('4')).said).toBe(
      '<Response><Say language="en-GB">INC-1 is acknowledged.</Say></Response>',
    );
    expect((await incident()).acknowledged).toMatchObject({ by: 'Grace' });
    expect((await press('4')).said).toMatch(/acknowledged/);
    expect((await press('6')).said).toContain('INC-1 is raised.');
    const { entries } = await as(grace).incidents.timeline.query({ incident: 'INC-1' });
    expect(entries.filter(({ kind }) => kind === 'escalated')).toHaveLength(1);
  });

  test('OUT-29: what the service did not sign, for another number or too late, is not found', async () => {
    const { press, incident, url, clock } = await called();
    for (const change of [
      { key: 'another token of some length' },
      { To: others },
      { url: url.replace('/phone/', '/nowhere/') },
      { url: `${url}x` },
    ]) {
      expect((await press('4', change)).status).toBe(404);
    }
    clock.now += hour;
    expect((await press('4')).status).toBe(404);
    expect((await incident()).acknowledged).toBeNull();
  });
});
