import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewIncidentEvent } from '../../packages/server/src/domain/incident/events.ts';
import { describeDurations } from '../../packages/server/src/domain/metrics/durations.ts';
import { type Flow, flowOf } from '../../packages/server/src/domain/process/flow.ts';
import { flowBehind } from '../../packages/server/src/domain/process/flow-behind.ts';
import { MoveTable } from '../../packages/server/src/domain/process/move-table.ts';
import { type Moves, movesAfter } from '../../packages/server/src/domain/process/moves.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import { readFacts } from '../../packages/server/src/operations/metrics/read-facts.ts';
import { readMoves } from '../../packages/server/src/operations/process/read-moves.ts';
import { resolvedIn } from '../../packages/server/src/operations/process/read-process.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { emptyDatabase } from './support/database.ts';
import { grace, rosa, testKit } from './support/kit.ts';
import { reported, stampAt, wholeLog } from './support/log.ts';
import { codeOf } from './support/portal.ts';

const hour = 3_600_000;
const begin = Date.UTC(2026, 2, 1);

const statuses = {
  acknowledge: 'in-progress',
  hold: 'waiting-reporter',
  resume: 'in-progress',
  resolve: 'resolved',
  reopen: 'in-progress',
  close: 'closed',
  cancel: 'cancelled',
};
type Does = keyof typeof statuses | 'report' | 'assign' | 'escalate' | 'note';

/** What happens, some hours after what was before; often none, as things happen together. */
const step = fc.record({
  after: fc.nat(4),
  incident: fc.nat(3),
  team: fc.constantFrom(null, 'desk', 'network', 'vendor'),
  does: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Does>('report') },
    { weight: 8, arbitrary: fc.constant<Does>('assign') },
    { weight: 4, arbitrary: fc.constant<Does>('resolve') },
    {
      weight: 6,
      arbitrary: fc.constantFrom<Does>('acknowledge', 'hold', 'resume', 'reopen', 'escalate'),
    },
    { weight: 2, arbitrary: fc.constantFrom<Does>('close', 'cancel', 'note') },
  ),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function eventOf({ does, team }: Step): NewIncidentEvent {
  const event = (type: string, data: object = {}, personal: object = {}) =>
    ({ type, data, personal }) as unknown as NewIncidentEvent;
  const id = statuses[does as keyof typeof statuses];
  const category = id?.replace(/-.*/, '').replace('in', 'active').replace('cancelled', 'closed');
  const to = { to: { id, name: id, category }, workflowVersion: 1 };
  switch (does) {
    case 'acknowledge':
      return event('incident.acknowledged', to);
    case 'resolve':
      return event('incident.resolved', { code: 'fixed', ...to }, { text: 'Done' });
    case 'reopen':
      return event('incident.reopened', { why: 'reopened', newCycle: false, ...to }, { text: '' });
    case 'close':
      return event('incident.closed', { why: 'desk', ...to }, { text: null });
    case 'cancel':
      return event('incident.cancelled', to, { reason: '' });
    case 'hold':
    case 'resume':
      return event('incident.moved', { how: does, ...to }, { reason: null });
    case 'note':
      return event('incident.note-added', { visibility: 'public' }, { text: 'We look' });
    case 'escalate':
      return team === null
        ? event('incident.escalated', { kind: 'hierarchical', level: 1 }, { reason: '' })
        : event(
            'incident.escalated',
            { kind: 'functional', from: null, team, teamName: team, teamsVersion: 1 },
            { reason: '' },
          );
    default:
      return event(
        'incident.assigned',
        { team, teamName: team, assignee: null, teamsVersion: 1 },
        { assigneeName: null },
      );
  }
}

/** Writes what may happen; what could not happen to an incident as it stands is left out. */
async function write(store: Store, steps: readonly Step[], clock: { at: number }) {
  for (const each of steps) {
    clock.at += each.after * hour;
    await store.write(async ({ incidents, log }) => {
      const last = await incidents.newestNumber();
      if (each.does === 'report') {
        const number = await incidents.nextNumber();
        await log.append(`incident/${number}`, 0, reported(number), stampAt(clock.at));
        return;
      }
      const number = last - each.incident;
      const state = number > 0 ? await incidents.get(number) : null;
      if (!state) return;
      const { category } = state.status;
      const isOver = category === 'resolved' || category === 'closed';
      const isAnyTime = ['assign', 'escalate', 'note'].includes(each.does);
      const fits = isAnyTime || (each.does === 'reopen') === isOver;
      if (!fits || (category === 'closed' && each.does !== 'note')) return;
      await log.append(`incident/${number}`, state.version, eventOf(each), stampAt(clock.at));
    });
  }
}

/** What is known of an incident, hour by hour: where it was from each full hour to the next. */
interface Hours {
  number: number;
  from: number;
  to: number;
  stage: (string | null)[];
  team: (string | null)[];
}

/** Looks at each hour of each incident that was resolved in a period, and at what had been said until then. */
async function hoursOf(store: Store, from: number, to: number): Promise<Hours[]> {
  const events = (await wholeLog(store)).filter(({ stream }) => stream.startsWith('incident/'));
  const streams = Object.entries(Object.groupBy(events, ({ stream }) => stream));
  return streams.flatMap(([stream, theirs = []]) => {
    if (theirs.some(({ type }) => type === 'incident.cancelled')) return [];
    const reopened = theirs.findLastIndex(({ type }) => type === 'incident.reopened');
    const since = theirs.slice(reopened + 1);
    const over =
      since.findLast(({ type }) => type === 'incident.resolved') ??
      since.find(({ type }) => type === 'incident.closed');
    const [first] = theirs;
    if (!first || !over || over.at < from || over.at >= to) return [];
    const hours = { number: Number(stream.slice(9)), from: first.at, to: over.at };
    const stage: (string | null)[] = [];
    const team: (string | null)[] = [];
    for (let at = first.at; at < over.at; at += hour) {
      const said = theirs.filter((each) => each.at <= at).map(({ data }) => data as Said);
      stage.push(said.findLast((each) => each.to)?.to?.id ?? 'new');
      team.push(said.findLast((each) => each.team !== undefined)?.team ?? null);
    }
    return [{ ...hours, stage, team }];
  });
}

interface Said {
  to?: { id: string };
  team?: string | null;
}

/** Where an incident was, one place after the other, and for how many hours. */
function runsOf(places: readonly (string | null)[]): { key: string | null; hours: number }[] {
  const runs: { key: string | null; hours: number }[] = [];
  for (const key of places) {
    const last = runs.at(-1);
    if (last && last.key === key) last.hours += 1;
    else runs.push({ key, hours: 1 });
  }
  return runs;
}

/** The pair that each stay was lost to, by trying all ways out and back: the narrowest, and of those the last. */
function lostIn(runs: ReturnType<typeof runsOf>): { pair: string; hours: number }[] {
  return runs.flatMap(({ key, hours }, place) => {
    const ways: { width: number; left: number; home: string }[] = [];
    for (let left = 0; left < place; left += 1) {
      for (let back = place + 1; back < runs.length; back += 1) {
        const home = runs[left]?.key ?? null;
        if (home === null || home === key || runs[back]?.key !== home) continue;
        ways.push({ width: back - left, left, home });
      }
    }
    const [way] = ways.sort((a, b) => a.width - b.width || b.left - a.left);
    return way ? [{ pair: [way.home, `${key}`].sort().join(), hours }] : [];
  });
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
const nameOf = (place: Flow['moves'][number]['from']) =>
  typeof place === 'string' ? place : `${place.key}`;

test('PRC-1, PRC-2, PRC-3: where time went is what looking at each hour of the log says', async () => {
  const history = fc.record({
    first: fc.array(step, { minLength: 20, maxLength: 60 }),
    later: fc.array(step, { maxLength: 20 }),
    from: fc.integer({ min: 0, max: 60 }),
    hours: fc.integer({ min: 10, max: 300 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ first, later, from, hours }) => {
      const store = await openStore(await emptyDatabase());
      await installDefaults(store, {}, begin);
      const clock = { at: begin };
      await write(store, first, clock);
      // Read once, so that the rest comes to what was read before.
      await readMoves(store);
      await write(store, later, clock);
      const facts = await readFacts(store);
      const { table, share } = await readMoves(store);
      expect(share).toBe(1);
      // Where each went last is where it is.
      await store.read(async ({ incidents, moves }) => {
        const newest = await incidents.newestNumber();
        const all = Array.from({ length: newest }, (_, index) => index + 1);
        const kept = new Map((await moves.of(all)).map((each) => [each.number, each]));
        for (const { number, status, team } of await incidents.getMany(all)) {
          expect(kept.get(number)?.stages.at(-1)?.stage).toBe(status.id);
          expect(kept.get(number)?.teams.at(-1)?.team).toBe(team);
        }
      });
      const period = { from: begin + from * hour, to: begin + (from + hours) * hour };
      const { rows } = resolvedIn(facts, { ...period, zone: 'UTC' }, clock.at + hour);
      const all = await hoursOf(store, period.from, period.to);
      expect([...rows].sort()).toEqual(all.map(({ number }) => number).sort());
      for (const kind of ['stage', 'team'] as const) {
        const flow = flowOf(facts, table, rows, kind);
        const runs = all.map((each) => runsOf(each[kind]));
        // The parts are the whole: where it was, what it took, and what the figure says.
        const whole = sum(all.map((each) => each.to - each.from));
        expect(flow.total).toBe(whole);
        expect(sum(flow.nodes.map(({ total }) => total))).toBe(whole);
        for (const { key, visits, incidents, total } of flow.nodes) {
          const theirs = runs.flat().filter((each) => each.key === key);
          const took = Float64Array.from(theirs, (each) => each.hours * hour);
          expect(visits).toEqual(describeDurations(took));
          expect(incidents).toBe(runs.filter((each) => each.some((run) => run.key === key)).length);
          const behind = flowBehind(facts, table, rows, kind, { part: 'node', key });
          expect(behind).toHaveLength(incidents);
          expect(sum(behind.map(({ value }) => value))).toBe(total);
        }
        const moved = runs
          .filter((each) => each.length > 0)
          .flatMap((each) => {
            const names = ['begin', ...each.map(({ key }) => `${key}`), 'end'];
            return names.slice(1).map((name, index) => `${names[index]} → ${name}`);
          });
        const counted = Object.groupBy(moved, (each) => each);
        expect(
          Object.fromEntries(
            flow.moves.map(({ from, to, count }) => [`${nameOf(from)} → ${nameOf(to)}`, count]),
          ),
        ).toEqual(
          Object.fromEntries(Object.entries(counted).map(([name, each]) => [name, each?.length])),
        );
        for (const { from, to, incidents } of flow.moves) {
          const part = { part: 'move', from, to } as const;
          expect(flowBehind(facts, table, rows, kind, part)).toHaveLength(incidents);
        }
        const { backAndForth } = flow;
        const lost = all.flatMap((each) => lostIn(runsOf(each.team)));
        const byPair = Object.groupBy(lost, ({ pair }) => pair);
        expect(
          Object.fromEntries(
            backAndForth.pairs.map(({ teams, times, total }) => [
              teams.map(String).sort().join(),
              { times, total },
            ]),
          ),
        ).toEqual(
          Object.fromEntries(
            Object.entries(byPair).map(([pair, each = []]) => [
              pair,
              { times: each.length, total: sum(each.map(({ hours }) => hours)) * hour },
            ]),
          ),
        );
        expect(sum(backAndForth.pairs.map(({ total }) => total))).toBe(backAndForth.total);
        expect(backAndForth.total).toBeLessThanOrEqual(flow.total);
        for (const { teams, incidents, total } of backAndForth.pairs) {
          const behind = flowBehind(facts, table, rows, kind, { part: 'pair', teams });
          expect(behind).toHaveLength(incidents);
          expect(sum(behind.map(({ value }) => value))).toBe(total);
        }
      }
      await store.close();
    }),
    { numRuns: 20, seed: 7, includeErrorInReport: true },
  );
});

test('PRC-4: another instance, and one that was rebuilt, say the same', async () => {
  const url = await emptyDatabase();
  const store = await openStore(url);
  await installDefaults(store, {}, begin);
  const clock = { at: begin };
  const steps = fc.sample(step, { numRuns: 60, seed: 3 });
  await write(store, steps, clock);
  await readMoves(store);
  await write(store, fc.sample(step, { numRuns: 30, seed: 4 }), clock);
  const other = await openStore(url);
  // Both take in the rest at once.
  const [one, two] = await Promise.all([readMoves(store), readMoves(other)]);
  const facts = await readFacts(store);
  const period = { from: begin, to: clock.at + hour, zone: 'UTC' };
  const { rows } = resolvedIn(facts, period, clock.at + hour);
  const flow = flowOf(facts, one.table, rows, 'team');
  expect(flow.n).toBeGreaterThan(0);
  expect(flowOf(facts, two.table, rows, 'team')).toEqual(flow);
  await Promise.all([store.close(), other.close()]);
});

test('PRC-1: what an import says late is put where it belongs', () => {
  const status = (id: string, category: string) => ({ id, name: id, category });
  const imported = (data: object, at = 99) =>
    ({ type: 'incident.imported', at, data: { number: 1, team: 'desk', ...data } }) as never;
  const updated = (occurredAt: number, changes: object) =>
    ({ type: 'incident.import-updated', at: 99, data: { occurredAt, changes } }) as never;
  const open = imported({ occurredAt: 0, status: status('new', 'new') });
  const events = [
    open,
    updated(8, { status: status('resolved', 'resolved') }),
    updated(5, { team: 'network' }),
    updated(2, { status: status('in-progress', 'active'), team: null }),
  ];
  const moves = events.reduce<Moves | null>((before, event) => movesAfter(before, event), null);
  expect(moves?.stages.map(({ at, stage }) => [at, stage])).toEqual([
    [0, 'new'],
    [2, 'in-progress'],
    [8, 'resolved'],
  ]);
  expect(moves?.teams.map(({ at, team }) => [at, team])).toEqual([
    [0, 'desk'],
    [2, null],
    [5, 'network'],
  ]);
  // Of one that was over when it came, nobody knows where it had been.
  const over = movesAfter(
    null,
    imported({ occurredAt: 3, resolvedAt: 7, status: status('closed', 'closed') }),
  );
  expect(over?.stages.map(({ at, stage }) => [at, stage])).toEqual([
    [3, null],
    [7, 'closed'],
  ]);
});

test('PRC-3: columns keep what was said last, also when they are packed', () => {
  const table = new MoveTable();
  const teams = (count: number, salt: number) =>
    Array.from({ length: count }, (_, at) => ({ at, team: `team-${(at + salt) % 5}` }));
  for (let round = 1; round <= 12; round += 1) {
    for (let number = 1; number <= 300; number += 1) {
      table.set({ number, stages: [], teams: teams(round + (number % 3), number) });
    }
  }
  for (let number = 1; number <= 300; number += 1) {
    const expected = teams(12 + (number % 3), number);
    const { team } = table;
    const read = Array.from({ length: team.countOf(number) }, (_, index) => ({
      at: team.at(number, index),
      team: team.codes.nameOf(team.to(number, index)),
    }));
    expect(read).toEqual(expected);
  }
});

test('PRC-5: whoever may see figures sees where time goes, and opens the incidents behind it', async () => {
  const { as, clock } = testKit();
  const report = { description: '', impact: 'low', urgency: 'low', service: 'email' };
  await as(rosa).incidents.report.mutate({ ...report, key: 'report-1', title: 'No mail' });
  await as(rosa).incidents.report.mutate({ ...report, key: 'report-2', title: 'No mail' });
  clock.now += hour;
  await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
  clock.now += 2 * hour;
  const text = 'The server was restarted';
  await as(grace).incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text });
  const period = { from: clock.now - 24 * hour, to: clock.now + 1 };
  const { metrics } = as(grace);
  const answer = await metrics.process.query({ ...period, by: 'stage' });
  expect(answer).toMatchObject({ n: 1, open: 1, total: 3 * hour, share: 1 });
  expect(answer.nodes.map(({ key, category, total }) => [key, category, total])).toEqual([
    ['new', 'new', hour],
    ['in-progress', 'active', 2 * hour],
  ]);
  expect(answer.names.stage['in-progress']).toBe('In progress');
  const of = { part: 'node', key: 'in-progress' } as const;
  const behind = await metrics.processIncidents.query({ ...period, by: 'stage', of });
  expect(behind).toMatchObject({ total: 1, incidents: [{ incident: 'INC-1', value: 2 * hour }] });
  expect(await codeOf(as(rosa).metrics.process.query(period))).toBe('not-allowed');
  expect(await codeOf(as(rosa).metrics.processIncidents.query({ ...period, of }))).toBe(
    'not-allowed',
  );
  const others = { ...period, assignee: 'amir' };
  expect(await codeOf(metrics.process.query(others))).toBe('not-allowed');
  expect(await codeOf(metrics.processIncidents.query({ ...others, of }))).toBe('not-allowed');
});
