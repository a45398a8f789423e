import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { channelSettingsSchema } from '../../../packages/server/src/access/channels.ts';
import { amir, grace, report, rosa, testKit } from '../support/kit.ts';
import { channelsOf, teams, telling } from './told-outside.ts';

const { configuration } = telling([]);
const from = { name: 'Service desk', address: 'desk@example.com' };
const document = (addresses: string[]) => ({
  ...channelsOf(
    addresses.map((address) => ({ address, owner: { whom: 'person', person: 'grace' } })),
  ),
  channels: [{ id: 'hook', name: 'Mail', kind: 'email' as const }],
});

interface Mail {
  to: string[];
  from: string | undefined;
  user: string | undefined;
  isEncrypted: boolean;
  email: Email;
}

/** A mail server that takes mail. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'open sesame'
        ? done(null, { user: username })
        : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onData(stream, session, done) {
      void buffer(stream).then(async (bytes) => {
        const { envelope, user, secure } = session;
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address),
          from: envelope.mailFrom ? envelope.mailFrom.address : undefined,
          user: typeof user === 'string' ? user : undefined,
          isEncrypted: secure,
          email: await PostalMime.parse(bytes),
        });
        done();
      });
    },
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.server.address() as AddressInfo;
  return { mails, at: (user = '') => `smtp://${user}127.0.0.1:${port}` };
}

/** A kit that sends by this server, unencrypted unless it says so. */
function kitBy(server: string, settings: object = {}, addresses = ['grace@example.com']) {
  const kit = testKit({
    channels: [{ id: 'hook', kind: 'email', server, from, requireTls: false, ...settings }],
    configuration: { ...configuration, channels: document(addresses) },
  });
  const list = async () => (await kit.as(amir).messages.list.query({})).messages;
  return { ...kit, list };
}

const header = ({ email }: Mail, name: string) =>
  email.headers.find(({ key }) => key === name)?.value;

describe('email', () => {
  test('OUT-10: a mail says what happened, by whom it is sent, and that no machine is to answer', async () => {
    const { mails, at } = await mailServer();
    const { kit, as, list } = kitBy(at('desk:open%20sesame@'));
    await as(rosa).incidents.report.mutate(report({ title: 'Größer, wärmer, lauter' }));
    await kit.fireDue();
    expect(await list()).toMatchObject([{ state: 'sent', problem: null }]);
    const [mail] = mails as [Mail];
    expect(mail).toMatchObject({ to: ['grace@example.com'], from: from.address, user: 'desk' });
    expect(mail.email).toMatchObject({ from, subject: '[INC-1] Größer, wärmer, lauter' });
    expect(mail.email.text).toContain('INC-1 is now with Service desk.');
    expect(header(mail, 'auto-submitted')).toBe('auto-generated');
    expect(header(mail, 'incident-kit-message')).toBe((await list())[0]?.id);
  });

  test('OUT-10: all mails of an incident are one conversation, whatever becomes of its title', async () => {
    const { mails, at } = await mailServer();
    const { kit, as } = kitBy(at());
    await as(rosa).incidents.report.mutate(report());
    await as(rosa).incidents.report.mutate(report());
    const incident = 'INC-1';
    await as(grace).incidents.retitle.mutate({ incident, title: 'It is the cable' });
    await as(grace).incidents.assign.mutate({ incident, assignee: 'grace' });
    await kit.fireDue();
    const of = (reference: string) =>
      mails.filter(({ email }) => email.subject?.startsWith(`[${reference}]`));
    expect(of('INC-1').length).toBeGreaterThan(1);
    expect(new Set(of('INC-1').map(({ email }) => email.subject)).size).toBe(1);
    const roots = mails.map((mail) => mail.email.references);
    expect(new Set(roots)).toEqual(new Set(['<inc-1@example.com>', '<inc-2@example.com>']));
    expect(new Set(mails.map(({ email }) => email.messageId)).size).toBe(mails.length);
  });

  test('OUT-10: tried again, it is the same mail', async () => {
    let isBusy = true;
    const busy = Object.assign(new Error('later'), { responseCode: 451 });
    const { mails, at } = await mailServer({
      onRcptTo: (_address, _session, done) => done(isBusy ? busy : null),
    });
    const { kit, as, clock, list } = kitBy(at());
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    const [waiting] = await list();
    expect(waiting).toMatchObject({ state: 'waiting', problem: 'status-451' });
    isBusy = false;
    clock.now = waiting?.nextAt ?? 0;
    await kit.fireDue();
    expect(mails.map(({ email }) => email.messageId)).toEqual([`<${waiting?.id}@example.com>`]);
  });

  test('OUT-10: an address that there is not is not tried again', async () => {
    const { at } = await mailServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no such user'), { responseCode: 550 })),
    });
    const { kit, as, list } = kitBy(at());
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    expect(await list()).toMatchObject([{ state: 'dead', problem: 'status-550', tries: 1 }]);
  });

  test('OUT-10: a wrong password is tried again, as somebody may put it right', async () => {
    const { at } = await mailServer();
    const { kit, as, list } = kitBy(at('desk:wrong@'));
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    expect(await list()).toMatchObject([{ state: 'waiting', problem: 'status-535' }]);
  });

  test.each([
    ['that cannot encrypt', { disabledCommands: ['STARTTLS'] }],
    ['whose certificate nobody knows', {}],
  ])('OUT-10: nothing is sent to a server %s, unless the settings allow it', async (_, options) => {
    const { mails, at } = await mailServer(options);
    const { kit, as, list } = kitBy(at(), { requireTls: true });
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    expect(await list()).toMatchObject([{ state: 'waiting', problem: 'not-encrypted' }]);
    expect(mails).toEqual([]);
  });

  test('OUT-10: no title makes another header or another recipient', async () => {
    const { mails, at } = await mailServer();
    const { kit, as } = kitBy(at());
    const title = 'A\u2028Bcc: eve@example.com <eve@example.com>, "x';
    await as(rosa)
      .incidents.report.mutate(report({ title }))
      .catch(() => null);
    await as(rosa).incidents.report.mutate(report({ title: 'Bcc: eve@example.com, "x' }));
    await kit.fireDue();
    for (const mail of mails) {
      expect(mail.to).toEqual(['grace@example.com']);
      expect(header(mail, 'bcc')).toBeUndefined();
    }
    expect(mails.length).toBeGreaterThan(0);
  });

  test('OUT-6: the address of a mail is checked as one, and a mail server by its form', async () => {
    const kit = testKit({ configuration: { teams } });
    const publish = (address: string) =>
      kit.as(amir).configuration.check.mutate({
        kind: 'channels',
        document: document([address]),
      });
    expect(JSON.stringify(await publish('https://a.example'))).toContain('wrong-format');
    expect(JSON.stringify(await publish('grace@example.com'))).not.toContain('wrong-format');
    const isRead = (server: string) =>
      channelSettingsSchema.safeParse([{ id: 'mail', kind: 'email', server, from }]).success;
    expect(['smtp://a.example', 'smtps://u:p@a.example:465'].map(isRead)).toEqual([true, true]);
    expect(['a.example', 'https://a.example', 'smtp://a/b'].map(isRead)).toEqual([
      ...[false, false, false],
    ]);
  });
});
