import { expect, test } from 'vitest';
import { amir, base, grace, testKit } from '../support/kit.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';

function kitWith(options: Record<string, unknown> = {}) {
  const kit = testKit({ sources: [{ key: 'mail', kind: 'email', secret, options }] });
  kit.clock.now = Date.UTC(2026, 10, 26);
  const post = (body: string | Uint8Array<ArrayBuffer>) =>
    kit.kit.fetch(new Request(`${base}/intake/mail/${secret}`, { method: 'POST', body }));
  let sent = 0;
  const send = (subject: string, headers: Record<string, string> = {}) => {
    sent += 1;
    const all = {
      From: 'Monitoring <Monitoring@mon.example>',
      Subject: subject,
      'Message-ID': `<${sent}@mon.example>`,
      Date: new Date(kit.clock.now).toUTCString(),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    kit.clock.now += 1_000;
    return post([...lines, '', 'Forty wait.', ''].join('\r\n'));
  };
  const firing = async () => (await kit.as(grace).signals.alerts.query({})).alerts;
  const deliveries = async () =>
    (await kit.as(amir).signals.deliveries.query({ source: 'mail' })).deliveries;
  return { ...kit, post, send, firing, deliveries };
}

test.each([
  ['[FIRING:2] Mail waits', '[RESOLVED] Mail waits'],
  ['PROBLEM: Mail waits', 'RECOVERY: Mail waits'],
  ['Problem: Mail waits', 'Resolved in 5m 3s: Mail waits'],
  ['Mail waits', 'Re: [OK] Mail waits'],
])('email: “%s” fires until “%s”', async (fires, ends) => {
  const { send, firing } = kitWith();
  await send(fires);
  expect(await firing()).toMatchObject([
    {
      ...{ key: 'Mail waits', title: 'Mail waits', text: 'Forty wait.' },
      labels: { from: 'monitoring@mon.example' },
    },
  ]);
  await send(ends);
  expect(await firing()).toEqual([]);
});

test('SIG-6: an email that is passed on twice counts once', async () => {
  const { send, firing } = kitWith();
  const same = { 'Message-ID': '<same@mon.example>' };
  await send('Mail waits', same);
  await send('[RESOLVED] Mail waits', same);
  expect(await firing()).toMatchObject([{ key: 'Mail waits', times: 1 }]);
});

test('SIG-28: what a program answers is refused; what a program says of itself is read', async () => {
  const { send, firing } = kitWith();
  const status = async (value: string) =>
    (await send('Mail waits', { 'Auto-Submitted': value })).status;
  expect(await status('auto-replied')).toBe(422);
  expect(await status('auto-notified; owner-email="a@b.example"')).toBe(422);
  expect(await firing()).toEqual([]);
  expect(await status('auto-generated; type=alert')).toBe(202);
  expect(await firing()).toHaveLength(1);
});

test('SIG-28: only known senders are read, where these are set', async () => {
  const { send, firing } = kitWith({ senders: ['mon.example', 'ops@other.example'] });
  const status = async (From: string) => (await send('Mail waits', { From })).status;
  for (const stranger of ['a@evilmon.example', 'a@mon.example.evil', 'x@other.example', '']) {
    expect(await status(stranger), stranger).toBe(422);
  }
  expect(await firing()).toEqual([]);
  expect(await status('"mon.example" <A@MON.example>')).toBe(202);
  expect(await status('ops@other.example')).toBe(202);
});

test('SIG-22: a kit’s own mail is refused', async () => {
  const { send, firing, deliveries } = kitWith();
  expect((await send('Mail waits', { 'Incident-Kit-Message': 'm-1' })).status).toBe(422);
  expect(await firing()).toEqual([]);
  expect(await deliveries()).toMatchObject([{ problem: expect.stringContaining('Incident Kit') }]);
});

test('SIG-4: a subject that says nothing names no alert', async () => {
  const { send, firing, deliveries } = kitWith();
  await send('[RESOLVED]');
  await send('{{ .Subject }}');
  expect(await firing()).toEqual([]);
  expect((await deliveries()).map(({ quarantined }) => quarantined)).toEqual([1, 1]);
});

test('email: letters of other charsets are read', async () => {
  const { post, firing } = kitWith();
  const head = 'From: a@mon.example\r\nSubject: =?iso-8859-1?q?K=FCche?=\r\n';
  const type = 'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit';
  await post(Uint8Array.from(Buffer.from(`${head}${type}\r\n\r\nWärme`, 'latin1')));
  expect(await firing()).toMatchObject([{ key: 'Küche', text: 'Wärme' }]);
});

test('SIG-27: a mapping reads an email in another way', async () => {
  const { send, firing } = kitWith({
    mapping:
      '{ "key": $match(subject, /host=(\\S+)/).groups[0], "state": $contains(subject, "is OK") ? "resolved" : "firing", "title": subject }',
  });
  await send('Service on host=mail-1 is CRITICAL');
  await send('Service on host=mail-2 is CRITICAL');
  await send('Service on host=mail-1 is OK');
  expect((await firing()).map(({ key }) => key)).toEqual(['mail-2']);
});
