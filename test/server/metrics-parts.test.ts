import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidentsBehind } from '../../packages/server/src/domain/metrics/behind.ts';
import {
  ages,
  Dashboard,
  type DashboardQuery,
} from '../../packages/server/src/domain/metrics/dashboard.ts';
import { describeDurations } from '../../packages/server/src/domain/metrics/durations.ts';
import { dimensions, FactTable } from '../../packages/server/src/domain/metrics/fact-table.ts';
import { marks } from '../../packages/server/src/domain/metrics/facts.ts';
import {
  durationNames,
  type FigureName,
  shareNames,
} from '../../packages/server/src/domain/metrics/members.ts';
import { dashboardInput, queryOf } from '../../packages/server/src/operations/metrics/query.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = 40 * day;

const instant = fc.option(fc.integer({ min: 0, max: 20 * 24 }).map((hours) => hours * hour));
/** What happened to an incident, in hours after its report, and what it has. */
const incident = fc.record({
  reported: fc.integer({ min: 0, max: 20 * 24 }).map((hours) => hours * hour),
  acknowledged: instant,
  responded: instant,
  resolved: instant,
  due: instant,
  judged: fc.tuple(instant, instant, instant),
  service: fc.constantFrom(null, 'mail', 'wifi'),
  team: fc.constantFrom(null, 'desk', 'network'),
  assignee: fc.constantFrom(null, 'grace'),
  priority: fc.constantFrom('P1', 'P3'),
  category: fc.constantFrom(null, 'hardware'),
  marks: fc.nat(Object.values({ ...marks, met: 56, awaited: 448 }).reduce((all, bit) => all | bit)),
});

const history = fc.record({
  incidents: fc.array(incident, { minLength: 1, maxLength: 40 }),
  from: fc.nat(25),
  days: fc.integer({ min: 1, max: 30 }),
  by: fc.constantFrom(...dimensions),
  /** What it is narrowed to already. */
  within: fc.constantFrom({}, { service: 'mail' }, { team: null }, { priority: 'P1' }),
});

function tableOf(incidents: (typeof incident extends fc.Arbitrary<infer One> ? One : never)[]) {
  const table = new FactTable();
  for (const [index, each] of incidents.entries()) {
    const after = (took: number | null) => (took === null ? null : each.reported + took);
    const [response, resolution, update] = each.judged;
    table.set({
      ...{ number: index + 1, reportedAt: each.reported, acknowledgedAt: after(each.acknowledged) },
      ...{ respondedAt: after(each.responded), resolvedAt: after(each.resolved) },
      dueAt: each.resolved === null && each.due !== null ? now - 10 * day + each.due : null,
      judgedAt: {
        ...{ response: after(response), resolution: after(resolution), update: after(update) },
      },
      ...{ service: each.service, team: each.team, assignee: each.assignee },
      ...{ priority: each.priority, category: each.category, marks: each.marks },
    });
  }
  return table;
}

/** The incidents that are listed behind a number. */
const listed = (
  table: FactTable,
  query: DashboardQuery,
  figure: FigureName,
  narrowed: Partial<Parameters<typeof incidentsBehind>[1]> = {},
) =>
  incidentsBehind(table, {
    ...query,
    ...{ figure, counted: null, age: null, hour: null },
    ...narrowed,
  });

test('KPI-2: a part of a figure is what the filter makes of it, and what is listed behind it', () => {
  const property = fc.property(history, ({ incidents, from, days, by, within }) => {
    const table = tableOf(incidents);
    const period = { from: from * day, to: (from + days) * day };
    const query = queryOf(dashboardInput.parse({ ...period, by, ...within }), now);
    const figures = new Dashboard(table, query).figures();
    for (const name of query.figures) {
      const told = figures[name];
      let sum = 0;
      for (const { key, value } of told?.parts ?? []) {
        const filter = { ...query.filter, [by]: key };
        const what = `${name} of ${by} ${key}`;
        const filtered = new Dashboard(table, { ...query, filter }).figures()[name];
        expect(filtered?.value, what).toEqual(value);
        const list = listed(table, query, name, { filter });
        expect(list, what).toHaveLength(value.n);
        if ((durationNames as readonly string[]).includes(name)) {
          const took = Float64Array.from(list, (each) => each.value ?? Number.NaN);
          expect(describeDurations(took), what).toEqual(value);
        }
        if ((shareNames as readonly string[]).includes(name)) {
          const counted = listed(table, query, name, { filter, counted: true });
          expect(value, what).toHaveProperty('count', counted.length);
        }
        sum += value.n;
      }
      expect(sum, name).toBe(told?.value.n);
    }
  });
  fc.assert(property, { numRuns: 200 });
});

test('KPI-2: points, ages, hours and loads are what is listed behind them', () => {
  const property = fc.property(history, ({ incidents, from, days, by, within }) => {
    const table = tableOf(incidents);
    const period = { from: from * day, to: (from + days) * day };
    const query = queryOf(dashboardInput.parse({ ...period, by, ...within }), now);
    const dashboard = new Dashboard(table, query);
    for (const [name, told] of Object.entries(dashboard.figures())) {
      for (const { from, to, n } of told.points) {
        const list = listed(table, query, name as FigureName, { period: { from, to } });
        // What is open is so at the end of a point: one that is yet to come has what is open now.
        if (name !== 'backlog' || to <= now) expect(list, name).toHaveLength(n);
      }
    }
    for (const [place, n] of dashboard.backlogByAge().entries()) {
      const age = { from: ages[place - 1] ?? 0, to: ages[place] ?? null };
      expect(listed(table, query, 'backlog', { age })).toHaveLength(n);
    }
    for (const [hourOfWeek, n] of dashboard.hours().entries()) {
      if (n > 0) expect(listed(table, query, 'created', { hour: hourOfWeek })).toHaveLength(n);
    }
    for (const { key, open, resolved } of dashboard.load('team')) {
      const filter = { ...query.filter, team: key };
      if (within.team === null && key !== null) continue;
      expect(listed(table, query, 'backlog', { filter })).toHaveLength(open);
      expect(listed(table, query, 'resolved', { filter })).toHaveLength(resolved);
    }
  });
  fc.assert(property, { numRuns: 100 });
});
