import type { SendMailOptions } from 'nodemailer';
import type { Email } from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { channelSettingsSchema } from '../../../packages/server/src/access/channels.ts';
import { newTextOf } from '../../../packages/server/src/notify/email/reply-text.ts';
import { amir, base, grace, report, rosa, testKit } from '../support/kit.ts';
import { headerOf, mailServer } from './mail-server.ts';
import { channelsOf, telling } from './told-outside.ts';

const secret = '9f2c4be17a8d4063b5e1c7f0a4d29e86';
const from = { name: 'Service desk', address: 'desk@example.com' };
const { configuration } = telling([]);
const person = (name: string) => ({
  address: `${name}@example.com`,
  owner: { whom: 'person', person: name },
});

/** A desk that tells Grace and the address of a team by mail, and reads the answers that a mail server passes on. */
async function deskByMail(
  targets: object[] = [
    person('grace'),
    { address: 'team@example.com', owner: { whom: 'team', team: 'desk' } },
  ],
) {
  const outside = await mailServer();
  const kit = testKit({
    publicUrl: base,
    channels: [
      {
        id: 'hook',
        kind: 'email',
        server: outside.at,
        from,
        requireTls: false,
        replies: { address: 'desk@example.com', secret },
      },
    ],
    configuration: {
      ...configuration,
      channels: {
        ...channelsOf(targets),
        channels: [{ id: 'hook', name: 'Mail', kind: 'email' as const }],
      },
    },
  });
  const post = (body: Uint8Array | string, key = secret) =>
    kit.kit.fetch(
      new Request(`${base}/channels/email/hook/${key}`, {
        method: 'POST',
        headers: { 'content-type': 'message/rfc822' },
        body: body as BodyInit,
      }),
    );
  const answers: number[] = [];
  const inside = await mailServer(async (bytes) => {
    answers.push((await post(bytes)).status);
  });
  await kit.as(rosa).incidents.report.mutate(report());
  await kit.kit.fireDue();
  const to = (address: string): Email => {
    const found = outside.mails.find((mail) => mail.to?.[0]?.address === address);
    if (!found) throw new Error(`Nothing was sent to ${address}.`);
    return found;
  };
  /** Answers to a mail, as programs do. Gives the status that the mail server got. */
  const answer = async (mail: Email, change: SendMailOptions): Promise<number> => {
    await inside.send({
      from: mail.to?.[0]?.address,
      to: (mail.replyTo ?? [])[0]?.address ?? 'desk@example.com',
      subject: `Re: ${mail.subject}`,
      inReplyTo: mail.messageId,
      text: 'I look into it.',
      ...change,
    });
    return answers.at(-1) ?? 0;
  };
  const notes = async () => {
    const { entries } = await kit.as(grace).incidents.timeline.query({ incident: 'INC-1' });
    return entries.flatMap((each) => (each.kind === 'note' ? [each] : []));
  };
  return { ...kit, outside, inside, post, to, answer, notes };
}

describe('answers to mails', () => {
  test('OUT-16: what somebody answers is a note for the desk, in their name, without what they answer to', async () => {
    const { to, answer, notes } = await deskByMail();
    const mail = to('grace@example.com');
    const text = `It is the switch.\n\nI go there.\n\n> ${mail.text?.replaceAll('\n', '\n> ')}`;
    expect(await answer(mail, { text })).toBe(204);
    expect(await notes()).toMatchObject([
      {
        text: 'It is the switch.\n\nI go there.',
        visibility: 'internal',
        actor: { name: 'Grace', role: 'agent' },
      },
    ]);
  });

  test('OUT-16: the same answer is one note, however often it is passed on', async () => {
    const { to, answer, notes } = await deskByMail();
    const mail = to('grace@example.com');
    for (let times = 0; times < 3; times += 1) {
      expect(await answer(mail, { messageId: '<1@mail.example.com>' })).toBe(204);
    }
    expect(await answer(mail, { messageId: '<2@mail.example.com>', text: 'Done.' })).toBe(204);
    expect((await notes()).map(({ text }) => text)).toEqual(['I look into it.', 'Done.']);
  });

  test('OUT-17: nobody answers for somebody else: it takes the address that their mail had, and theirs', async () => {
    const { to, answer, notes } = await deskByMail([person('grace'), person('jonas')]);
    const [ofGrace, ofJonas] = [to('grace@example.com'), to('jonas@example.com')];
    const own = ofGrace.replyTo?.[0]?.address ?? '';
    expect(own).not.toBe(ofJonas.replyTo?.[0]?.address);
    // As Grace, by the address of Jonas's mail, by one that was made up, and by that of the desk.
    const made = own.replace(/.@/, (last) => (last.startsWith('a') ? 'b@' : 'a@'));
    const other = own.replace(/\+[^-]+/, '+zz');
    const theirs = ofJonas.replyTo?.[0]?.address;
    for (const address of [theirs, made, other, 'desk@example.com', 'desk+1-@example.com']) {
      expect(await answer(ofGrace, { to: address })).toBe(404);
    }
    // By the address of her mail, but from another one.
    expect(await answer(ofGrace, { from: 'eve@example.com' })).toBe(404);
    expect(await notes()).toEqual([]);
    // However programs for mail write it.
    expect(await answer(ofGrace, { to: own.toUpperCase(), from: 'GRACE@example.com' })).toBe(204);
    expect(await notes()).toHaveLength(1);
  });

  test('OUT-17: an address of several people has nothing to answer to', async () => {
    const { to } = await deskByMail();
    const mail = to('team@example.com');
    expect(mail.replyTo ?? []).toEqual([]);
    expect(headerOf(mail, 'list-unsubscribe')).toBeUndefined();
    expect(to('grace@example.com').text).toContain('the service desk reads it as a note');
    expect(mail.text).not.toContain('the service desk reads it as a note');
  });

  test('OUT-17: who is told no more answers no more', async () => {
    const { as, to, answer, notes } = await deskByMail();
    const { current } = await as(amir).configuration.get.query({ kind: 'channels' });
    await as(amir).configuration.publish.mutate({
      kind: 'channels',
      basedOn: current.version,
      document: { ...current.document, targets: [] },
    } as never);
    expect(await answer(to('grace@example.com'), {})).toBe(404);
    expect(await notes()).toEqual([]);
  });

  test.each([
    ['an answering machine', { 'Auto-Submitted': 'auto-replied' }],
    ['one that says so in its own way', { Precedence: 'auto_reply' }],
    ['a mailing list', { 'List-Id': '<all.example.com>' }],
    ['a kit', { 'Incident-Kit-Message': 'msg_1_abc' }],
  ])('OUT-18: what %s answers is no note, and is not answered', async (_, headers) => {
    const { to, answer, notes } = await deskByMail();
    expect(await answer(to('grace@example.com'), { headers })).toBe(204);
    expect(await notes()).toEqual([]);
  });

  test('OUT-18: what cannot be a note is refused with why, for whoever wrote it', async () => {
    const { to, answer, notes, post } = await deskByMail();
    const mail = to('grace@example.com');
    expect(await answer(mail, { text: '> Quoted only' })).toBe(400);
    expect(await answer(mail, { text: 'x'.repeat(10_001) })).toBe(400);
    expect(await answer(mail, { text: 'x '.repeat(200_000) })).toBe(413);
    const raw = [
      'From: grace@example.com',
      `To: ${mail.replyTo?.[0]?.address}`,
      'Content-Type: text/html',
      '',
      '<p>By <b>another</b> program</p><blockquote>Something older</blockquote>',
    ].join('\r\n');
    expect((await post(raw)).status).toBe(204);
    expect((await notes()).map(({ text }) => text)).toEqual(['By another program']);
    expect((await post('no mail at all')).status).toBe(404);
    expect((await post(raw, 'another'.repeat(6))).status).toBe(404);
  });

  test('OUT-18: of an incident that is over it is what a note of the desk is', async () => {
    const { as, to, answer, notes } = await deskByMail();
    await as(grace).incidents.cancel.mutate({ incident: 'INC-1', reason: 'It was none' });
    const text = 'Nobody was there';
    const byHand = await as(grace)
      .incidents.addNote.mutate({ incident: 'INC-1', text, visibility: 'internal' })
      .then(() => 'taken')
      .catch(() => 'refused');
    const status = await answer(to('grace@example.com'), { text });
    expect(status < 300 ? 'taken' : 'refused').toBe(byHand);
    expect(await notes()).toHaveLength(byHand === 'taken' ? 2 : 0);
  });

  test('OUT-16: what programs put below an answer is left out, and nothing of the answer is', () => {
    const quoted = [
      'On Mon, 23 Nov 2026 at 09:00, Service desk <desk@example.com> wrote:\n> Old',
      'On Mon, 23 Nov 2026 at 09:00, Service desk\n<desk@example.com> wrote:\n> Old',
      'Am 23.11.2026 um 09:00 schrieb Service desk <desk@example.com>:\n> Old',
      '-----Original Message-----\nFrom: desk',
      '________________________________\nFrom: desk',
      'From: desk@example.com\nSent: Monday\nOld',
      '> Old',
      '-- \nGrace Okafor\nService desk',
    ];
    for (const each of quoted)
      expect(newTextOf(`New\r\n\r\nand more\n\n${each}`)).toBe('New\n\nand more');
    const whole = 'On it. I wrote a fix:\nfrom: here\n- one\n-- two\n5 > 3';
    expect(newTextOf(whole)).toBe(whole);
    expect(newTextOf('> Only what was')).toBe('');
  });

  test('OUT-16: the settings of replies are checked', () => {
    const isRead = (replies: object) =>
      channelSettingsSchema.safeParse([
        { id: 'mail', kind: 'email', server: 'smtp://a.example', from, replies },
      ]).success;
    expect(isRead({ address: 'desk@example.com', secret })).toBe(true);
    expect(isRead({ address: 'desk+all@example.com', secret })).toBe(false);
    expect(isRead({ address: `${'a'.repeat(30)}@example.com`, secret })).toBe(false);
    expect(isRead({ address: 'desk@example.com', secret: 'a'.repeat(40) })).toBe(false);
  });
});

describe('ending mails', () => {
  const linkIn = (mail: Email) =>
    /^<(.+)>$/.exec(headerOf(mail, 'list-unsubscribe') ?? '')?.[1] ?? '';

  test('OUT-19: one click ends the mails of that person, and says so in the document', async () => {
    const { kit, as, to, outside } = await deskByMail();
    const mail = to('grace@example.com');
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const link = linkIn(mail);
    expect(mail.text).toContain(link);
    // What looks for harm in mails opens links, and ends nothing by it.
    const page = await kit.fetch(new Request(link));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<form method="post">');
    const versionOf = async () =>
      (await as(amir).configuration.get.query({ kind: 'channels' })).current.version;
    const before = await versionOf();
    const click = () =>
      kit.fetch(
        new Request(link, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'List-Unsubscribe=One-Click',
        }),
      );
    expect((await click()).status).toBe(200);
    expect((await click()).status).toBe(200);
    expect(await versionOf()).toBe(before + 1);
    const { current } = await as(amir).configuration.get.query({ kind: 'channels' });
    expect(current).toMatchObject({ publishedBy: 'Grace', reason: expect.stringContaining('t1') });
    expect(JSON.stringify(current.document)).not.toContain('grace@example.com');
    outside.mails.length = 0;
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    expect(outside.mails.map((each) => each.to?.[0]?.address)).toEqual(['team@example.com']);
    expect(await (await kit.fetch(new Request(link))).text()).not.toContain('<form');
  });

  test('OUT-19: a mail that waits is not sent any more', async () => {
    const quiet = { zone: 'UTC', from: '08:00', to: '18:00' };
    const { kit, as, clock, outside, to } = await deskByMail([person('grace')]);
    const link = linkIn(to('grace@example.com'));
    const { current } = await as(amir).configuration.get.query({ kind: 'channels' });
    const [target] = (current.document as { targets: object[] }).targets;
    await as(amir).configuration.publish.mutate({
      kind: 'channels',
      basedOn: current.version,
      document: { ...current.document, targets: [{ ...target, quiet }] },
    } as never);
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    expect(outside.mails).toHaveLength(1);
    await kit.fetch(new Request(link, { method: 'POST' }));
    clock.now += 10 * 3_600_000;
    await kit.fireDue();
    expect(outside.mails).toHaveLength(1);
    const { messages } = await as(amir).messages.list.query({});
    expect(messages[0]).toMatchObject({ state: 'dead', problem: 'gone' });
  });

  test('OUT-19: a link that was changed, or is too old, ends nothing', async () => {
    const { kit, as, clock, to } = await deskByMail();
    const link = linkIn(to('grace@example.com'));
    const post = async (address: string) =>
      (await kit.fetch(new Request(address, { method: 'POST' }))).status;
    expect(await post(`${link.slice(0, -1)}${link.endsWith('A') ? 'Q' : 'A'}`)).toBe(404);
    expect(await post(`${base}/channels/unsubscribe/nothing`)).toBe(404);
    clock.now += 91 * 24 * 3_600_000;
    expect(await post(link)).toBe(404);
    const { current } = await as(amir).configuration.get.query({ kind: 'channels' });
    expect(JSON.stringify(current.document)).toContain('grace@example.com');
  });
});
