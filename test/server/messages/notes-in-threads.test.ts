import { describe, expect, test } from 'vitest';
import { base, grace } from '../support/kit.ts';
import { conversation, inSlack, signingSecret } from './in-slack.ts';
import { signed } from './slack-server.ts';

/** A kit in Slack, and what Slack tells it of. */
async function inThreads() {
  const made = await inSlack();
  const { kit, clock, as, firstTs, tell, settle } = made;
  await tell();
  const post = async (said: object, secret = signingSecret, more: Record<string, string> = {}) => {
    const body = JSON.stringify(said);
    const headers = { ...signed(secret, body, clock.now), ...more };
    const url = `${base}/channels/slack/hook/events`;
    const answer = await kit.fetch(new Request(url, { method: 'POST', body, headers }));
    await settle();
    return { status: answer.status, said: await answer.text() };
  };
  const written = (text: string, rest: object = {}) => ({
    type: 'event_callback',
    event: {
      ...{ type: 'message', user: 'U0JONAS001', channel: conversation, text },
      ...{ ts: '1700000000.000100', thread_ts: firstTs(), ...rest },
    },
  });
  const notes = async () => {
    const { entries } = await as(grace).incidents.timeline.query({ incident: 'INC-1' });
    return entries.filter(({ kind }) => kind === 'note');
  };
  return { ...made, post, written, notes };
}

describe('what is written into a thread in Slack', () => {
  test('OUT-30: is a note for the desk of the person that is linked, once, without the markup of Slack', async () => {
    const { post, written, notes } = await inThreads();
    const text = 'See <https://wiki.example/a|the page> &amp; ask <@U0GRACE001> &lt;b&gt;';
    const first = await post(written(text));
    expect(first).toEqual({ status: 200, said: '' });
    await post(written(text), signingSecret, { 'x-slack-retry-num': '1' });
    expect(await notes()).toMatchObject([
      {
        ...{ visibility: 'internal', actor: { name: 'Jonas' } },
        text: 'See the page (https://wiki.example/a) & ask @… <b>',
      },
    ]);
  });

  test('OUT-30: of a bot, changed, outside of our threads or of nobody who is linked it is none', async () => {
    const { post, written, notes, slack } = await inThreads();
    for (const rest of [
      { bot_id: 'B1' },
      { subtype: 'message_changed' },
      { thread_ts: undefined },
      { thread_ts: '1.2' },
      { channel: 'C0000000000' },
    ]) {
      expect((await post(written('Nothing', rest))).status).toBe(200);
    }
    expect(slack.texts('chat.postEphemeral')).toEqual([]);
    await post(written('A stranger', { user: 'U0NOBODY01' }));
    expect(slack.texts('chat.postEphemeral')).toEqual([expect.stringContaining('not linked')]);
    expect(await notes()).toEqual([]);
  });

  test('OUT-30: Slack is told that somebody is there, and nobody else is', async () => {
    const { post, written, notes } = await inThreads();
    const asked = { type: 'url_verification', challenge: 'abc' };
    expect(await post(asked)).toEqual({ status: 200, said: 'abc' });
    expect((await post(asked, 'another secret of slack')).status).toBe(404);
    expect((await post(written('Forged'), 'another secret of slack')).status).toBe(404);
    expect(await notes()).toEqual([]);
  });
});
