import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { channelsSchema } from '@incident-kit/server/domain';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defaultCatalogue } from '../../../packages/server/src/domain/catalogue.ts';
import { limits } from '../../../packages/server/src/domain/limits.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { alert, message } from '../signals/alertmanager-message.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, base, closed, grace, intranet, report, rosa, testKit } from '../support/kit.ts';

const day = 24 * 60 * 60_000;
const minute = 60_000;
const lisa = 'lisa@example.com';

/** A page that tells everybody of email and of the network. */
const status = {
  key: 'pk_status',
  name: 'Status',
  origins: ['https://status.example'],
  anonymous: { badges: true },
  badges: { services: ['email', 'network'] },
};
const shy = { ...status, key: 'pk_shy', anonymous: {} };

async function mailServer() {
  const mails: { to: string; email: Email }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onData(stream, { envelope }, done) {
      void buffer(stream).then(async (bytes) => {
        const to = envelope.rcptTo.map(({ address }) => address).join();
        mails.push({ to, email: await PostalMime.parse(bytes) });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.server.address() as AddressInfo;
  return { mails, url: `smtp://127.0.0.1:${port}` };
}

async function statusPage(settings: object = {}, documents: object = {}) {
  const { mails, url } = await mailServer();
  const channels = channelsSchema.parse({
    channels: [{ id: 'mail', name: 'Mail', kind: 'email' }],
    targets: [],
    subscribers: { channel: 'mail' },
  });
  const from = { name: 'Status', address: 'status@example.com' };
  const made = testKit({
    sites: [intranet, closed, status, shy],
    publicUrl: base,
    channels: [{ id: 'mail', kind: 'email', server: url, from, requireTls: false }],
    configuration: { channels, ...documents },
    ...settings,
  });
  const { kit } = made;
  const open = (address: string) => kit.fetch(new Request(address));
  const post = (address: string, body = '') =>
    kit.fetch(
      new Request(address, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base },
      }),
    );
  const formAt = (service: string, key = status.key) =>
    `${base}/services/${service}/subscribe?key=${key}`;
  const ask = (address: string, service = 'email') =>
    post(formAt(service), new URLSearchParams({ address }).toString());
  const lastMail = () => mails.at(-1) as { to: string; email: Email };
  const linkIn = ({ email }: { email: Email }) => /^http\S+$/m.exec(email.text ?? '')?.[0] ?? '';
  /** Asks, opens the mail and confirms. */
  const subscribe = async (address: string, service?: string) => {
    await ask(address, service);
    await kit.fireDue();
    const answer = await post(linkIn(lastMail()));
    mails.length = 0;
    return answer;
  };
  return { ...made, mails, open, post, ask, formAt, lastMail, linkIn, subscribe };
}

const onEmail = (change: object = {}) => report({ service: 'email', ...change });

describe('subscribers of a service', () => {
  test('OUT-23: nothing is told before the link’s page was confirmed; opening it confirms nothing', async () => {
    const { kit, as, mails, open, post, ask, lastMail, linkIn } = await statusPage();
    expect((await ask(' Lisa@Example.com ')).status).toBe(200);
    await kit.fireDue();
    expect(mails.map(({ to }) => to)).toEqual([lisa]);
    const link = linkIn(lastMail());
    const page = await open(link);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<form method="post">');
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    expect(mails).toHaveLength(1);
    expect(await (await post(link)).text()).toContain('Confirmed');
    expect((await post(link)).status).toBe(200);
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    expect(mails.slice(1).map(({ email }) => email.subject)).toEqual([
      '[INC-2] Email and calendar',
    ]);
  });

  test('OUT-24: they are told when an incident begins, when its status changes and when it is over, and no words of people', async () => {
    const { kit, as, mails, subscribe } = await statusPage();
    await subscribe(lisa);
    await as(rosa).incidents.report.mutate(
      onEmail({ title: 'Secret title', description: 'Secret words' }),
    );
    await as(rosa).incidents.report.mutate(report({ service: 'network' }));
    const incident = 'INC-1';
    await as(grace).incidents.addNote.mutate({ incident, text: 'Secret note' });
    await kit.fireDue();
    await as(grace).incidents.acknowledge.mutate({ incident });
    await kit.fireDue();
    await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'Secret cable' });
    await kit.fireDue();
    expect(mails.map(({ email }) => email.text?.split('\n')[0])).toEqual([
      'Email and calendar: there is a new incident, INC-1. Its status is “New”.',
      'Email and calendar: the status of INC-1 is now “In progress”.',
      'Email and calendar: INC-1 is over. Its status is “Resolved”.',
    ]);
    for (const { email } of mails) {
      expect(JSON.stringify(email)).not.toMatch(/secret|rosa|grace/i);
      expect(email.references).toBe('<inc-1@example.com>');
    }
  });

  test('OUT-24: an incident that comes to the service later is told then', async () => {
    const { kit, as, mails, subscribe } = await statusPage();
    await subscribe(lisa);
    await as(rosa).incidents.report.mutate(report());
    await kit.fireDue();
    expect(mails).toEqual([]);
    await as(grace).incidents.categorize.mutate({ incident: 'INC-1', service: 'email' });
    await kit.fireDue();
    expect(mails.map(({ email }) => email.text)).toEqual([
      expect.stringContaining('there is a new incident, INC-1'),
    ]);
  });

  test('OUT-24 SIG-35: what waits for another service’s incident is told as new when that is over', async () => {
    const catalogue = {
      ...defaultCatalogue,
      services: defaultCatalogue.services.map((each) => ({
        ...each,
        dependsOn: each.id === 'email' ? ['network'] : [],
      })),
    };
    const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
    const sources = [{ key: 'prometheus', kind: 'alertmanager', secret }];
    const { kit, mails, subscribe, clock } = await statusPage({ sources }, { catalogue });
    await subscribe(lisa);
    const from = new Date(clock.now).toISOString();
    const send = async (service: string, rest: object = {}) => {
      const fires = alert(service, {
        startsAt: from,
        labels: { alertname: 'Down', service },
        ...rest,
      });
      const body = message([fires]);
      const url = `${base}/intake/prometheus/${secret}`;
      expect((await kit.fetch(new Request(url, { method: 'POST', body }))).status).toBe(202);
      await kit.fireDue();
    };
    await send('network');
    await send('email');
    expect(mails).toEqual([]);
    clock.now += minute;
    await send('network', { status: 'resolved', endsAt: new Date(clock.now).toISOString() });
    clock.now += 5 * minute;
    await kit.fireDue();
    await kit.fireDue();
    expect(mails.map(({ email }) => email.subject)).toEqual(['[INC-2] Email and calendar']);
  });

  test('OUT-25: one click of the mail program ends it, as RFC 8058 sends it, and the address is nowhere', async () => {
    const { kit, as, mails, lastMail, open, post, subscribe } = await statusPage();
    await subscribe(lisa);
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    const header = (name: string) =>
      lastMail().email.headers.find(({ key }) => key === name)?.value ?? '';
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const [, link = ''] = /^<(.+)>$/.exec(header('list-unsubscribe')) ?? [];
    expect(await (await open(link)).text()).toContain('Unsubscribe');
    expect((await post(link, 'List-Unsubscribe=One-Click')).status).toBe(200);
    await kit.fireDue();
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    expect(mails.at(-1)?.email.subject).toBe('[INC-1] Email and calendar');
    expect(await as(amir).people.eraseAddress.mutate({ address: lisa })).toEqual({
      subscriptions: 0,
    });
    expect((await post(link)).status).toBe(200);
    await subscribe(lisa);
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    expect(mails.map(({ email }) => email.subject)).toEqual(['[INC-3] Email and calendar']);
  });

  test('OUT-23: who confirms when a service has as many subscribers as it may have is not one more', async () => {
    const database = await emptyDatabase();
    const { kit, ask, lastMail, linkIn, post } = await statusPage({ database });
    await ask(lisa);
    await kit.fireDue();
    const link = linkIn(lastMail());
    const store = await openStore(database);
    const all = Array.from({ length: limits.subscribers }, (_, index) => ({
      ...{ id: `subscriber-${index}`, site: status.key, service: 'email', at: 1, endsAt: null },
      ...{ address: `${index}@example.com`, state: 'on' as const },
    }));
    await store.write(async ({ subscribers }) => {
      for (const each of all) await subscribers.keep(each);
    });
    expect((await post(link)).status).toBe(429);
    expect((await ask('tom@example.com')).status).toBe(429);
    const kept = await store.read(({ subscribers }) => subscribers.ofService('email', 3_000));
    expect(kept).toHaveLength(limits.subscribers);
    await store.close();
  });

  test('OUT-25: an administrator erases an address, and lists tell nobody’s', async () => {
    const { kit, as, mails, subscribe } = await statusPage();
    await subscribe(lisa);
    await subscribe(lisa, 'network');
    await subscribe('tom@example.com');
    const { messages } = await as(amir).messages.list.query({});
    expect(messages).toHaveLength(3);
    expect(JSON.stringify(messages)).not.toContain('@');
    const address = 'LISA@example.com';
    expect(await as(amir).people.eraseAddress.mutate({ address })).toEqual({ subscriptions: 2 });
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    expect(mails.map(({ to }) => to)).toEqual(['tom@example.com']);
  });

  test('OUT-23: links end, are good for one thing, and cannot be made up', async () => {
    const { kit, clock, mails, open, post, ask, lastMail, linkIn } = await statusPage();
    await ask(lisa);
    await kit.fireDue();
    const link = linkIn(lastMail());
    const statusOf = async (address: string) => [
      (await open(address)).status,
      (await post(address)).status,
    ];
    expect(await statusOf(link.replace('/confirm/', '/leave/'))).toEqual([404, 404]);
    expect(await statusOf(`${link.slice(0, -2)}xx`)).toEqual([404, 404]);
    expect(await statusOf(`${base}/subscriptions/confirm/${'a.b.'}${'c'.repeat(43)}`)).toEqual([
      404, 404,
    ]);
    clock.now += 2 * day + minute;
    expect(await statusOf(link)).toEqual([404, 404]);
    const page = await open(link);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Subscribe again');
    expect(mails).toHaveLength(1);
  });

  test('OUT-23: pages that do not show all of a service, and kits that cannot, offer nothing', async () => {
    const { open, formAt } = await statusPage();
    const statusOf = async (service: string, key?: string) =>
      (await open(formAt(service, key))).status;
    expect(await statusOf('network')).toBe(200);
    for (const service of ['laptop', 'no-such']) expect(await statusOf(service)).toBe(404);
    expect(await statusOf('email', intranet.key)).toBe(404);
    expect(await statusOf('email', shy.key)).toBe(401);
    const silent = await statusPage({ configuration: {} });
    expect((await silent.open(silent.formAt('email'))).status).toBe(404);
    const nowhere = await statusPage({ publicUrl: undefined });
    expect((await nowhere.open(nowhere.formAt('email'))).status).toBe(404);
  });

  test('OUT-23: what is no address is said in the form, and one mailbox is asked a few times only', async () => {
    const { kit, mails, ask } = await statusPage();
    const wrong = await ask('"><script>');
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect(page).toContain('does not look like an email address');
    expect(page).not.toContain('<script');
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) statuses.push((await ask(lisa)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    await kit.fireDue();
    expect(new Set(mails.map(({ to }) => to))).toEqual(new Set([lisa]));
  });

  test('OUT-23: as many ask from one address as report from one', async () => {
    const { kit, formAt } = await statusPage({
      limits: { anonymousReports: [{ max: 2, seconds: 60 }] },
    });
    const statuses: number[] = [];
    for (const name of ['a', 'b', 'c']) {
      const request = new Request(formAt('email'), {
        method: 'POST',
        body: new URLSearchParams({ address: `${name}@example.com` }),
      });
      statuses.push((await kit.fetch(request, { remoteAddress: '192.0.2.7' })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('OUT-25: whoever a page tells no more of a service is sent nothing more', async () => {
    const { kit, as, mails, subscribe } = await statusPage();
    await subscribe(lisa);
    await as(amir).sites.disable.mutate({ site: status.key });
    await as(rosa).incidents.report.mutate(onEmail());
    await kit.fireDue();
    expect(mails).toEqual([]);
  });
});
