import {
  escalationPoliciesSchema,
  routingRulesSchema,
  schedulesSchema,
  teamsSchema,
} from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { receiver } from './messages/receiver.ts';
import { emptyDatabase } from './support/database.ts';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';

const minute = 60_000;
const hour = 60 * minute;
/** When the kits of tests begin. */
const began = Date.UTC(2026, 10, 23, 9);

const people = [
  { id: 'mei', name: 'Mei Tanaka' },
  { id: 'bo', name: 'Bo' },
];

const schedulesFrom = (url: string, more: object = {}) => ({
  schedules: [
    {
      id: 'net',
      name: 'Network',
      layers: [
        {
          ...{ id: 'shared', name: 'Shared calendar', zone: 'Europe/Berlin', people },
          start: '2026-01-01T00:00',
          calendar: { url, by: 'summary', ...more },
        },
      ],
    },
  ],
});

/** The webhook may send to this machine, so calendars may be read from it. */
const channels = [
  {
    ...{ id: 'hook', kind: 'webhook' as const, allowPrivateAddresses: true },
    secrets: [`whsec_${Buffer.from('thirty-two random bytes of a key').toString('base64')}`],
  },
];

const utc = (at: number) =>
  new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '').concat('Z');

const calendarOf = (...shifts: [who: string, from: number, to: number][]) =>
  [
    'BEGIN:VCALENDAR',
    ...shifts.flatMap(([who, from, to], index) => [
      ...['BEGIN:VEVENT', `UID:${index}`, `SUMMARY:${who}`],
      ...[`DTSTART:${utc(from)}`, `DTEND:${utc(to)}`, 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ].join('\r\n');

/** A server with a calendar, and a kit that reads it. */
async function desk(options: Parameters<typeof testKit>[0] = {}) {
  const there = await receiver();
  const calendar = { status: 200, text: calendarOf(['Mei Tanaka', began, began + 8 * hour]) };
  there.answer = (response, { headers }) => {
    const etag = `"${calendar.text.length}"`;
    const isKnown = calendar.status === 200 && headers['if-none-match'] === etag;
    response.writeHead(isKnown ? 304 : calendar.status, { etag });
    response.end(isKnown ? '' : calendar.text);
  };
  const url = `${there.url}/rota.ics`;
  const schedules = schedulesSchema.parse(schedulesFrom(url));
  const made = testKit({
    channels,
    ...options,
    configuration: { schedules, ...options.configuration },
  });
  const { kit, as, clock } = made;
  /** Lets it be read again. */
  const later = async () => {
    clock.now += 16 * minute;
    await kit.fireDue();
  };
  const now = async () => {
    const [net] = (await as(grace).onCall.now.query()).schedules;
    if (!net) throw new Error('There is no schedule.');
    return { who: net.current.person?.id ?? null, ...net.calendars[0] };
  };
  await kit.fireDue();
  return { ...made, there, calendar, url, later, now };
}

describe('who is on call by a calendar', () => {
  test('ONC-9: it is read again and again, only when it has changed, and it is said when', async () => {
    const { there, calendar, later, now, clock } = await desk();
    expect(await now()).toMatchObject({ who: 'mei', readAt: began, problem: null });
    await later();
    expect(there.received.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      `"${calendar.text.length}"`,
    ]);
    expect(await now()).toMatchObject({ who: 'mei', readAt: clock.now });
    calendar.text = calendarOf(['bo', began, began + 20 * hour]);
    await later();
    expect(await now()).toMatchObject({ who: 'bo', readAt: clock.now });
  });

  test('ONC-10: one that cannot be read keeps its last shifts, and it is said why', async () => {
    const { calendar, later, now } = await desk();
    const whole = calendar.text;
    const said: unknown[] = [];
    for (const change of [
      { status: 503 },
      { status: 200, text: '<html>Sign in</html>' },
      { text: `${whole}${'X'.repeat(2 ** 20)}` },
      {
        text: calendarOf(
          ['Somebody else', began, began + 9 * hour],
          ['mei', began, began + 9 * hour],
        ),
      },
    ]) {
      Object.assign(calendar, change);
      await later();
      const { who, problem, about, readAt } = await now();
      said.push([who, problem, about, readAt === began]);
    }
    expect(said).toEqual([
      ['mei', 'status', ['503'], true],
      ['mei', 'no-calendar', [], true],
      ['mei', 'too-large', [], true],
      ['mei', 'unknown-people', ['Somebody else'], false],
    ]);
  });

  test('ONC-5 ONC-9: past shifts stay as the calendar said then', async () => {
    const { as, calendar, later, clock } = await desk();
    clock.now += hour;
    calendar.text = calendarOf(['bo', began, began + 8 * hour]);
    await later();
    const period = { schedule: 'net', from: began, to: began + 9 * hour };
    const { shifts, calendars } = await as(grace).onCall.shifts.query(period);
    expect(shifts.map(({ to, person }) => [to, person?.name])).toEqual([
      [clock.now, 'Mei Tanaka'],
      [began + 8 * hour, 'Bo'],
      [began + 9 * hour, undefined],
    ]);
    expect(calendars).toMatchObject([{ name: 'Shared calendar', problem: null }]);
  });

  test('ONC-9: another address or rule counts from the next reading on, at once', async () => {
    const { as, kit, url, calendar, now, there } = await desk();
    calendar.text = calendarOf(['The night nurse', began, began + 8 * hour]);
    const names = [{ written: 'night nurse', person: 'bo' }];
    const publish = (more: object) =>
      as(amir).configuration.publish.mutate({
        kind: 'schedules',
        basedOn: 0 + there.received.length,
        document: schedulesSchema.parse(schedulesFrom(url, more)),
      });
    await publish({ names });
    await kit.fireDue();
    expect(await now()).toMatchObject({ who: 'bo', problem: null });
  });

  test('ONC-9: what it says is who is woken, and what an override beats', async () => {
    const teams = teamsSchema.parse({
      teams: [{ id: 'desk', name: 'Desk', members: [{ id: 'grace', name: 'Grace' }] }],
    });
    const notify = { action: 'notify', whom: 'on-call', schedule: 'net' };
    const steps = [{ after: { target: 'response', percent: 50 }, actions: [notify] }];
    const { as, kit, clock, now } = await desk({
      configuration: {
        teams,
        'routing-rules': routingRulesSchema.parse({
          rules: [{ id: 'all', name: 'All', route: { team: 'desk' } }],
        }),
        'escalation-policies': escalationPoliciesSchema.parse({
          policies: [{ id: 'p', name: 'P', steps }],
        }),
      },
    });
    await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
    clock.now += hour / 2;
    await kit.fireDue();
    const { decisions } = await as(grace).notifications.explain.query({ incident: 'INC-1' });
    expect(decisions.filter(({ rule }) => rule === 'on-call')).toMatchObject([
      { told: { whom: 'person', person: 'mei' } },
    ]);
    const period = { schedule: 'net', from: clock.now, to: clock.now + hour };
    const mei = { role: 'agent' as const, sub: 'mei', name: 'Mei Tanaka' };
    expect((await refusalOf(as(mei).onCall.override.mutate(period))).code).toBe('nothing-changed');
    await as(grace).onCall.override.mutate(period);
    expect((await now()).who).toBe('grace');
  });

  test('ONC-9: of several instances one reads it', async () => {
    const database = await emptyDatabase();
    const { there, kit, clock } = await desk({ database });
    const other = testKit({ channels, database, now: () => clock.now });
    clock.now += 16 * minute;
    await Promise.all([kit.fireDue(), other.kit.fireDue(), kit.fireDue()]);
    expect(there.received).toHaveLength(2);
  });

  test('ONC-10: calendars are read from the internet only, and encrypted, unless webhooks may go elsewhere', async () => {
    const { now } = await desk({ channels: [] });
    expect(await now()).toMatchObject({ who: null, readAt: null, problem: 'other-scheme' });
    const schedules = schedulesSchema.parse(schedulesFrom('https://127.0.0.1/rota.ics'));
    const { kit, as } = testKit({ configuration: { schedules } });
    await kit.fireDue();
    const [net] = (await as(grace).onCall.now.query()).schedules;
    expect(net?.calendars).toMatchObject([{ readAt: null, problem: 'private-network' }]);
  });

  test('ONC-9: a layer has turns or a calendar, and that means nobody but its people', async () => {
    const { as } = testKit();
    const problemsOf = async (change: object) => {
      const document = schedulesFrom('https://calendar.example/a.ics');
      const [layer] = document.schedules[0]?.layers ?? [];
      Object.assign(layer ?? {}, change);
      const input = { kind: 'schedules' as const, document: schedulesSchema.parse(document) };
      const { errors } = await as(amir).configuration.check.mutate(input);
      return errors.map(({ path, code }) => `${path.slice(3).join('.')}: ${code}`);
    };
    expect(await problemsOf({})).toEqual([]);
    expect(await problemsOf({ calendar: undefined })).toEqual(['0.length: needs-one-of']);
    const length = { unit: 'days', count: 1 };
    expect(await problemsOf({ length })).toEqual(['0.calendar: only-one-of']);
    const names = [{ written: 'x', person: 'nobody' }];
    const calendar = { url: 'https://calendar.example/a.ics', by: 'attendee', names };
    expect(await problemsOf({ calendar })).toEqual(['0.calendar.names.0.person: not-offered']);
  });
});
