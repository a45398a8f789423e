import { slaPoliciesSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { grace, report, rosa, testKit } from '../support/kit.ts';

const hour = 3_600_000;
const day = 24 * hour;
const incident = 'INC-1';

/** Monday 2026-11-23, 09:00 in Berlin. */
const monday = Date.UTC(2026, 10, 23, 8);
const weekly = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((each) => [each, [['09:00', '17:00'] as const]]),
);

/** A kit with an incident that was reported on that Monday; each clock stands still while it waits. */
async function held(targets: { response?: number; resolution?: number }, calendar = '24x7') {
  const policies = slaPoliciesSchema.parse({
    policies: [
      {
        id: 'all',
        name: 'All',
        calendar,
        targets: { response: null, ...targets },
        pauses: { response: true, resolution: true, update: true },
      },
    ],
  });
  const calendars = {
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        calendar: { zone: 'Europe/Berlin', weekly, holidays: [], extra: [] },
      },
    ],
  };
  const { kit, as, clock } = testKit({ configuration: { calendars, 'sla-policies': policies } });
  clock.now = monday;
  await as(rosa).incidents.report.mutate(report());
  const desk = as(grace).incidents;
  const at = async (after: number) => {
    clock.now = monday + after;
    await kit.fireDue();
  };
  return {
    at,
    hold: () => desk.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Part ordered' }),
    resume: () => desk.resume.mutate({ incident }),
    resolve: () => desk.resolve.mutate({ incident, code: 'fixed', text: 'Done' }),
    note: () => desk.addNote.mutate({ incident, text: 'We are waiting for a part' }),
    reopen: () => desk.reopen.mutate({ incident, reason: 'It is back' }),
    acknowledge: () => desk.acknowledge.mutate({ incident }),
    clocks: async () => (await desk.get.query({ incident })).incident.clocks,
    /** What the log says of the clocks: what happened to which, how long after the report. */
    marks: async () => {
      const { entries } = await desk.timeline.query({ incident });
      return entries.flatMap((each) =>
        each.kind === 'sla-warned' || each.kind === 'sla-breached'
          ? [[each.kind, each.target, each.trueAt - monday]]
          : [],
      );
    },
  };
}

test('SLA-21: held in the instant it is due and stopped while it waits, a clock is met', async () => {
  const { at, hold, resolve, clocks, marks } = await held({ resolution: 2 * hour });
  await at(2 * hour);
  await hold();
  await at(20 * hour);
  expect((await clocks()).resolution).toMatchObject({ state: 'paused', dueAt: null });
  await at(26 * hour);
  await resolve();
  await at(27 * hour);
  expect((await clocks()).resolution).toMatchObject({ state: 'met', elapsedMs: 2 * hour });
  expect(await marks()).toEqual([['sla-warned', 'resolution', 1.5 * hour]]);
});

test('SLA-21: held in the instant it is due, a clock is due in the instant in which it goes on', async () => {
  for (const late of [0, 1]) {
    const { at, hold, resume, resolve, clocks, marks } = await held({ resolution: 2 * hour });
    await at(2 * hour);
    await hold();
    await at(3 * hour);
    await resume();
    expect((await clocks()).resolution).toMatchObject({
      state: 'warning',
      dueAt: monday + 3 * hour,
    });
    await at(3 * hour + late);
    await resolve();
    await at(4 * hour);
    expect((await clocks()).resolution.state).toBe(late ? 'missed' : 'met');
    expect((await marks()).slice(1)).toEqual(
      late ? [['sla-breached', 'resolution', 3 * hour]] : [],
    );
  }
});

test('SLA-21: so it is after several holds, one of them in the instant in which it goes on', async () => {
  const { at, hold, resume, clocks, marks } = await held({ resolution: 2 * hour });
  await at(hour);
  await hold();
  await at(2 * hour);
  await resume();
  await at(3 * hour);
  await hold();
  await at(4 * hour);
  await resume();
  await hold();
  await at(5 * hour);
  expect((await clocks()).resolution).toMatchObject({ state: 'paused', dueAt: null });
  await resume();
  await at(6 * hour);
  expect((await clocks()).resolution).toMatchObject({
    state: 'breached',
    dueAt: monday + 5 * hour,
  });
  expect((await marks()).at(-1)).toEqual(['sla-breached', 'resolution', 5 * hour]);
});

test('SLA-21: a response that pauses is met by an answer that is given while the incident waits', async () => {
  for (const answer of ['note', 'acknowledge', 'resolve'] as const) {
    const desk = await held({ response: 2 * hour, resolution: 9 * day });
    await desk.at(2 * hour);
    await desk.hold();
    await desk.at(26 * hour);
    await desk[answer]();
    await desk.at(30 * hour);
    expect((await desk.clocks()).response.state).toBe('met');
    expect(await desk.marks()).toEqual([['sla-warned', 'response', 1.5 * hour]]);
  }
});

test('SLA-21: resolved in the instant it is due, a clock that is reopened is due in that instant', async () => {
  const { at, resolve, reopen, clocks, marks } = await held({ resolution: 2 * hour });
  await at(2 * hour);
  await resolve();
  await at(26 * hour);
  await reopen();
  expect((await clocks()).resolution).toMatchObject({
    state: 'warning',
    dueAt: monday + 26 * hour,
  });
  await at(27 * hour);
  expect((await marks()).at(-1)).toEqual(['sla-breached', 'resolution', 26 * hour]);
});

test('SLA-10 SLA-21: a clock that was due at closing time and is held in the evening is breached', async () => {
  for (const after of [0, 1]) {
    const { at, hold, resume, clocks, marks } = await held({ resolution: 8 * hour }, 'office');
    await at(8 * hour + after);
    await hold();
    await at(12 * hour);
    expect((await clocks()).resolution.state).toBe(after ? 'breached' : 'paused');
    await resume();
    await at(13 * hour);
    expect((await marks()).at(-1)).toEqual([
      'sla-breached',
      'resolution',
      after ? 8 * hour : 12 * hour,
    ]);
  }
});

test('SLA-4 SLA-21: held in the instant it warns, a clock has warned then and goes on from there', async () => {
  const { at, hold, resume, clocks, marks } = await held({ resolution: 2 * hour });
  await at(1.5 * hour);
  await hold();
  await at(20 * hour);
  await resume();
  expect((await clocks()).resolution).toMatchObject({
    state: 'warning',
    dueAt: monday + 20.5 * hour,
  });
  await at(21 * hour);
  expect(await marks()).toEqual([
    ['sla-warned', 'resolution', 1.5 * hour],
    ['sla-breached', 'resolution', 20.5 * hour],
  ]);
});
