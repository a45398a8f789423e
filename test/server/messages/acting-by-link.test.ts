import { channelsSchema } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { amir, base, grace, report, rosa, testKit } from '../support/kit.ts';
import { type Received, receiver } from './receiver.ts';
import { telling } from './told-outside.ts';

const day = 24 * 3_600_000;

interface Button {
  title: string;
  url: string;
}

/** A kit that tells Grace of everything in her own chat in Teams, and what its first card offers there. */
async function inHerChat() {
  const there = await receiver();
  const hers = { id: 'hers', channel: 'office', owner: { whom: 'person', person: 'grace' } };
  const teamTarget = { id: 'all', channel: 'office', owner: { whom: 'team', team: 'desk' } };
  const office = { id: 'office', name: 'Office', kind: 'teams' } as const;
  const channels = (...targets: object[]) =>
    channelsSchema.parse({ channels: [office], targets, link: 'https://desk.example/{incident}' });
  const kit = testKit({
    publicUrl: base,
    channels: [
      {
        ...{ id: 'office', kind: 'teams', allowPrivateAddresses: true },
        workflows: { grace: `${there.url}/grace`, desk: `${there.url}/desk` },
      },
    ],
    configuration: {
      ...telling([]).configuration,
      channels: channels({ ...hers, address: 'grace' }, { ...teamTarget, address: 'desk' }),
    },
  });
  await kit.as(rosa).incidents.report.mutate(report({ title: 'The <b>switch</b>' }));
  await kit.as(amir).incidents.assign.mutate({ incident: 'INC-1', assignee: 'grace' });
  await kit.kit.fireDue();
  const buttonsAt = (path: string) => {
    const card = there.received.findLast((each) => each.path === path) as Received | undefined;
    const actions: Button[] = JSON.parse(card?.body ?? '').attachments[0].content.actions;
    return actions;
  };
  const [acknowledge, resolve] = buttonsAt('/grace').map(({ url }) => url);
  if (!acknowledge || !resolve) throw new Error('There are no buttons.');
  const ask = async (url: string, form?: Record<string, string>) => {
    const body = form && new URLSearchParams(form);
    const answer = await kit.kit.fetch(new Request(url, body ? { method: 'POST', body } : {}));
    return { status: answer.status, page: await answer.text() };
  };
  const incident = async () =>
    (await kit.as(grace).incidents.get.query({ incident: 'INC-1' })).incident;
  return { ...kit, buttonsAt, acknowledge, resolve, ask, incident, channels };
}

describe('what a message leads to, to act by', () => {
  test('OUT-28: a card to a person has buttons, and to a team, which is nobody, it has none', async () => {
    const { buttonsAt } = await inHerChat();
    const titles = (path: string) => buttonsAt(path).map(({ title }) => title);
    expect(titles('/grace')).toEqual(['Acknowledge …', 'Resolve …', 'INC-1']);
    expect(titles('/desk')).toEqual(['INC-1']);
  });

  test('OUT-28: opening the page does nothing; its button acts as whoever was sent it', async () => {
    const { acknowledge, resolve, ask, incident } = await inHerChat();
    const { status, page } = await ask(acknowledge);
    expect(status).toBe(200);
    expect(page).toContain('The &lt;b&gt;switch&lt;/b&gt;');
    expect((await incident()).acknowledged).toBeNull();
    expect((await ask(acknowledge, {})).page).toContain('You have acknowledged INC-1');
    expect((await incident()).acknowledged).toMatchObject({ by: 'Grace' });
    const again = await ask(acknowledge);
    expect(again.page).toContain('acknowledged by Grace');
    expect(again.page).not.toContain('<form');
    const short = await ask(resolve, { text: '"' });
    expect(short).toMatchObject({ status: 422 });
    expect(short.page).toContain('at least 3 characters');
    expect(short.page).toContain('>&quot;</textarea>');
    expect((await ask(resolve, { text: 'A new cable.' })).page).toContain('You have resolved');
    expect((await ask(resolve, { text: 'A new cable.' })).page).toContain('INC-1 is Resolved');
    expect((await incident()).status.category).toBe('resolved');
  });

  test('OUT-28: a link that was changed, is too old or of somebody who is told there no more is good for nothing', async () => {
    const { acknowledge, resolve, ask, incident, clock, as, channels } = await inHerChat();
    const token = (url: string) => url.slice(url.lastIndexOf('/') + 1);
    const [, ...signed] = token(acknowledge).split('.');
    const [said] = token(resolve).split('.');
    const swapped = [said, ...signed].join('.');
    for (const each of [`${acknowledge}x`, acknowledge.replace(token(acknowledge), swapped)]) {
      expect((await ask(each, {})).status).toBe(404);
    }
    clock.now += 3 * day;
    expect(await ask(acknowledge, {})).toMatchObject({ status: 404 });
    clock.now -= 2 * day;
    expect((await ask(acknowledge)).status).toBe(200);
    await as(amir).configuration.publish.mutate({
      ...{ kind: 'channels', basedOn: 1, document: channels() },
    });
    const ended = await ask(acknowledge, {});
    expect(ended).toMatchObject({ status: 404 });
    expect(ended.page).toContain('sign in to the service desk');
    expect((await incident()).acknowledged).toBeNull();
  });
});
