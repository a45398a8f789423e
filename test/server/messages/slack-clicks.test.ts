import { describe, expect, test } from 'vitest';
import { isSigned } from '../../../packages/server/src/notify/slack/signature.ts';
import { grace, rosa } from '../support/kit.ts';
import { conversation, inSlack, signingSecret } from './in-slack.ts';
import { clickOn, signed } from './slack-server.ts';

describe('a click in Slack', () => {
  test('OUT-12: acts as the person that is linked, and the message is drawn anew', async () => {
    const { slack, tell, click, incident, wordsOf } = await inSlack();
    await tell();
    await click('U0GRACE001', 'acknowledge');
    expect(await incident()).toMatchObject({ acknowledged: { by: 'Grace' } });
    expect(wordsOf()).not.toContain('"acknowledge"');
    expect(slack.history()).toEqual(['Acknowledged by Grace.']);
  });

  test('OUT-15: “Assign to me” gives it to whoever presses it', async () => {
    const { tell, click, incident, wordsOf, buttons } = await inSlack();
    await tell();
    await click('U0JONAS001', 'assign');
    expect(await incident()).toMatchObject({ team: 'desk', assignee: { id: 'jonas' } });
    expect(wordsOf()).toContain('Assignee: Jonas');
    expect(buttons()).toContain('assign');
  });

  test('OUT-15: whoever it is assigned to already is told so', async () => {
    const { tell, click, slack } = await inSlack();
    await tell();
    await click('U0JONAS001', 'assign');
    await click('U0JONAS001', 'assign');
    expect(slack.texts('chat.postEphemeral')).toEqual(['It is already assigned like this.']);
  });

  test('OUT-14: resolving asks how, and whoever reported it reads that', async () => {
    const { slack, tell, click, submit, incident, wordsOf, as } = await inSlack();
    await tell();
    await click('U0JONAS001', 'resolve');
    expect((await incident()).status.category).toBe('new');
    expect(slack.form()).toMatchObject({
      callback_id: 'resolve',
      title: { text: 'Resolve INC-1' },
    });
    const values = { code: 'workaround', text: 'Use the cable.' };
    expect(await submit('U0JONAS001', values)).toBeNull();
    expect(wordsOf()).toContain('Status: Resolved');
    expect(slack.history()).toEqual(['Resolved by Jonas.']);
    const { entries } = await as(rosa).incidents.timeline.query({ incident: 'INC-1' });
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'resolved', ...values }));
  });

  test.each([
    ['too little', { text: 'x' }, { text: expect.stringContaining('at least 3 characters') }],
    ['no way that there is', { code: 'magic', text: 'It is fixed.' }, { code: expect.any(String) }],
  ])(
    'OUT-14: a form says what is wrong with it, and nothing happens: %s',
    async (_, values, errors) => {
      const { tell, click, submit, incident } = await inSlack();
      await tell();
      await click('U0GRACE001', 'resolve');
      expect(await submit('U0GRACE001', values)).toEqual({ response_action: 'errors', errors });
      expect((await incident()).status.category).toBe('new');
    },
  );

  test('OUT-14: a form says who was faster, and who is not linked sends none', async () => {
    const { as, tell, click, submit, incident } = await inSlack();
    await tell();
    await click('U0GRACE001', 'resolve');
    const values = { text: 'It is fixed.' };
    expect(await submit('U0NOBODY01', values)).toMatchObject({
      errors: { text: expect.stringContaining('not linked') },
    });
    await as({ ...grace, sub: 'jonas', name: 'Jonas' }).incidents.acknowledge.mutate({
      incident: 'INC-1',
    });
    expect(await submit('U0GRACE001', values)).toMatchObject({
      errors: { text: expect.stringMatching(/^Jonas changed the status/) },
    });
    expect((await incident()).status.category).not.toBe('resolved');
  });

  test('OUT-14: a form that Slack does not open is not waited for', async () => {
    const { tell, click, slack } = await inSlack();
    await tell();
    slack.refuse = ({ method }) =>
      method === 'views.open'
        ? { status: 200, body: { ok: false, error: 'expired_trigger_id' } }
        : null;
    await click('U0GRACE001', 'resolve');
    expect(slack.texts('chat.postEphemeral')).toEqual([expect.stringContaining('Press')]);
  });

  test.each(['internal', 'public'])(
    'OUT-14: a note is %s as its form says, and one however often it is sent',
    async (visibility) => {
      const { as, tell, click, submit, slack, settle } = await inSlack();
      await tell();
      await click('U0GRACE001', 'add-internal-note');
      // What was done meanwhile is in the way of no note.
      await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
      await settle();
      const values = { text: 'The switch is hot.', ...(visibility === 'public' && { visibility }) };
      expect(await submit('U0GRACE001', values)).toBeNull();
      expect(await submit('U0GRACE001', values)).toBeNull();
      const notesOf = async (who: typeof grace) =>
        (await as(who).incidents.timeline.query({ incident: 'INC-1' })).entries.filter(
          ({ kind }) => kind === 'note',
        );
      expect(await notesOf(grace)).toMatchObject([{ text: 'The switch is hot.', visibility }]);
      expect(await notesOf(rosa)).toHaveLength(visibility === 'public' ? 1 : 0);
      expect(slack.history()).toContain('A note was written by Grace.');
      expect(JSON.stringify(slack.threads())).not.toContain('switch');
    },
  );

  test('OUT-13: is done when it is answered, however slow Slack is to hear of it', async () => {
    const { clock, tell, send, slack, incident, firstTs, settle } = await inSlack();
    await tell();
    slack.refuse = () => ({ status: 500 });
    const at = { user: 'U0GRACE001', channel: conversation, ts: firstTs() };
    const body = clickOn(slack.shown.get(firstTs()), 'acknowledge', at);
    expect(await send(body, signed(signingSecret, body, clock.now))).toBe(200);
    expect((await incident()).acknowledged).toMatchObject({ by: 'Grace' });
    await settle();
  });

  test('OUT-12: whoever is second is told who was first, and a stale message is drawn anew', async () => {
    const { slack, tell, click, wordsOf, firstTs } = await inSlack();
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
    expect(slack.form()).toBeUndefined();
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
