import { defaultDocuments } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { amir, base, headersOf, report, rosa, testKit } from '../support/kit.ts';

const draft = { matrix: defaultDocuments.matrix, from: 0, to: 4_102_444_800_000, limit: 500 };

test('LIM-6: 20 × what-if in one batch is refused before any of it, however the path is written', async () => {
  const { kit, clock } = testKit();
  const headers = { ...(await headersOf(amir, clock.now)), 'content-type': 'application/json' };
  const batch = async (path: string, count: number) => {
    const inputs = Object.fromEntries(Array.from({ length: count }, (_, at) => [at, draft]));
    const request = { method: 'POST', headers, body: JSON.stringify(inputs) };
    const response = await kit.fetch(new Request(`${base}/trpc/${path}?batch=1`, request));
    const answers = [await response.json()].flat();
    return [response.status, answers[0].error?.data.code];
  };
  const whatIf = 'configuration.whatIf';
  expect(await batch(Array(20).fill(whatIf).join(','), 20)).toEqual([413, 'batch-too-long']);
  expect(await batch(`${whatIf}%2C${whatIf}`, 2)).toEqual([413, 'batch-too-long']);
  expect(await batch(`${whatIf},incidents.report`, 2)).toEqual([413, 'batch-too-long']);
  expect(await batch('%', 1)).toEqual([400, 'malformed-request']);
  expect(await batch(whatIf, 1)).toEqual([200, undefined]);
});

test('LIM-6: who asks while others have much replayed is answered before them, and too many are told to wait', async () => {
  const { kit, as, clock } = testKit();
  for (let each = 0; each < 15; each += 1) {
    await Promise.all(Array.from({ length: 20 }, () => as(rosa).incidents.report.mutate(report())));
  }
  const headers = { ...(await headersOf(amir, clock.now)), 'content-type': 'application/json' };
  const done: string[] = [];
  const replay = async () => {
    const request = { method: 'POST', headers, body: JSON.stringify(draft) };
    const response = await kit.fetch(new Request(`${base}/trpc/configuration.whatIf`, request));
    if (response.ok) done.push('replay');
    return response;
  };
  const replays = Array.from({ length: 12 }, replay);
  const asked = await as(amir).incidents.list.query({});
  done.push('list');
  const answers = await Promise.all(replays);
  expect(asked.incidents.length).toBeGreaterThan(0);
  // One is under way and four wait.
  expect(done.filter((each) => each === 'replay')).toHaveLength(5);
  expect(done.indexOf('list')).toBeLessThan(3);
  const refused = answers.filter(({ ok }) => !ok);
  expect(refused.map(({ status }) => status)).toEqual(Array(7).fill(503));
  expect(new Set(refused.map(({ headers }) => headers.get('retry-after')))).toEqual(new Set(['5']));
  const { error } = await (refused[0] as Response).json();
  expect(error.data).toMatchObject({ code: 'overloaded', details: { retryAfter: 5 } });
});
