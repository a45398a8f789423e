import type { SendMailOptions } from 'nodemailer';
import type { Email } from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { amir, base, grace, report, rosa, testKit, visitor } from '../support/kit.ts';
import { headerOf, mailServer } from './mail-server.ts';

const day = 24 * 60 * 60_000;
const secret = '9f2c4be17a8d4063b5e1c7f0a4d29e86';
const address = 'rosa@example.com';
/** As the host's token has it. */
const mailed = { ...rosa, claims: { email: address } };
const incident = 'INC-1';
const resolution = { incident, code: 'fixed', text: 'The cable was changed' } as const;

/** A desk that tells reporters by mail, and reads the answers that a mail server passes on. */
async function deskThatTells(reporters: object = {}, settings: object = {}) {
  const outside = await mailServer();
  const made = testKit({
    publicUrl: base,
    channels: [
      {
        ...({ id: 'mail', kind: 'email', server: outside.at, requireTls: false } as const),
        from: { name: 'Service desk', address: 'desk@example.com' },
        replies: { address: 'desk@example.com', secret },
      },
    ],
    configuration: {
      channels: {
        channels: [{ id: 'mail', name: 'Mail', kind: 'email' }],
        targets: [],
        reporters: { channel: 'mail', ...reporters },
      } as never,
    },
    ...settings,
  });
  const { kit, as } = made;
  const answers: number[] = [];
  const inside = await mailServer(async (bytes) => {
    const url = `${base}/channels/email/mail/${secret}`;
    const body = bytes as BodyInit;
    answers.push((await kit.fetch(new Request(url, { method: 'POST', body }))).status);
  });
  const open = (url: string) => kit.fetch(new Request(url));
  const post = (url: string, form: Record<string, string> = {}) =>
    kit.fetch(
      new Request(url, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base },
      }),
    );
  /** What was sent since it was asked last. */
  const sent = async () => {
    await kit.fireDue();
    return outside.mails.splice(0);
  };
  const answer = async (mail: Email, change: SendMailOptions = {}) => {
    await inside.send({
      from: address,
      to: mail.replyTo?.[0]?.address ?? 'desk@example.com',
      subject: `Re: ${mail.subject}`,
      text: 'The lamp is red.',
      ...change,
    });
    return answers.at(-1);
  };
  const incidentNow = async () => (await as(grace).incidents.get.query({ incident })).incident;
  const notes = async () => {
    const { entries } = await as(grace).incidents.timeline.query({ incident });
    return entries.flatMap((each) => (each.kind === 'note' ? [each] : []));
  };
  const resolved = async () => {
    await as(mailed).incidents.report.mutate(report());
    await as(grace).incidents.resolve.mutate(resolution);
    const mail = (await sent()).find(({ text }) => text?.includes('Is it fixed?')) as Email;
    return { mail, ...linksIn(mail) };
  };
  return { ...made, open, post, sent, answer, incidentNow, notes, resolved };
}

function linksIn({ text }: Email) {
  const linkOf = (step: string) =>
    new RegExp(`^http\\S+/reports/${step}/\\S+$`, 'm').exec(text ?? '')?.[0] ?? '';
  return { yes: linkOf('fixed'), no: linkOf('not-fixed'), stop: linkOf('stop') };
}

const begins = ({ text }: Email) => text?.split('\n\n')[1]?.split('\n')[0];

describe('whoever reported an incident', () => {
  test('OUT-20: is told that it arrived, that their answer is waited for, that it was resolved, and that it is over', async () => {
    const { as, sent } = await deskThatTells();
    await as(mailed).incidents.report.mutate(report({ title: 'The lamp is dark' }));
    const [received, ...none] = await sent();
    expect(none).toEqual([]);
    expect(received?.to?.[0]?.address).toBe(address);
    expect(received?.subject).toBe('[INC-1] The lamp is dark');
    expect(received && begins(received)).toBe('Your report has arrived. Its number is INC-1.');
    await as(grace).incidents.acknowledge.mutate({ incident });
    await as(grace).incidents.addNote.mutate({ incident, text: 'Which lamp?' });
    await as(grace).incidents.addNote.mutate({ incident, text: 'Odd', visibility: 'internal' });
    await as(grace).incidents.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Secret' });
    await as(grace).incidents.hold.mutate({ incident, to: 'waiting-reporter', reason: 'Secret' });
    const [waiting, ...others] = await sent();
    expect(others).toEqual([]);
    expect(waiting?.text).toContain('waits for your answer');
    expect(waiting?.text).toContain('Which lamp?');
    expect(waiting?.text).not.toMatch(/Secret|Odd/);
    await as(grace).incidents.resolve.mutate(resolution);
    const [resolved] = await sent();
    expect(resolved?.text).toContain('The cable was changed');
    await as(grace).incidents.close.mutate({ incident });
    expect((await sent()).map(begins)).toEqual([
      'INC-1 is over. Its status is “Closed”. Should it not be fixed, report it anew.',
    ]);
    const { messages } = await as(amir).messages.list.query({});
    expect(messages).toHaveLength(4);
    expect(JSON.stringify(messages)).not.toContain('@');
  });

  test('OUT-20: is told nothing of what they did themselves, of what the document leaves out, and without an address', async () => {
    const { as, sent } = await deskThatTells({ tell: ['closed'] });
    const whyNot = async () => (await as(grace).notifications.explain.query({ incident })).reporter;
    await as(mailed).incidents.report.mutate(report());
    await as(grace).incidents.resolve.mutate(resolution);
    await as(mailed).incidents.confirm.mutate({ incident, fixed: true });
    expect(await whyNot()).toBe(null);
    await as(rosa).incidents.report.mutate(report());
    await as(grace).incidents.cancel.mutate({ incident: 'INC-2', reason: 'It was none' });
    expect(await sent()).toEqual([]);
    const { reporter } = await as(grace).notifications.explain.query({ incident: 'INC-2' });
    expect(reporter).toBe('no-address');
  });

  test('OUT-20: visitors are told where the document says so, and nothing that a visitor wrote', async () => {
    const words = report({ title: 'Buy this', contact: { email: 'victim@example.com' } });
    const silent = await deskThatTells();
    await silent.as(visitor).incidents.report.mutate(words);
    expect(await silent.sent()).toEqual([]);
    const { as, sent, post, incidentNow } = await deskThatTells({ visitors: true });
    await as(visitor).incidents.report.mutate(words);
    await as(grace).incidents.resolve.mutate(resolution);
    const mails = await sent();
    expect(mails.map(({ subject }) => subject)).toEqual(mails.map(() => '[INC-1] Your report'));
    expect(mails).toHaveLength(2);
    for (const { text } of mails) expect(text).not.toContain('Buy');
    const asked = mails.find(({ text }) => text?.includes('Is it fixed?')) as Email;
    expect((await post(linksIn(asked).yes)).status).toBe(200);
    expect((await incidentNow()).status.id).toBe('closed');
  });

  test('OUT-20: erasing takes the address: what waits is not sent', async () => {
    const { as, sent, answer } = await deskThatTells();
    await as(mailed).incidents.report.mutate(report());
    const [received] = await sent();
    await as(amir).people.erase.mutate({ id: 'rosa' });
    await as(grace).incidents.resolve.mutate(resolution);
    expect(await sent()).toEqual([]);
    expect(await answer(received as Email)).toBe(404);
    const { reporter } = await as(grace).notifications.explain.query({ incident });
    expect(reporter).toBe('no-address');
  });

  test('OUT-20: one click of the mail program ends the mails, and the page begins them again', async () => {
    const { as, sent, open, post } = await deskThatTells();
    await as(mailed).incidents.report.mutate(report());
    const [mail] = (await sent()) as [Email];
    const [, link = ''] = /^<(.+)>$/.exec(headerOf(mail, 'list-unsubscribe') ?? '') ?? [];
    expect(link).toBe(linksIn(mail).stop);
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(await (await open(link)).text()).toContain('No more mails?');
    expect((await post(link, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    await as(mailed).incidents.report.mutate(report());
    await as(grace).incidents.resolve.mutate(resolution);
    expect(await sent()).toEqual([]);
    const { reporter } = await as(grace).notifications.explain.query({ incident });
    expect(reporter).toBe('unsubscribed');
    expect(await (await post(link, { again: 'yes' })).text()).toContain('told by mail again');
    await as(mailed).incidents.report.mutate(report());
    expect(await sent()).toHaveLength(1);
    expect((await open(`${link.slice(0, -2)}xx`)).status).toBe(404);
  });

  test('OUT-20: an administrator cannot have them told by what is no email', async () => {
    const { as } = await deskThatTells();
    const { current } = await as(amir).configuration.get.query({ kind: 'channels' });
    const publishing = as(amir).configuration.publish.mutate({
      kind: 'channels',
      basedOn: current.version,
      document: { ...current.document, reporters: { channel: 'nowhere' } },
    } as never);
    await expect(publishing).rejects.toThrow(/Reporters are told by the channel “nowhere”/);
  });
});

describe('“Is it fixed?” in a mail', () => {
  test('OUT-21: opening a link answers nothing; its button confirms, and says so when it is sent again', async () => {
    const { open, post, sent, resolved, incidentNow } = await deskThatTells();
    const { yes } = await resolved();
    const page = await open(yes);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<form method="post">');
    expect((await incidentNow()).status.id).toBe('resolved');
    expect(await (await post(yes)).text()).toContain('INC-1 is closed');
    expect(await (await post(yes)).text()).toContain('INC-1 is closed');
    expect(await incidentNow()).toMatchObject({ status: { id: 'closed' } });
    expect(await sent()).toEqual([]);
  });

  test('OUT-21: “no” goes on with it, with a sentence or without, in the reporter’s name', async () => {
    const { as, clock, open, post, sent, resolved, incidentNow } = await deskThatTells();
    const { yes, no } = await resolved();
    expect(await (await open(no)).text()).toContain('What is still wrong?');
    expect(await (await post(no, { text: 'It is <b>still</b> dark' })).text()).toContain(
      'is worked on again',
    );
    expect((await incidentNow()).status.category).toBe('active');
    const reopenings = async () => {
      const { entries } = await as(grace).incidents.timeline.query({ incident });
      return entries.filter(({ kind }) => kind === 'reopened');
    };
    expect(await reopenings()).toMatchObject([
      { why: 'not-fixed', text: 'It is <b>still</b> dark', actor: { name: rosa.name } },
    ]);
    // The other link of the same mail changes nothing now, nor does either once it was resolved again.
    clock.now += 60_000;
    expect(await (await post(yes)).text()).toContain('is worked on again');
    await as(grace).incidents.resolve.mutate(resolution);
    expect(await (await post(yes)).text()).toContain('resolved again since');
    expect((await incidentNow()).status.id).toBe('resolved');
    const [mail] = (await sent()) as [Email];
    expect((await post(linksIn(mail).no)).status).toBe(200);
    expect(await reopenings()).toHaveLength(2);
  });

  test('OUT-21: links that have ended, were changed, or are of what is closed say what to do next', async () => {
    const { as, clock, open, post, resolved } = await deskThatTells();
    const { yes, no } = await resolved();
    const other = yes.replace('/fixed/', '/not-fixed/');
    for (const link of [other, `${yes.slice(0, -2)}xx`, `${base}/reports/fixed/nothing`]) {
      expect((await open(link)).status).toBe(404);
      expect((await post(link)).status).toBe(404);
    }
    clock.now += 4 * day;
    expect(await (await open(no)).text()).toContain('report it anew');
    expect(await (await post(no)).text()).toContain('was closed already');
    await expect(as(grace).incidents.close.mutate({ incident })).rejects.toThrow();
    clock.now += 90 * day;
    const late = await open(yes);
    expect(late.status).toBe(404);
    expect(await late.text()).toContain('ask the service desk');
  });
});

describe('what a reporter answers by mail', () => {
  test('OUT-21: is their comment, once, and answers “is it fixed?” with words alone', async () => {
    const { as, answer, notes, resolved, incidentNow } = await deskThatTells();
    const { mail } = await resolved();
    const text = `Thank you!\n\n> ${mail.text?.replaceAll('\n', '\n> ')}`;
    for (let times = 0; times < 2; times += 1) {
      expect(await answer(mail, { text, messageId: '<1@mail.example.com>' })).toBe(204);
    }
    expect(await notes()).toMatchObject([
      {
        text: 'Thank you!',
        visibility: 'public',
        actor: { name: rosa.name, role: 'reporter' },
      },
    ]);
    expect((await incidentNow()).status.id).toBe('resolved');
    const { entries } = await as(mailed).incidents.timeline.query({ incident });
    expect(entries.map(({ kind }) => kind)).toContain('note');
  });

  test('OUT-21: goes on with what waits for them', async () => {
    const { as, answer, sent, incidentNow } = await deskThatTells();
    await as(mailed).incidents.report.mutate(report());
    await as(grace).incidents.hold.mutate({ incident, to: 'waiting-reporter', reason: 'Which?' });
    const mail = (await sent()).find(({ text }) => text?.includes('waits')) as Email;
    expect(await answer(mail)).toBe(204);
    expect((await incidentNow()).status.category).toBe('active');
  });

  test('OUT-21: counts from their own address, to that of their mail, and when a person wrote it', async () => {
    const { as, answer, notes, sent } = await deskThatTells();
    await as(mailed).incidents.report.mutate(report());
    await as({
      ...mailed,
      sub: 'tom',
      claims: { email: 'tom@example.com' },
    }).incidents.report.mutate(report());
    const mails = await sent();
    const to = (whose: string) => mails.find((each) => each.to?.[0]?.address === whose) as Email;
    expect(await answer(to(address), { from: 'eve@example.com' })).toBe(404);
    expect(await answer(to('tom@example.com'))).toBe(404);
    const headers = { 'Auto-Submitted': 'auto-replied' };
    expect(await answer(to(address), { headers })).toBe(204);
    expect(await notes()).toEqual([]);
    expect(await answer(to(address), { from: 'ROSA@example.com' })).toBe(204);
    expect(await notes()).toHaveLength(1);
  });
});
