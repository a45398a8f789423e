import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { amir, base, grace, testKit } from '../support/kit.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';

function kitWith(mapping: string | undefined, rest: object = {}) {
  const kit = testKit({
    sources: [{ key: 'own', kind: 'json', secret, options: mapping ? { mapping } : {} }],
    ...rest,
  });
  kit.clock.now = Date.UTC(2026, 10, 26);
  const send = (body: unknown, to = 'own') =>
    kit.kit.fetch(
      new Request(`${base}/intake/${to}/${secret}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const firing = async () => (await kit.as(grace).signals.alerts.query({})).alerts;
  const deliveries = async () =>
    (await kit.as(amir).signals.deliveries.query({ source: 'own' })).deliveries;
  return { ...kit, send, firing, deliveries };
}

test('SIG-27: a mapping makes alerts of whatever a source sends', async () => {
  const { send, firing } = kitWith(
    `{ "deliveryId": run, "signals": items.{
      "key": host & "/" & check, "state": status = "OK" ? "resolved" : "firing",
      "title": message, "severity": level, "at": at, "labels": { "host": host, "n": 3, "deep": {} } } }`,
  );
  const item = { host: 'mail-1', check: 'queue', message: 'Mail waits', level: 2 };
  const at = Date.UTC(2026, 10, 25) / 1000;
  const items = [
    { ...item, status: 'BAD', at },
    { ...item, status: 'BAD', at, check: 'disk' },
  ];
  expect((await send({ run: 7, items })).status).toBe(202);
  expect((await firing()).sort((a, b) => (a.key < b.key ? -1 : 1))).toMatchObject([
    { key: 'mail-1/disk', title: 'Mail waits', severity: '2', startsAt: at * 1000 },
    { key: 'mail-1/queue', labels: { host: 'mail-1', n: '3' } },
  ]);
  // The same delivery again.
  await send({ run: 7, items: [{ ...item, status: 'OK', at: at + 60 }] });
  expect(await firing()).toHaveLength(2);
  await send({ run: 8, items: [{ ...item, status: 'OK', at: at + 60 }] });
  expect((await firing()).map(({ key }) => key)).toEqual(['mail-1/disk']);
});

test('SIG-27: without a mapping it is read as it is, JSON or a form', async () => {
  const { send, firing } = kitWith(undefined);
  await send({ key: 'aa', state: 'firing' });
  await send('key=bb&state=firing&title=Mail+waits');
  expect((await firing()).map(({ key, title }) => [key, title]).sort()).toEqual([
    ['aa', 'aa'],
    ['bb', 'Mail waits'],
  ]);
});

test('a mapping that makes nothing lists nothing, and is no mistake', async () => {
  const { send, firing, deliveries } = kitWith('$[level > 5].{ "key": key, "state": "firing" }');
  expect((await send([{ key: 'aa', level: 1 }])).status).toBe(202);
  expect([await firing(), await deliveries()]).toMatchObject([[], [{ problem: null, signals: 0 }]]);
});

describe('SIG-27: its line in the deliveries, and no alert, are what comes of a mapping that', () => {
  test.each([
    ['cannot be parsed', '{ "key": ', 'The mapping:'],
    ['never ends', '($f := function($n) { $f($n + 1) }; $f(0))', 'more than 1 s'],
    ['calls itself too deep', '($f := function($n) { 1 + $f($n + 1) }; $f(0))', 'The mapping:'],
    ['makes lists without end', '[1..9000000]', 'The mapping:'],
    ['takes all memory', '($f := function($s) { $f($s & $s & "x") }; $f("x"))', 'The mapping:'],
    ['looks for what is hard to find', '$match(text, /^(a+)+$/)', 'more than 1 s'],
    ['makes no alert', '{ "name": 1 }', 'state'],
    ['makes a word', '"firing"', 'expected object'],
    ['knows no such state', '{ "key": "aa", "state": "on fire" }', 'state'],
  ])('%s', async (_, mapping, problem) => {
    const { send, firing, deliveries } = kitWith(mapping);
    const answer = await send({ text: `${'a'.repeat(40)}!` });
    expect(answer.status).toBe(422);
    expect(await deliveries()).toMatchObject([
      { problem: expect.stringContaining(problem), signals: 0 },
    ]);
    expect(await firing()).toEqual([]);
  });
});

test('SIG-27: one that never ends ends no other', async () => {
  const forever = '($f := function($n) { $f($n + 1) }; $f(0))';
  const { send, firing } = kitWith(forever, {
    sources: [
      { key: 'own', kind: 'json', secret, options: { mapping: forever } },
      {
        ...{ key: 'other', kind: 'json', secret },
        options: { mapping: '{ "key": id, "state": "firing" }' },
      },
    ],
  });
  const answers = await Promise.all([
    send({}),
    send({ id: 'aa' }, 'other'),
    send({}),
    send({ id: 'bb' }, 'other'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([422, 202, 422, 202]);
  expect((await firing()).map(({ key }) => key).sort()).toEqual(['aa', 'bb']);
});

test('SIG-27: one that never ends outlives no server that is killed meanwhile', async () => {
  const path = '../../../packages/server/src/intake/mapping/evaluate.ts';
  const child = fork(fileURLToPath(new URL(path, import.meta.url)), { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  child.send({ mapping: '1', input: 'null' });
  await once(child, 'message');
  child.send({ mapping: '($f := function($n) { $f($n + 1) }; $f(0))', input: 'null' });
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

test('SIG-27: a mapping reads neither secrets nor files of the server', async () => {
  process.env.OF_THE_SERVER = 'secret-of-the-server';
  const { send, deliveries } = kitWith(
    '{ "key": $string($eval("process.env")) & $string(constructor) & $string(__proto__) & "x", "state": "firing" }',
  );
  await send({});
  delete process.env.OF_THE_SERVER;
  expect(JSON.stringify(await deliveries())).not.toContain('secret-of-the-server');
});
