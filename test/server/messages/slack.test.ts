import { describe, expect, test } from 'vitest';
import { emptyDatabase } from '../support/database.ts';
import { amir, grace, refusalOf, testKit } from '../support/kit.ts';
import { conversation, documentOf, inSlack, slackBy } from './in-slack.ts';
import { teams } from './told-outside.ts';

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
    expect(buttons()).toEqual(['acknowledge', 'assign', 'resolve', 'add-internal-note', 'open']);
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    await as(grace).incidents.assign.mutate({
      ...{ incident: 'INC-1', team: 'desk', assignee: 'jonas' },
    });
    await settle();
    expect(wordsOf()).toContain('Assignee: Jonas');
    expect(buttons()).toEqual(['assign', 'resolve', 'add-internal-note', 'open']);
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
