import { createIncidentKit } from '@incident-kit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from './support/database.ts';
import { installed } from './support/installed.ts';
import { base, clientOf, grace, headersOf, intranet, report, rosa } from './support/kit.ts';
import { StreamReader } from './support/live.ts';

/** Two instances on one database. */
async function twoKits() {
  const database = await emptyDatabase();
  const kits = [1, 2].map(() => createIncidentKit({ database, sites: [intranet] }));
  for (const kit of kits) onTestFinished(() => kit.close());
  const [here, there] = kits;
  if (!here || !there) throw new Error('There are two.');
  return { here, there };
}

describe('two instances', () => {
  test('LOG-9 LIVE-2: what is reported at one reaches the streams of the other, once and in order', async () => {
    const { here, there } = await twoKits();
    await clientOf(here.fetch, grace, Date.now).incidents.list.query({});
    const response = await there.fetch(
      new Request(`${base}/live`, {
        method: 'POST',
        headers: { ...(await headersOf(grace, Date.now())), 'content-type': 'application/json' },
        body: JSON.stringify({ topics: { incidents: installed } }),
      }),
    );
    const reader = new StreamReader(response);
    const [desk, elsewhere] = [here, there].map((kit) => clientOf(kit.fetch, grace, Date.now));
    for (let each = 0; each < 3; each += 1) {
      await desk?.incidents.report.mutate(report());
      await elsewhere?.incidents.report.mutate(report());
    }
    const changes = await reader.changes(6);
    expect(changes.map((change) => change.seq)).toEqual(
      [1, 2, 3, 4, 5, 6].map((each) => installed + each),
    );
    await reader.close();
  });

  test('INC-2 LOG-9: the same key sent to both at once is one incident', async () => {
    const { here, there } = await twoKits();
    const sent = report();
    const [first, second] = await Promise.all(
      [here, there].map((kit) => clientOf(kit.fetch, rosa, Date.now).incidents.report.mutate(sent)),
    );
    expect(second).toEqual(first);
  });

  test('INC-5 LOG-9: of two who acknowledge at different instances, one is told who was first', async () => {
    const { here, there } = await twoKits();
    await clientOf(here.fetch, rosa, Date.now).incidents.report.mutate(report());
    const outcomes = await Promise.allSettled(
      [here, there].map((kit) =>
        clientOf(kit.fetch, grace, Date.now).incidents.acknowledge.mutate({ incident: 'INC-1' }),
      ),
    );
    expect(outcomes.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((each) => each.status === 'rejected')).toMatchObject({
      reason: { data: { code: 'already-acknowledged' } },
    });
  });
});
