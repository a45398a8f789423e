import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createIncidentKit } from '@incident-kit/server';
import { expect, onTestFinished, test } from 'vitest';
import { testStore } from '../support/database.ts';
import { administrator, ownPostgres, untilItWorks } from '../support/hurt-postgres.ts';
import { clientOf, grace, headersOf, intranet, report } from '../support/kit.ts';
import { StreamReader } from '../support/live.ts';
import { brokenLink, wholeLog } from '../support/log.ts';

const run = promisify(execFile);

test('LIVE-9 LOG-9: after a failover that lost commits, instances under load go on with what is left, and say so', async () => {
  const { server, url } = await ownPostgres();
  const { rows } = await (await administrator(url)).query('show data_directory');
  const folder: string = rows[0].data_directory;
  const kits = [1, 2].map(() => createIncidentKit({ database: url, sites: [intranet] }));
  for (const kit of kits) onTestFinished(() => kit.close());
  const desks = kits.map((kit) => clientOf(kit.fetch, grace, Date.now));
  const [desk] = desks;
  if (!desk) throw new Error('There are two.');

  // What is acknowledged now, the replica has.
  const kept: string[] = [];
  for (let each = 0; each < 5; each += 1) {
    kept.push((await desk.incidents.report.mutate(report())).incident);
  }
  await server.stop();
  await run('cp', ['-a', folder, `${folder}.replica`]);
  await server.start();
  const streams = await Promise.all(
    kits.map(async (kit) => {
      const response = await untilItWorks(async () => {
        const answer = await kit.fetch(
          new Request('http://kit.test/live', {
            method: 'POST',
            headers: {
              ...(await headersOf(grace, Date.now())),
              'content-type': 'application/json',
            },
            body: JSON.stringify({ topics: { incidents: 0 } }),
          }),
        );
        if (answer.status !== 200) throw new Error('not yet');
        return answer;
      });
      return new StreamReader(response);
    }),
  );
  for (const stream of streams) onTestFinished(() => stream.close());
  for (const incident of kept) {
    const resolved = { incident, code: 'fixed', text: 'It is lost' } as const;
    await untilItWorks(() => desk.incidents.resolve.mutate(resolved));
  }
  for (const each of desks) {
    const { badges } = await untilItWorks(() => each.badges.get.query({ incidents: kept }));
    expect(badges['INC-1']?.status.category).toBe('resolved');
  }

  const answered: string[] = [];
  let isFailedOver = false;
  let isOver = false;
  const load = desks.map(async (each) => {
    while (!isOver) {
      await each.incidents.report
        .mutate(report())
        .then(
          ({ incident, reportedAt }) => isFailedOver && answered.push(`${incident} ${reportedAt}`),
        )
        .catch(() => new Promise((resolve) => setTimeout(resolve, 20)));
    }
  });
  await server.crash();
  await run('rm', ['-rf', folder]);
  await run('mv', [`${folder}.replica`, folder]);
  isFailedOver = true;
  await server.start();
  for (const stream of streams) {
    let message = await stream.next();
    while (message && message.event !== 'reset') message = await stream.next();
    expect(message?.data).toMatchObject({ reason: 'unknown-position', topics: ['incidents'] });
  }
  while (answered.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
  isOver = true;
  await Promise.all(load);
  for (const each of desks) {
    const { badges } = await each.badges.get.query({ incidents: kept });
    expect(kept.map((incident) => badges[incident]?.status.category)).toEqual(
      kept.map(() => 'new'),
    );
  }
  const log = await wholeLog(await testStore(url));
  expect(brokenLink(log)).toBeNull();
  const reported = log
    .filter(({ type }) => type === 'incident.reported')
    .map(({ stream, at }) => `INC-${stream.slice('incident/'.length)} ${at}`);
  expect(answered.filter((each) => !reported.includes(each))).toEqual([]);
}, 60_000);
