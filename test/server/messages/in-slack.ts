import type { IncidentKitOptions } from '@incident-kit/server';
import { expect } from 'vitest';
import { amir, base, grace, report, rosa, testKit } from '../support/kit.ts';
import { clickOn, signed, slackServer, submissionOf } from './slack-server.ts';
import { channelsOf, telling } from './told-outside.ts';

type Settings = NonNullable<IncidentKitOptions['channels']>[number];

const { configuration } = telling([]);
export const conversation = 'C0123456789';
export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const people = { U0GRACE001: 'grace', U0JONAS001: 'jonas' };

export const slackBy = (url: string, change: object = {}): Settings => ({
  ...{ id: 'hook', kind: 'slack', url, token: 'xoxb-a-token-of-some-length' },
  ...{ signingSecret, people, allowPrivateAddresses: true },
  ...change,
});

export const documentOf = (address: string) => ({
  ...channelsOf([{ address }, { address, owner: { whom: 'person', person: 'jonas' } }], {
    link: 'https://desk.example/{incident}',
  }),
  channels: [{ id: 'hook', name: 'Slack', kind: 'slack' as const }],
});

/** A kit whose team is told in Slack, and what it takes to press what is there. */
export async function inSlack({
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
  const post = (body: string, headers: Record<string, string>) =>
    kit.kit.fetch(new Request(`${base}/channels/slack/hook`, { method: 'POST', body, headers }));
  const send = async (body: string, headers: Record<string, string>) =>
    (await post(body, headers)).status;
  const firstTs = () => [...slack.shown.keys()][0] ?? '';
  const click = async (user: string, action: string, blocks = slack.shown.get(firstTs())) => {
    const body = clickOn(blocks, action, { user, channel: conversation, ts: firstTs() });
    expect(await send(body, signed(signingSecret, body, kit.clock.now))).toBe(200);
    await settle();
  };
  /** Sends the form that was opened last. @returns what is wrong with it; null for nothing */
  const submit = async (user: string, values: Record<string, string>) => {
    const body = submissionOf(slack.form(), { user, values });
    const answer = await post(body, signed(signingSecret, body, kit.clock.now));
    expect(answer.status).toBe(200);
    const said = await answer.text();
    await settle();
    return said === '' ? null : JSON.parse(said);
  };
  const wordsOf = (ts = firstTs()) => JSON.stringify(slack.shown.get(ts));
  const buttons = () =>
    slack.shown.get(firstTs())?.flatMap(({ elements = [] }) => elements.map((e) => e.action_id));
  const incident = async () =>
    (await kit.as(grace).incidents.get.query({ incident: 'INC-1' })).incident;
  const list = async () => (await kit.as(amir).messages.list.query({})).messages;
  return {
    ...kit,
    slack,
    settle,
    tell,
    send,
    click,
    submit,
    wordsOf,
    buttons,
    incident,
    list,
    firstTs,
  };
}
