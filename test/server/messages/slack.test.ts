import type { IncidentKitOptions } from '@incident-kit/server';
import { describe, expect, test } from 'vitest';
import { isSigned } from '../../../packages/server/src/notify/slack/signature.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, base, grace, refusalOf, report, rosa, testKit } from '../support/kit.ts';
import { clickOn, signed, slackServer } from './slack-server.ts';
import { channelsOf, teams, telling } from './told-outside.ts';

type Settings = NonNullable<IncidentKitOptions['channels']>[number];

const { configuration } = telling([]);
const conversation = 'C0123456789';
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const people = { U0GRACE001: 'grace', U0JONAS001: 'jonas' };

const slackBy = (url: string, change: object = {}): Settings => ({
  ...{ id: 'hook', kind: 'slack', url, token: 'xoxb-a-token-of-some-length' },
  ...{ signingSecret, people, allowPrivateAddresses: true },
  ...change,
});

const documentOf = (address: string) => ({
  ...channelsOf([{ address }, { address, owner: { whom: 'person', person: 'jonas' } }], {
    link: 'https://desk.example/{incident}',
  }),
  channels: [{ id: 'hook', name: 'Slack', kind: 'slack' as const }],
});

async function inSlack({
  change = {},
  ...options
}: { change?: object } & Partial<IncidentKitOptions> = {}) {
  const slack = await slackServer();
  const kit = testKit({
    channels: [slackBy(slack.url, change)],
    configuration: { ...configuration, channels: documentOf(conversation) },
    ...options,
  });
  const settle = () => kit.kit.fireDue();
  const tell = async (title = 'The Wi-Fi is down') => {
    await kit.as(rosa).incidents.report.mutate(report({ title }));
    await settle();
  };
  const send = async (body: string, headers: Record<string, string>) =>
    (
      await kit.kit.fetch(
        new Request(`${base}/channels/slack/hook`, { method: 'POST', body, headers }),
      )
    ).status;
  const firstTs = () => [...slack.shown.keys()][0] ?? '';
  const click = async (user: string, action: string, blocks = slack.shown.get(firstTs())) => {
    const body = clickOn(blocks, action, { user, channel: conversation, ts: firstTs() });
    expect(await send(body, signed(signingSecret, body, kit.clock.now))).toBe(200);
    await settle();
  };
  const wordsOf = (ts = firstTs()) => JSON.stringify(slack.shown.get(ts));
  const buttons = () =>
    slack.shown.get(firstTs())?.flatMap(({ elements = [] }) => elements.map((e) => e.action_id));
  const incident = async () =>
    (await kit.as(grace).incidents.get.query({ incident: 'INC-1' })).incident;
  const list = async () => (await kit.as(amir).messages.list.query({})).messages;
  return { ...kit, slack, settle, tell, send, click, wordsOf, buttons, incident, list, firstTs };
}

describe('an incident in Slack', () => {
  test('OUT-2: is one message, changed as the incident changes, with its history in the thread', async () => {
    const { as, slack, tell, settle, wordsOf, firstTs, list, buttons } = await inSlack();
    await tell();
    expect(slack.calls).toMatchObject([
      {
        method: 'chat.postMessage',
        authorization: 'Bearer xoxb-a-token-of-some-length',
        input: { channel: conversation, text: 'INC-1 is now with Service desk.' },
      },
    ]);
    expect(wordsOf()).toContain('INC-1: The Wi-Fi is down');
    expect(wordsOf()).toContain('Status: New');
    expect(buttons()).toEqual(['acknowledge', 'resolve', 'open']);
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    await as(grace).incidents.assign.mutate({
      ...{ incident: 'INC-1', team: 'desk', assignee: 'jonas' },
    });
    await settle();
    expect(wordsOf()).toContain('Assignee: Jonas');
    expect(buttons()).toEqual(['resolve', 'open']);
    const resolved = { incident: 'INC-1', code: 'fixed', text: 'A cable was loose.' } as const;
    await as(grace).incidents.resolve.mutate(resolved);
    await settle();
    expect(wordsOf()).toContain('Status: Resolved');
    expect(buttons()).toEqual(['open']);
    await as(grace).incidents.reopen.mutate({ incident: 'INC-1', reason: 'It is down again.' });
    await settle();
    expect(buttons()).toContain('resolve');
    expect([...slack.shown.keys()]).toEqual([firstTs()]);
    expect(new Set(slack.threads().map(([ts]) => ts))).toEqual(new Set([firstTs()]));
    expect(slack.history().toSorted()).toEqual([
      'Acknowledged by Grace Okafor.',
      'INC-1 is now with Jonas.',
      'INC-1 was reopened.',
      'Resolved by Grace Okafor.',
    ]);
    expect((await list()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    const calls = slack.calls.length;
    await settle();
    expect(slack.calls).toHaveLength(calls);
  });

  test('OUT-2: is one message, whichever instance draws it, and what one missed another draws', async () => {
    const database = await emptyDatabase();
    const { slack, tell, as, wordsOf } = await inSlack({ database });
    await tell();
    const silent = testKit({ database, configuration: {} });
    await silent.as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    const other = testKit({
      ...{ database, channels: [slackBy(slack.url)] },
      configuration: {},
    });
    await other.kit.fireDue();
    await expect.poll(() => wordsOf()).not.toContain('"acknowledge"');
    expect([...slack.shown.keys()]).toHaveLength(1);
    expect((await as(amir).messages.list.query({})).messages).toHaveLength(1);
  });

  test('OUT-2: words of people mention nobody there, and what is erased is drawn over', async () => {
    const { as, slack, tell, settle, wordsOf } = await inSlack();
    await tell('<!channel> & <https://evil.example|here>');
    const [section] = slack.calls[0]?.input.blocks ?? [];
    expect(section?.text).toMatchObject({ type: 'plain_text' });
    await as(amir).incidents.erase.mutate({ incident: 'INC-1' });
    await settle();
    expect(wordsOf()).not.toContain('evil');
    expect(slack.calls.at(-1)?.input.text).not.toMatch(/<|evil/);
  });

  test('OUT-4: Slack is left alone as long as it asks', async () => {
    const { as, clock, slack, tell, settle, list, wordsOf } = await inSlack();
    const tooMany = { status: 429, headers: { 'retry-after': '90' } };
    slack.refuse = () => tooMany;
    await tell();
    slack.refuse = () => null;
    clock.now += 60_000;
    await settle();
    expect(slack.calls).toEqual([]);
    expect(await list()).toMatchObject([{ state: 'waiting', problem: 'status-429' }]);
    clock.now += 40_000;
    await settle();
    expect(slack.texts('chat.postMessage')).toHaveLength(1);
    slack.refuse = () => tooMany;
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    await settle();
    slack.refuse = () => null;
    clock.now += 80_000;
    await settle();
    expect(slack.texts('chat.update')).toEqual([]);
    clock.now += 11_000;
    await settle();
    expect(slack.texts('chat.update')).toHaveLength(1);
    expect(wordsOf()).not.toContain('"acknowledge"');
  });

  test.each([
    ['channel_not_found', 'dead'],
    ['not_in_channel', 'waiting'],
  ])('OUT-4: what Slack says against it is listed: %s', async (error, state) => {
    const { slack, tell, list } = await inSlack();
    slack.refuse = () => ({ status: 200, body: { ok: false, error } });
    await tell();
    expect(await list()).toMatchObject([{ state, problem: `slack-${error}` }]);
  });

  test('OUT-2: a message that somebody has deleted there is not drawn again', async () => {
    const { as, slack, tell, settle } = await inSlack();
    await tell();
    let asked = 0;
    slack.refuse = ({ method }) => {
      if (method !== 'chat.update') return null;
      asked += 1;
      return { status: 200, body: { ok: false, error: 'message_not_found' } };
    };
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    await settle();
    const drawn = asked;
    await settle();
    expect(drawn).toBeGreaterThan(0);
    expect(asked).toBe(drawn);
  });
});

test('OUT-2: a conversation that was taken out of the document is told nothing more', async () => {
  const { as, slack, tell, settle } = await inSlack();
  await tell();
  const document = { ...documentOf(conversation), targets: [] };
  await as(amir).configuration.publish.mutate({ kind: 'channels', basedOn: 1, document });
  const calls = slack.calls.length;
  await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
  await settle();
  expect(slack.calls).toHaveLength(calls);
});

describe('a click in Slack', () => {
  test('OUT-12: acts as the person that is linked, and the message is drawn anew', async () => {
    const { slack, tell, click, settle, incident, wordsOf, as } = await inSlack();
    await tell();
    await click('U0GRACE001', 'acknowledge');
    await settle();
    expect(await incident()).toMatchObject({ acknowledged: { by: 'Grace' } });
    expect(wordsOf()).not.toContain('"acknowledge"');
    await click('U0JONAS001', 'resolve');
    await settle();
    expect(await incident()).toMatchObject({ status: { category: 'resolved' } });
    expect(slack.history()).toEqual(['Acknowledged by Grace.', 'Resolved by Jonas.']);
    const { entries } = await as(grace).incidents.timeline.query({ incident: 'INC-1' });
    expect(JSON.stringify(entries)).toContain('Jonas');
  });

  test('OUT-12: whoever is second is told who was first, and a stale message is drawn anew', async () => {
    const { as, slack, tell, click, wordsOf, firstTs } = await inSlack();
    await tell();
    const stale = slack.shown.get(firstTs());
    await click('U0GRACE001', 'acknowledge');
    await click('U0JONAS001', 'acknowledge', stale);
    await click('U0JONAS001', 'resolve', stale);
    const told = slack.calls.filter(({ method }) => method === 'chat.postEphemeral');
    expect(told).toMatchObject([
      {
        input: {
          user: 'U0JONAS001',
          channel: conversation,
          text: expect.stringMatching(/^Grace /),
        },
      },
      {
        input: {
          user: 'U0JONAS001',
          channel: conversation,
          text: expect.stringMatching(/^Grace /),
        },
      },
    ]);
    expect(wordsOf()).not.toContain('"acknowledge"');
    const { incident } = await as(grace).incidents.get.query({ incident: 'INC-1' });
    expect(incident.status.category).not.toBe('resolved');
  });

  test.each(['U0NOBODY01', 'constructor', '__proto__'])(
    'OUT-12: of whoever is not linked does nothing, and they are told so: %s',
    async (user) => {
      const { slack, tell, click, incident } = await inSlack();
      await tell();
      await click(user, 'acknowledge');
      expect(slack.texts('chat.postEphemeral')).toEqual([expect.stringContaining('not linked')]);
      expect((await incident()).acknowledged).toBeNull();
    },
  );

  test('OUT-12: counts only if Slack has signed it within five minutes', async () => {
    const { clock, slack, tell, send, settle, incident, firstTs } = await inSlack();
    await tell();
    const at = { user: 'U0GRACE001', channel: conversation, ts: firstTs() };
    const body = clickOn(slack.shown.get(firstTs()), 'acknowledge', at);
    const by = (now: number, secret = signingSecret) => signed(secret, body, now);
    expect(await send(body, by(clock.now, 'of another app altogether'))).toBe(404);
    expect(await send(body, by(clock.now - 301_000))).toBe(404);
    expect(await send(body, by(clock.now + 301_000))).toBe(404);
    expect(await send(`${body}&more=1`, by(clock.now))).toBe(404);
    expect(await send(body, {})).toBe(404);
    await settle();
    expect((await incident()).acknowledged).toBeNull();
    expect(await send(body, by(clock.now - 299_000))).toBe(200);
    await settle();
    expect((await incident()).acknowledged).not.toBeNull();
  });

  test('OUT-12: the signature is the one of Slack’s own example', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
      '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
      '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const headers = new Headers({
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    });
    expect(isSigned(signingSecret, { headers, body }, 1_531_420_618_000)).toBe(true);
    expect(isSigned(signingSecret, { headers, body: `${body} ` }, 1_531_420_618_000)).toBe(false);
  });

  test('OUT-12: what is no click of ours is answered, and nothing comes of it', async () => {
    const { clock, send, tell, settle, slack } = await inSlack();
    await tell();
    const calls = slack.calls.length;
    const forms = [
      '',
      'payload=',
      'payload=%7B%7D',
      clickOn([], 'open', { user: 'U', channel: 'C', ts: '1' }),
    ];
    for (const body of forms)
      expect(await send(body, signed(signingSecret, body, clock.now))).toBe(200);
    await settle();
    expect(slack.calls).toHaveLength(calls);
  });

  test('OUT-12: is offered only where it can be checked', async () => {
    const { tell, buttons, send, clock } = await inSlack({ change: { signingSecret: undefined } });
    await tell();
    expect(buttons()).toEqual(['open']);
    expect(await send('', signed('', '', clock.now))).toBe(404);
  });
});

test.each(['#incidents', 'U0GRACE001', 'https://slack.example/C0123456789'])(
  'OUT-6: the address of a target is one of its channel: slack, %s',
  async (address) => {
    const kit = testKit({ configuration: { teams } });
    const document = documentOf(address);
    const draft = { kind: 'channels', basedOn: 0, document } as const;
    const { fields } = await refusalOf(kit.as(amir).configuration.publish.mutate(draft));
    expect(fields?.map(({ code }) => code)).toEqual(['wrong-format', 'wrong-format']);
  },
);
