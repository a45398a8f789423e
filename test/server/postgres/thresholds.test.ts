import { createIncidentKit } from '@incident-kit/server';
import { escalationPoliciesSchema, slaPoliciesSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { type Child, startSweeper } from '../support/children.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { clientOf, grace, intranet, report } from '../support/kit.ts';
import { brokenLink, wholeLog } from '../support/log.ts';

const minute = 60_000;

/** The clock of the test: a minute is a second. */
const speed = 60;

const incidents = 40;
const instances = 3;

/** The warning and the breach of two targets, and a step that is taken four times. */
const configuration = {
  'sla-policies': slaPoliciesSchema.parse({
    policies: [
      { id: 'all', name: 'All', targets: { response: 2 * minute, resolution: 6 * minute } },
    ],
  }),
  'escalation-policies': escalationPoliciesSchema.parse({
    policies: [
      {
        id: 'all',
        name: 'All',
        steps: [
          {
            after: { target: 'resolution', percent: 50 },
            actions: [{ action: 'raise' }],
            repeat: { times: 3, everyMs: minute },
          },
        ],
      },
    ],
  }),
};

const expected = [
  ['response warned', 1.5],
  ['response breached', 2],
  ['resolution warned', 4.5],
  ['resolution breached', 6],
  ...[3, 4, 5, 6].map((after, index) => [`step ${index}`, after] as const),
].map(([what, after]) => `${what} ${Number(after) * minute}`);

test('ESC-2 SLA-18: three instances that are killed at random write down each threshold exactly once', async () => {
  const database = await emptyDatabase();
  const [began, start] = [Date.now(), Date.UTC(2026, 10, 23, 9)];
  const now = () => start + Math.floor((Date.now() - began) * speed);
  const kit = createIncidentKit({ database, sites: [intranet], configuration, now });
  const desk = clientOf(kit.fetch, grace, now);
  const sent = Array.from({ length: incidents }, async () => {
    // One after the other in time, so that something falls due all the time.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3_000));
    const { incident, reportedAt } = await desk.incidents.report.mutate(report());
    return [incident, reportedAt] as const;
  });
  const start1 = () => startSweeper(database, String(began), String(start), String(speed));
  const running: Child[] = Array.from({ length: instances }, start1);
  let end = Infinity;
  const reported = Promise.all(sent).then(async (all) => {
    // From here on only those that are killed look.
    await kit.close();
    end = Math.max(...all.map(([, at]) => at)) + 6 * minute;
    return new Map(all);
  });

  let kills = 0;
  while (now() < end + 30_000) {
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
    const victim = Math.floor(Math.random() * instances);
    await running[victim]?.kill();
    running[victim] = start1();
    kills += 1;
  }
  expect(kills).toBeGreaterThan(10);
  const reportedAt = await reported;

  const store = await testStore(database);
  // What the last ones were about to write when they were killed is written by those that came after.
  const isDone = async () =>
    (await store.read((snapshot) => snapshot.incidents.due(end + 1, 1))).length === 0;
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all(running.map((each) => each.kill()));

  const log = await wholeLog(store);
  expect(brokenLink(log)).toBeNull();
  for (const [incident, at] of reportedAt) {
    const stream = `incident/${incident.slice('INC-'.length)}`;
    const fired = log.flatMap((event) => {
      if (event.stream !== stream) return [];
      const data = event.data as {
        target: string;
        trueAt: number;
        repetition: number;
      };
      const after = data.trueAt - at;
      if (event.type === 'incident.sla-warned') return [`${data.target} warned ${after}`];
      if (event.type === 'incident.sla-breached') return [`${data.target} breached ${after}`];
      if (event.type === 'incident.escalation-step-taken') {
        return [`step ${data.repetition} ${after}`];
      }
      return [];
    });
    expect(fired.sort()).toEqual([...expected].sort());
  }
}, 90_000);
