import { createHmac, randomUUID } from 'node:crypto';
import type { IncidentKitOptions } from '@incident-kit/server';
import { describe, expect, test } from 'vitest';
import { base, grace, report, rosa, testKit } from '../support/kit.ts';
import { teams } from './told-outside.ts';

type Settings = NonNullable<IncidentKitOptions['channels']>[number];

const secret = Buffer.from('a security token of thirty-two b').toString('base64');
const jonas = '0a1b2c3d-0000-4000-8000-00000000000a';
const stranger = '0a1b2c3d-0000-4000-8000-00000000000b';
const settings: Settings = {
  ...{ id: 'office', kind: 'teams', workflows: {} },
  commands: { secret, people: { [jonas.toUpperCase()]: 'jonas' } },
};

function inTeams() {
  const kit = testKit({ channels: [settings], configuration: { teams } });
  const { clock } = kit;
  const post = (body: string, authorization: string, channel = 'office') =>
    kit.kit.fetch(
      new Request(`${base}/channels/teams/${channel}`, {
        method: 'POST',
        body,
        headers: { authorization },
      }),
    );
  const activity = (text: string, rest: object = {}) =>
    JSON.stringify({
      ...{ type: 'message', id: randomUUID(), timestamp: new Date(clock.now).toISOString() },
      text: `<p><at>kit</at>&nbsp;${text}</p>`,
      from: { id: '29:1', name: 'Jonas', aadObjectId: jonas },
      ...rest,
    });
  const sign = (body: string, key = secret) =>
    `HMAC ${createHmac('sha256', Buffer.from(key, 'base64')).update(body).digest('base64')}`;
  const send = async (body: string) => {
    const answer = await post(body, sign(body));
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { type: string; text: string }).text.replaceAll('\\', '');
  };
  const say = (text: string, rest?: object) => send(activity(text, rest));
  const incident = async () =>
    (await kit.as(grace).incidents.get.query({ incident: 'INC-1' })).incident;
  const entries = async () =>
    (await kit.as(grace).incidents.timeline.query({ incident: 'INC-1' })).entries;
  return { ...kit, post, activity, sign, send, say, incident, entries };
}

describe('commands in Teams', () => {
  test('OUT-26: what somebody writes is done as the person that is linked, and answered', async () => {
    const { as, say, incident, entries } = inTeams();
    await as(rosa).incidents.report.mutate(report());
    expect(await say('ack inc-1')).toBe('INC-1: you have acknowledged it.');
    expect(await incident()).toMatchObject({ acknowledged: { by: 'Jonas' } });
    expect(await say('take INC-1')).toBe('INC-1: it is yours.');
    expect(await incident()).toMatchObject({ assignee: { id: 'jonas' } });
    expect(await say('note INC-1 The switch &lt;b&gt; &amp; its cable')).toContain('can read');
    expect((await entries()).at(-1)).toMatchObject({
      ...{ kind: 'note', visibility: 'internal', text: 'The switch <b> & its cable' },
    });
    expect(await say('Resolve INC-1 A new cable.')).toBe('INC-1: it is resolved.');
    expect((await entries()).at(-1)).toMatchObject({ kind: 'resolved', text: 'A new cable.' });
  });

  test('OUT-26: what cannot be done says why, and what is no command which there are', async () => {
    const { as, say, entries } = inTeams();
    await as(rosa).incidents.report.mutate(report());
    const before = await entries();
    for (const said of ['hello', 'ack', 'delete INC-1', 'constructor INC-1']) {
      expect(await say(said), said).toContain('Write one of these');
    }
    expect(await say('ack INC-77')).toContain('INC-77');
    expect(await say('resolve INC-1 x')).toContain('at least 3 characters');
    expect(await entries()).toEqual(before);
    await say('ack INC-1');
    expect(await say('ack INC-1')).toMatch(/acknowledged/);
  });

  test('OUT-26: who is not linked is told so, and nothing happens', async () => {
    const { as, say, incident } = inTeams();
    await as(rosa).incidents.report.mutate(report());
    for (const from of [{ aadObjectId: stranger }, { aadObjectId: '__proto__' }, {}]) {
      expect(await say('ack INC-1', { from })).toContain('not linked');
    }
    expect((await incident()).acknowledged).toBeNull();
  });

  test('OUT-26: what comes twice is done once', async () => {
    const { as, activity, send, entries } = inTeams();
    await as(rosa).incidents.report.mutate(report());
    const body = activity('note INC-1 Only once');
    const answers = [await send(body), await send(body)];
    expect(new Set(answers).size).toBe(1);
    expect((await entries()).filter(({ kind }) => kind === 'note')).toHaveLength(1);
  });

  test('OUT-27: what is not signed, wrongly, by another, of another time or to no channel is not found', async () => {
    const { as, post, activity, sign, incident, clock } = inTeams();
    await as(rosa).incidents.report.mutate(report());
    const body = activity('ack INC-1');
    const at = (ms: number) =>
      activity('ack INC-1', { timestamp: new Date(clock.now + ms).toISOString() });
    const [late, early] = [at(-6 * 60_000), at(6 * 60_000)];
    const other = Buffer.from('another security token of 32 byt').toString('base64');
    for (const [text, signature, channel] of [
      [body, ''],
      [body, sign(`${body} `)],
      [body, sign(body, other)],
      [body.replace('INC-1', 'INC-2'), sign(body)],
      [late, sign(late)],
      [early, sign(early)],
      [body, sign(body), 'nowhere'],
      ['{', sign('{')],
    ] as const) {
      expect((await post(text, signature, channel)).status).toBe(404);
    }
    expect((await incident()).acknowledged).toBeNull();
  });
});
