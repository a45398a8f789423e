import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewIncidentEvent } from '../../packages/server/src/domain/incident/events.ts';
import { incidentsBehind } from '../../packages/server/src/domain/metrics/behind.ts';
import { Dashboard } from '../../packages/server/src/domain/metrics/dashboard.ts';
import { describeDurations } from '../../packages/server/src/domain/metrics/durations.ts';
import { figureNames } from '../../packages/server/src/domain/metrics/members.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import { changedFacts } from '../../packages/server/src/operations/metrics/make-facts.ts';
import type { PublicFiguresAnswer } from '../../packages/server/src/operations/metrics/public-figures.ts';
import { dashboardInput, queryOf } from '../../packages/server/src/operations/metrics/query.ts';
import { readFacts } from '../../packages/server/src/operations/metrics/read-facts.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { emptyDatabase } from './support/database.ts';
import { base, grace, intranet, rosa, testKit } from './support/kit.ts';
import { stampAt, wholeLog } from './support/log.ts';
import { codeOf } from './support/portal.ts';

const hour = 3_600_000;
const begin = Date.UTC(2026, 2, 1);

const incident = fc.nat(7);
/** What happens, some time after what was before. */
const step = fc.record({
  after: fc.integer({ min: 1, max: 30 }),
  what: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('report' as const),
        service: fc.constantFrom(null, 'mail', 'wifi'),
        priority: fc.constantFrom('P1', 'P3'),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('resolve' as const), incident }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), incident }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const), incident }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), incident }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), incident }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('assign' as const),
        incident,
        team: fc.constantFrom('desk', 'network'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('breach' as const),
        incident,
        target: fc.constantFrom('response' as const, 'resolution' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('escalate' as const), incident }) },
  ),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type What = Exclude<Step['what'], { do: 'report' }>;

const to = (category: string) => ({
  to: { id: category, name: category, category },
  workflowVersion: 1,
});

function eventOf(what: What, at: number): NewIncidentEvent {
  const event = (type: string, data: object, personal: object = {}) =>
    ({ type, data, personal }) as unknown as NewIncidentEvent;
  switch (what.do) {
    case 'resolve':
      return event('incident.resolved', { code: 'fixed', ...to('resolved') }, { text: 'Done' });
    case 'acknowledge':
      return event('incident.acknowledged', to('active'));
    case 'answer':
      return event('incident.note-added', { visibility: 'public' }, { text: 'We look' });
    case 'reopen':
      return event(
        'incident.reopened',
        { why: 'reopened', newCycle: false, ...to('active') },
        { text: '' },
      );
    case 'cancel':
      return event('incident.cancelled', to('closed'), { reason: '' });
    case 'assign':
      return event(
        'incident.assigned',
        { team: what.team, teamName: what.team, assignee: null, teamsVersion: 1 },
        { assigneeName: null },
      );
    case 'breach':
      return event('incident.sla-breached', { target: what.target, cycle: 1, trueAt: at - 1 });
    case 'escalate':
      return event('incident.escalated', { kind: 'hierarchical', level: 1 }, { reason: '' });
  }
}

/** Writes what may happen; what could not happen to an incident as it stands is left out. */
async function write(store: Store, steps: readonly Step[], clock: { at: number }) {
  for (const { after, what } of steps) {
    clock.at += after * hour;
    await store.write(async (transaction) => {
      const last = await transaction.incidents.newestNumber();
      if (what.do === 'report') {
        const number = await transaction.incidents.nextNumber();
        await transaction.log.append(
          `incident/${number}`,
          0,
          {
            type: 'incident.reported',
            data: {
              number,
              service: what.service,
              category: null,
              impact: 'low',
              urgency: 'low',
              priority: what.priority,
              matrixVersion: 1,
              targets: { response: hour, resolution: what.priority === 'P1' ? 8 * hour : null },
            },
            personal: { title: 'Something', description: '', contact: null },
          },
          { at: clock.at, actor: { role: 'reporter', id: 'rosa', site: 'pk' }, actorName: 'Rosa' },
        );
        return;
      }
      const number = last - what.incident;
      const state = number > 0 ? await transaction.incidents.get(number) : null;
      if (!state) return;
      const isOver = state.status.category === 'resolved' || state.status.category === 'closed';
      const isClosed = state.status.category === 'closed';
      const fits = what.do === 'reopen' ? isOver && !isClosed : what.do === 'assign' || !isOver;
      if (!fits) return;
      await transaction.log.append(
        `incident/${number}`,
        state.version,
        eventOf(what, clock.at),
        stampAt(clock.at),
      );
    });
  }
}

/** Makes the facts of so many incidents that lack them. */
async function makeSome(store: Store, incidents: number): Promise<void> {
  await store.write(async (transaction) => {
    const { facts } = transaction;
    await facts.keep(await changedFacts(transaction, await facts.madeUntil(), incidents));
  });
}

/** What is known of an incident by reading its events one after the other, and nothing else. */
interface Read {
  number: number;
  reported: number;
  service: string | null;
  priority: string;
  team: string | null;
  acknowledged: number | null;
  responded: number | null;
  resolved: number | null;
  missed: Record<string, number>;
  hasGoal: boolean;
  isReopened: boolean;
  isEscalated: boolean;
  isWithdrawn: boolean;
}

/** What events say that is read here. */
interface Said {
  service: string | null;
  priority: string;
  team: string | null;
  target: string;
  trueAt: number;
}

async function readLog(store: Store): Promise<Read[]> {
  const read = new Map<string, Read>();
  for (const { stream, type, at, data } of await wholeLog(store)) {
    if (!stream.startsWith('incident/')) continue;
    const said = data as Said;
    if (type === 'incident.reported') {
      read.set(stream, {
        number: Number(stream.slice(9)),
        reported: at,
        service: said.service ?? null,
        priority: said.priority ?? '',
        team: null,
        acknowledged: null,
        responded: null,
        resolved: null,
        missed: {},
        hasGoal: said.priority === 'P1',
        isReopened: false,
        isEscalated: false,
        isWithdrawn: false,
      });
    }
    const each = read.get(stream);
    if (!each) continue;
    if (type === 'incident.acknowledged') each.acknowledged ??= at;
    if (['incident.acknowledged', 'incident.note-added', 'incident.resolved'].includes(type))
      each.responded ??= at;
    if (type === 'incident.resolved') each.resolved = at;
    if (type === 'incident.reopened') [each.resolved, each.isReopened] = [null, true];
    if (type === 'incident.cancelled') each.isWithdrawn = true;
    if (type === 'incident.assigned') each.team = said.team ?? null;
    if (type === 'incident.escalated') each.isEscalated = true;
    if (type === 'incident.sla-breached') each.missed[said.target] ??= said.trueAt;
  }
  return [...read.values()].filter(({ isWithdrawn }) => !isWithdrawn);
}

const minutes = (values: number[]) => describeDurations(Float64Array.from(values));

/** The figures again, from the incidents as the log has them: slow, and as simple as can be. */
function figuresOf(
  every: readonly Read[],
  isChosen: (each: Read) => boolean,
  [from, end]: [number, number],
  now: number,
) {
  const all = every.filter(isChosen);
  const inside = (at: number | null | undefined) =>
    at !== null && at !== undefined && at >= from && at < end;
  const took = (name: 'acknowledged' | 'responded' | 'resolved') =>
    minutes(
      all.filter((each) => inside(each[name])).map((each) => (each[name] ?? 0) - each.reported),
    );
  const open = all.filter(
    (each) =>
      each.reported < Math.min(end, now) &&
      (each.resolved === null || each.resolved >= Math.min(end, now)),
  );
  const judged = (target: 'response' | 'resolution') => {
    const hasGoal = (each: Read) => target === 'response' || each.hasGoal;
    const metAt = (each: Read) => {
      const at = target === 'response' ? each.responded : each.resolved;
      return hasGoal(each) && each.missed[target] === undefined ? at : null;
    };
    const met = all.filter((each) => inside(metAt(each)));
    const missed = all.filter((each) => inside(each.missed[target]));
    const isAwaited = (each: Read) => {
      const at = each.missed[target] ?? metAt(each);
      return at === null ? hasGoal(each) && each.resolved === null : at >= end;
    };
    return {
      value: { n: met.length + missed.length, count: met.length },
      open: open.filter(isAwaited).length,
    };
  };
  const gaps: number[] = [];
  for (const each of all) {
    if (!each.service || !inside(each.reported)) continue;
    const before = every.filter(
      ({ service, number }) => service === each.service && number < each.number,
    );
    if (
      before.length === 0 ||
      before.some(({ resolved }) => resolved === null || resolved > each.reported)
    )
      continue;
    gaps.push(each.reported - Math.max(...before.map(({ resolved }) => resolved ?? 0)));
  }
  const told = <Value>(value: Value) => ({ value });
  return {
    'time-to-acknowledge': told(took('acknowledged')),
    'time-to-first-response': told(took('responded')),
    'time-to-resolve': told(took('resolved')),
    'time-between-failures': told(minutes(gaps)),
    'response-met': judged('response'),
    'resolution-met': judged('resolution'),
    reopened: told({
      n: all.filter(({ resolved }) => inside(resolved)).length,
      count: all.filter(({ resolved, isReopened }) => inside(resolved) && isReopened).length,
    }),
    escalated: told({
      n: all.filter(({ reported }) => inside(reported)).length,
      count: all.filter(({ reported, isEscalated }) => inside(reported) && isEscalated).length,
    }),
    created: told({ n: all.filter(({ reported }) => inside(reported)).length }),
    resolved: told({ n: all.filter(({ resolved }) => inside(resolved)).length }),
    backlog: told({ n: open.length }),
  };
}

test('KPI-1, KPI-2, LOG-31: figures are those of another program over the log, whatever happened', async () => {
  const history = fc.record({
    first: fc.array(step, { minLength: 5, maxLength: 40 }),
    later: fc.array(step, { maxLength: 20 }),
    /** Of how many incidents facts are made before and after what comes later. */
    made: fc.tuple(fc.nat(8), fc.nat(8)),
    from: fc.integer({ min: 0, max: 200 }),
    hours: fc.integer({ min: 1, max: 600 }),
    service: fc.option(fc.constantFrom('mail', 'wifi', null), { nil: undefined }),
    team: fc.option(fc.constantFrom('network', null), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ first, later, made, from, hours, service, team }) => {
      const url = await emptyDatabase();
      const store = await openStore(url);
      await installDefaults(store, {}, begin);
      const clock = { at: begin };
      await write(store, first, clock);
      // Read once, so that the rest comes to what is in memory already.
      await readFacts(store);
      await makeSome(store, made[0]);
      await write(store, later, clock);
      await makeSome(store, made[1]);
      const table = await readFacts(store);
      const period: [number, number] = [begin + from * hour, begin + (from + hours) * hour];
      const now = clock.at + hour;
      const input = dashboardInput.parse({
        from: period[0],
        to: period[1],
        by: 'priority',
        service,
        team,
      });
      const query = queryOf(input, now);
      const dashboard = new Dashboard(table, query);
      const figures = dashboard.figures();
      // Who reads them for the first time has some of what was made, and the rest of the incidents.
      const other = await openStore(url);
      expect(new Dashboard(await readFacts(other), query).figures()).toEqual(figures);
      await other.close();
      const isChosen = (each: Read) =>
        (service === undefined || each.service === service) &&
        (team === undefined || each.team === team);
      const all = figuresOf(await readLog(store), isChosen, period, now);
      for (const [name, expected] of Object.entries(all)) {
        const told = figures[name as keyof typeof figures];
        expect(told, name).toMatchObject(expected);
        const behind = incidentsBehind(table, {
          ...query,
          figure: name as never,
          counted: null,
          age: null,
          hour: null,
        });
        expect(behind).toHaveLength(expected.value.n);
        const parts = told?.parts.map(({ value }) => value.n) ?? [];
        expect(
          parts.reduce((sum, n) => sum + n, 0),
          `parts of ${name}`,
        ).toBe(expected.value.n);
        const points = told?.points.map(({ n }) => n) ?? [];
        if (name !== 'backlog')
          expect(points.reduce((sum, n) => sum + n, 0)).toBe(expected.value.n);
      }
      const { backlog, created } = figures;
      const sum = (counts: number[]) => counts.reduce((total, n) => total + n, 0);
      expect(sum(dashboard.backlogByAge())).toBe(backlog?.value.n);
      expect(sum(dashboard.hours())).toBe(created?.value.n);
      expect(sum(dashboard.load('team').map(({ open }) => open))).toBe(backlog?.value.n);
      // Where the period reaches now, the last point of the backlog is what is open.
      if (period[1] <= now) expect(backlog?.points.at(-1)?.n).toBe(backlog?.value.n);
      expect(Object.keys(figures).sort()).toEqual([...figureNames].sort());
      await store.close();
    }),
    { numRuns: 15, seed: 13, includeErrorInReport: true },
  );
});

test('KPI-5: figures are for the desk, and those of others only for who leads it', async () => {
  const { as } = testKit();
  const period = { from: begin, to: begin + 24 * hour };
  expect(await codeOf(as(rosa).metrics.dashboard.query(period))).toBe('not-allowed');
  const agent = as(grace).metrics;
  expect((await agent.dashboard.query(period)).people).toBeNull();
  expect((await agent.dashboard.query({ ...period, assignee: 'grace' })).people).toEqual([]);
  expect(await codeOf(agent.dashboard.query({ ...period, assignee: 'amir' }))).toBe('not-allowed');
  expect(await codeOf(agent.dashboard.query({ ...period, by: 'assignee' }))).toBe('not-allowed');
  const behind = { ...period, figure: 'resolved', assignee: 'amir' } as const;
  expect(await codeOf(agent.incidents.query(behind))).toBe('not-allowed');
  const manager = as({ role: 'manager', sub: 'mona' }).metrics;
  expect((await manager.dashboard.query({ ...period, by: 'assignee' })).people).toEqual([]);
});

test('KPI-2, KPI-6: a figure counts what was just done, opens as its incidents, and leaves as CSV', async () => {
  const { as, clock } = testKit();
  const report = { description: '', impact: 'low', urgency: 'low', service: 'email' };
  for (const each of [1, 2, 3]) {
    await as(rosa).incidents.report.mutate({ ...report, key: `report-${each}`, title: 'No mail' });
  }
  clock.now += 2 * hour;
  const text = 'The server was restarted';
  await as(grace).incidents.resolve.mutate({ incident: 'INC-2', code: 'fixed', text });
  const period = { from: clock.now - 24 * hour, to: clock.now + 1 };
  const { figures, backlogByAge, period: seen } = await as(grace).metrics.dashboard.query(period);
  expect(figures['time-to-resolve']).toMatchObject({
    value: { n: 1, median: 2 * hour, medianInterval: { low: null, high: null } },
    open: 2,
    trend: null,
  });
  expect(backlogByAge.counts).toEqual([2, 0, 0, 0, 0]);
  expect(seen).toMatchObject({ beginsBeforeData: true, isRunning: true });
  const page = await as(grace).metrics.incidents.query({ ...period, figure: 'created', limit: 2 });
  expect(page).toMatchObject({ total: 3, next: 2 });
  const rest = { ...period, figure: 'created', before: page.next ?? 0 } as const;
  const { incidents } = await as(grace).metrics.incidents.query(rest);
  expect(incidents.map(({ incident }) => incident)).toEqual(['INC-1']);
  const took = { ...period, figure: 'time-to-resolve' } as const;
  expect((await as(grace).metrics.incidents.query(took)).incidents).toMatchObject([
    { incident: 'INC-2', value: 2 * hour },
  ]);
  const file = await as(grace).metrics.export.query(period);
  const [heading = '', ...lines] = file.text.split('\r\n');
  const line = lines.find((each) => each.startsWith('time-to-resolve,,'))?.split(',') ?? [];
  expect(line[heading.split(',').indexOf('median_ms')]).toBe(String(2 * hour));
});

test('KPI-4: a file of figures says its days, its zone and its filters, and is called by those days', async () => {
  const { as } = testKit();
  // The first week of March in Auckland begins on the last day of February in UTC.
  const [from, to] = [Date.UTC(2026, 1, 28, 11), Date.UTC(2026, 2, 7, 11)];
  const asked = { from, to, zone: 'Pacific/Auckland', service: 'email', team: null };
  const file = await as(grace).metrics.export.query(asked);
  expect(file.name).toBe('figures-2026-03-01-2026-03-07.csv');
  const [heading = '', ...lines] = file.text.trim().split('\r\n');
  const rows = lines.map((line) => line.split(','));
  expect(rows.length).toBeGreaterThan(10);
  for (const [name, value] of Object.entries({
    zone: 'Pacific/Auckland',
    filter: 'service=email;team=',
  })) {
    const column = heading.split(',').indexOf(name);
    expect(new Set(rows.map((row) => row[column]))).toEqual(new Set([value]));
  }
});

test('KPI-7: everybody is told figures of services where their site says so, and of those that it shows', async () => {
  const page = (key: string, badges: object) => ({
    ...{ key, name: key, origins: ['https://status.example'], anonymous: { badges: true } },
    badges,
  });
  const sites = [
    page('pk_quiet', { incidents: 'all' }),
    page('pk_email', { services: ['email'], figures: true }),
  ];
  const { as, clock, kit } = testKit({ sites: [intranet, ...sites] });
  const report = { description: '', impact: 'high', urgency: 'high', key: 'report-1' };
  for (const service of ['email', 'network']) {
    const said = { ...report, service, title: 'It is down', key: `report-${service}` };
    const { incident } = await as(rosa).incidents.report.mutate(said);
    clock.now += 2 * hour;
    await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It was restarted' });
  }
  const asked = async (key: string) => {
    const input = encodeURIComponent(JSON.stringify({ days: 30 }));
    const headers = { 'x-incident-kit-key': key, origin: 'https://status.example' };
    const url = `${base}/trpc/metrics.public?input=${input}`;
    const answer = await kit.fetch(new Request(url, { headers }));
    return answer.json() as Promise<{ result?: { data: PublicFiguresAnswer } }>;
  };
  expect((await asked('pk_quiet')).result).toBeUndefined();
  const { services = [] } = (await asked('pk_email')).result?.data ?? {};
  expect(services).toMatchObject([
    {
      service: 'email',
      timeToResolve: { n: 1, median: 2 * hour },
      resolvedInTime: { n: 1, count: 1, share: 1 },
    },
  ]);
  expect(JSON.stringify(services)).not.toMatch(/Grace|Rosa|INC-|It is down/);
  expect((await as(grace).metrics.public.query({})).services.length).toBeGreaterThan(1);
});
