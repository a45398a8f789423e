import {
  addWorkingTime,
  type Calendar,
  type ClockView,
  clockFacts,
  type Documents,
  decideAcknowledge,
  decideCancel,
  decideClose,
  decideHold,
  decideLevels,
  decideNote,
  decideOverride,
  decideReopen,
  decideResolve,
  decideRestore,
  decideResume,
  defaultDocuments,
  explainClock,
  nextDue,
  readClocks,
  replay,
  type SlaPolicies,
  slaPoliciesSchema,
  type TargetName,
  targetNames,
  toIncidentView,
  workingTimeBetween,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  desk,
  reporter,
  SimulatedIncident,
} from '../support/simulate-incidents/simulated-incident.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Monday 2026-03-23, 09:00 in Berlin: the week in which the clocks go forward. */
const monday = Date.UTC(2026, 2, 23, 8);

const office: Calendar = {
  zone: 'Europe/Berlin',
  weekly: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((each) => [each, [['08:00', '18:00']]]),
  ),
  holidays: [{ date: '2026-04-03', name: 'Good Friday' }],
  extra: [],
};
const nights: Calendar = {
  zone: 'Australia/Lord_Howe',
  weekly: { mon: [['22:00', '06:00']], sat: [['00:00', '24:00']] },
  holidays: [],
  extra: [],
};

const calendars = {
  calendars: [
    { id: 'office', name: 'Office', calendar: office },
    { id: 'nights', name: 'Nights', calendar: nights },
  ],
};

function policies(change: Partial<SlaPolicies['policies'][number]> = {}): SlaPolicies {
  return slaPoliciesSchema.parse({ policies: [{ id: 'all', name: 'All', ...change }] });
}

const ruled = (change: Parameters<typeof policies>[0] = {}) =>
  ({ ...defaultDocuments, calendars, 'sla-policies': policies(change) }) satisfies Documents;

/** What people and time can do to an incident. */
const steps = fc.array(
  fc.record({
    wait: fc.oneof(
      fc.integer({ min: 0, max: 90 * minute }),
      fc.integer({ min: 0, max: 3 * day }),
      fc.constantFrom(15 * minute, 4 * hour, 4 * hour + 1),
    ),
    do: fc.constantFrom(
      'look',
      'look',
      'acknowledge',
      'hold',
      'resume',
      'reply',
      'ask',
      'resolve',
      'reopen',
      'close',
      'cancel',
      'raise',
      'lower',
      'override',
      'restore',
    ),
  }),
  { maxLength: 25 },
);

const policy = fc.record({
  calendar: fc.constantFrom('24x7', 'office', 'nights'),
  pauses: fc.record({ response: fc.boolean(), resolution: fc.boolean(), update: fc.boolean() }),
  reopen: fc.constantFrom('resume' as const, 'new-cycle' as const),
  targets: fc.constantFrom({}, { update: 2 * hour }, { response: null }, { resolution: 9 * hour }),
  warnAt: fc.constantFrom(0.5, 0.75),
});

type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number];

/** Plays steps; `looks` says whether the timers look as well, or only the commands. */
function play(history: SimulatedIncident, from: number, story: Step[], looks: boolean): number {
  const { rules } = history;
  let now = from;
  for (const step of story) {
    now += step.wait;
    const by = step.do === 'ask' || step.do === 'reopen' ? reporter : desk;
    if (step.do === 'look') {
      if (looks) history.applyDue(now);
      continue;
    }
    history.do(now, by, (state) => {
      switch (step.do) {
        case 'acknowledge':
          return decideAcknowledge(state, rules);
        case 'hold':
          return decideHold(state, rules, 'waiting-vendor', 'The vendor looks at it');
        case 'resume':
          return decideResume(state, rules, null);
        case 'resolve':
          return decideResolve(state, rules, { code: 'fixed', text: 'Done' }, now);
        case 'reopen':
          return decideReopen(state, rules, 'not-fixed', 'Still broken');
        case 'close':
          return decideClose(state, rules, 'desk', null);
        case 'cancel':
          return decideCancel(state, rules, 'By mistake');
        case 'raise':
          return decideLevels(state, rules, { impact: 'high', urgency: 'high' });
        case 'lower':
          return decideLevels(state, rules, { impact: 'low', urgency: 'low' });
        case 'override':
          return decideOverride(state, rules, 'P2', 'The board asked');
        case 'restore':
          return decideRestore(state, rules);
        default:
          return decideNote('Hello', 'public');
      }
    });
  }
  return now;
}

const breaches = (history: SimulatedIncident) =>
  history.events.flatMap((event) =>
    event.type === 'incident.sla-breached' || event.type === 'incident.sla-warned'
      ? [[event.type, event.data.target, event.data.cycle, event.data.trueAt].join(' ')]
      : [],
  );

describe('the SLA clocks of an incident', () => {
  test('SLA-6 SLA-18 ESC-1: what the log says does not depend on whether and when a timer looked', () => {
    fc.assert(
      fc.property(policy, steps, (change, story) => {
        const [watched, unwatched] = [0, 1].map(() => new SimulatedIncident(ruled(change), monday));
        if (!watched || !unwatched) return;
        const end = play(watched, monday, story, true);
        play(unwatched, monday, story, false);
        watched.applyDue(end);
        unwatched.applyDue(end);
        expect(breaches(watched).sort()).toEqual(breaches(unwatched).sort());
        const view = (history: SimulatedIncident) => readClocks(history.state, history.book, end);
        expect(view(watched)).toEqual(view(unwatched));
        expect(watched.state.status).toEqual(unwatched.state.status);
      }),
      { numRuns: 300 },
    );
  });

  test('SLA-18: each threshold of a target is written down once in a cycle', () => {
    fc.assert(
      fc.property(policy, steps, (change, story) => {
        const history = new SimulatedIncident(ruled(change), monday);
        history.applyDue(play(history, monday, story, true) + 30 * day);
        const marks = breaches(history).map((each) => each.split(' ').slice(0, 3).join(' '));
        expect(new Set(marks).size).toBe(marks.length);
      }),
    );
  });

  test('LOG-7: folding the events again gives the same incident', () => {
    fc.assert(
      fc.property(policy, steps, (change, story) => {
        const history = new SimulatedIncident(ruled(change), monday);
        play(history, monday, story, true);
        expect(replay(history.events)).toEqual(history.state);
      }),
    );
  });

  test('SLA-17: the spans of an explanation follow each other and add up to what the clock shows', () => {
    fc.assert(
      fc.property(policy, steps, fc.integer({ min: 0, max: 5 * day }), (change, story, after) => {
        const history = new SimulatedIncident(ruled(change), monday);
        const now = play(history, monday, story, true) + after;
        for (const target of targetNames) {
          const facts = clockFacts(history.state, target, history.book);
          const { spans, ahead, zone, clock, countedMs, notCountedMs } = explainClock(facts, now);
          const until = facts.stoppedAt ?? now;
          let at = facts.startedAt;
          for (const span of spans) {
            expect(span.from).toBe(at);
            expect(span.to).toBeGreaterThan(span.from);
            at = span.to;
          }
          expect(at).toBe(Math.max(until, facts.startedAt));
          const sum = spans.reduce((all, each) => all + (each.counts ? each.to - each.from : 0), 0);
          expect(countedMs).toBe(sum);
          expect(countedMs + notCountedMs).toBe(until - facts.startedAt);
          if (clock.elapsedMs !== null) expect(clock.elapsedMs).toBe(countedMs);
          expect(zone).toBe(facts.calendar === '24x7' ? null : facts.calendar.zone);
          const runs = clock.state === 'running' || clock.state === 'warning';
          expect(ahead.length > 0).toBe(runs && clock.dueAt !== null && clock.dueAt > now);
          if (!ahead.length) continue;
          for (const span of ahead) {
            expect(span.from).toBe(at);
            expect(span.to).toBeGreaterThan(span.from);
            at = span.to;
          }
          // It is due when all of its target has been worked, not a moment later.
          expect(at).toBe(clock.dueAt);
          const left = ahead.reduce(
            (all, each) => all + (each.counts ? each.to - each.from : 0),
            0,
          );
          expect(countedMs + left).toBe(clock.targetMs);
        }
      }),
    );
  });

  test('SLA-13: a clock is due when its target and the working time of its pauses have passed', () => {
    fc.assert(
      fc.property(policy, steps, (change, story) => {
        const history = new SimulatedIncident(ruled(change), monday);
        const now = play(history, monday, story, true);
        for (const target of targetNames) {
          const facts = clockFacts(history.state, target, history.book);
          if (facts.targetMs === null || facts.breachedAt !== null) continue;
          const { dueAt, state } = readClocks(history.state, history.book, now)[target] ?? {};
          if (state === 'paused') expect(dueAt).toBeNull();
          if (dueAt === null || dueAt === undefined) continue;
          // Only the pauses that lie before the due time have moved it.
          const pauses = facts.pauses.filter((each) => each.to !== null && each.from < dueAt);
          const paused = pauses.reduce(
            (sum, { from, to }) => sum + workingTimeBetween(facts.calendar, from, to ?? from),
            0,
          );
          // One that was paused in the instant of its due time is due when it goes on (SLA-21).
          expect(dueAt).toBe(
            Math.max(
              addWorkingTime(facts.calendar, facts.startedAt, facts.targetMs + paused),
              pauses.at(-1)?.to ?? facts.startedAt,
            ),
          );
        }
      }),
    );
  });

  const read = (
    history: SimulatedIncident,
    target: TargetName,
    now: number,
  ): ClockView | undefined => readClocks(history.state, history.book, now)[target];

  test('SLA-31: whoever may see an incident is told the zone of the calendar that was applied to it', () => {
    fc.assert(
      fc.property(policy, steps, (change, story) => {
        const history = new SimulatedIncident(ruled(change), monday);
        const now = play(history, monday, story, true);
        const { calendar } = clockFacts(history.state, 'resolution', history.book);
        for (const audience of ['desk', 'public'] as const) {
          const { zone } = toIncidentView(history.state, history.book, now, audience);
          expect(zone).toBe(calendar === '24x7' ? null : calendar.zone);
        }
      }),
    );
  });

  test('SLA-14: waiting pauses the resolution and not the response, unless the policy says otherwise', () => {
    const history = new SimulatedIncident(ruled(), monday);
    history.do(monday + hour, desk, (state) =>
      decideHold(state, history.rules, 'waiting-vendor', 'Part ordered'),
    );
    expect(read(history, 'resolution', monday + 2 * hour)).toMatchObject({
      state: 'paused',
      dueAt: null,
      elapsedMs: hour,
    });
    expect(read(history, 'response', monday + 2 * hour)?.state).toBe('breached');
    history.do(monday + 11 * hour, desk, (state) => decideResume(state, history.rules, null));
    expect(read(history, 'resolution', monday + 11 * hour)).toMatchObject({
      state: 'running',
      dueAt: monday + 14 * hour,
    });
  });

  test('SLA-15: another priority is measured from the original start; what was breached stays so', () => {
    const history = new SimulatedIncident(ruled(), monday); // P1: 4 hours
    history.applyDue(monday + 5 * hour);
    history.do(monday + 5 * hour, desk, (state) =>
      decideLevels(state, history.rules, { impact: 'low', urgency: 'low' }),
    );
    expect(read(history, 'resolution', monday + 6 * hour)).toMatchObject({
      state: 'breached',
      targetMs: 72 * hour,
      dueAt: monday + 4 * hour,
    });
    const other = new SimulatedIncident(ruled(), monday);
    other.do(monday + 3 * hour, desk, (state) =>
      decideLevels(state, other.rules, { impact: 'medium', urgency: 'high' }),
    );
    expect(read(other, 'resolution', monday + 5 * hour)).toMatchObject({
      state: 'running',
      dueAt: monday + 8 * hour,
    });
  });

  test('SLA-16: a reopened incident goes on with its clock, without the time in which it was resolved', () => {
    const history = new SimulatedIncident(ruled(), monday);
    const { rules } = history;
    history.do(monday + hour, desk, (state) =>
      decideResolve(state, rules, { code: 'fixed', text: 'Done' }, monday + hour),
    );
    expect(read(history, 'resolution', monday + 2 * hour)?.state).toBe('met');
    history.do(monday + 21 * hour, reporter, (state) =>
      decideReopen(state, rules, 'not-fixed', 'No'),
    );
    expect(read(history, 'resolution', monday + 21 * hour)).toMatchObject({
      state: 'running',
      cycle: 1,
      dueAt: monday + 24 * hour,
    });
    const anew = new SimulatedIncident(ruled({ reopen: 'new-cycle' }), monday);
    anew.do(monday + hour, desk, (state) =>
      decideResolve(state, rules, { code: 'fixed', text: 'Done' }, monday + hour),
    );
    anew.do(monday + 21 * hour, reporter, (state) =>
      decideReopen(state, anew.rules, 'not-fixed', 'No'),
    );
    expect(read(anew, 'resolution', monday + 21 * hour)).toMatchObject({
      cycle: 2,
      startedAt: monday + 21 * hour,
      dueAt: monday + 25 * hour,
    });
  });

  test('SLA-19: the update clock counts from the first message that has no public answer', () => {
    const history = new SimulatedIncident(ruled({ targets: { update: hour } }), monday);
    const say = (after: number, by: typeof desk, visibility: 'public' | 'internal' = 'public') =>
      history.do(monday + after, by, () => decideNote('…', visibility));
    expect(read(history, 'update', monday)?.dueAt).toBe(monday + hour);
    say(10 * minute, desk, 'internal');
    expect(read(history, 'update', monday + 10 * minute)?.stoppedAt).toBeNull();
    say(20 * minute, desk);
    expect(read(history, 'update', monday + 5 * hour)).toMatchObject({ state: 'met', cycle: 1 });
    say(6 * hour, reporter);
    say(6 * hour + 30 * minute, reporter);
    expect(read(history, 'update', monday + 6 * hour + 40 * minute)).toMatchObject({
      state: 'running',
      cycle: 2,
      dueAt: monday + 7 * hour,
    });
  });

  test('SLA-9: a clock over the change to summer time counts the hours that there are', () => {
    const history = new SimulatedIncident(
      ruled({ calendar: 'office', targets: { resolution: 40 * hour } }),
      monday + 4 * day, // Friday 09:00
    );
    // Friday 9 h, Monday to Wednesday 10 h each, and 1 h on Thursday; Good Friday is the day after.
    expect(read(history, 'resolution', monday + 4 * day)?.dueAt).toBe(Date.UTC(2026, 3, 2, 7));
  });

  test('SLA-20: a cancelled incident has no targets any more', () => {
    const history = new SimulatedIncident(ruled(), monday);
    history.do(monday + minute, desk, (state) => decideCancel(state, history.rules, 'By mistake'));
    expect(read(history, 'resolution', monday + 9 * hour)?.state).toBe('none');
    expect(nextDue(history.state, history.book)).toBeNull();
  });
});
