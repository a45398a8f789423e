import { type ClockFacts, nextChangeOf, readClock } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const facts = fc.record({
  target: fc.constantFrom('response' as const, 'resolution' as const),
  calendar: fc.constant('24x7' as const),
  startedAt: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  targetMs: fc.option(fc.integer({ min: 60_000, max: 366 * 86_400_000 }), { nil: null }),
  stoppedAfter: fc.option(fc.integer({ min: 0, max: 400 * 86_400_000 }), { nil: null }),
});

const warnShare = 0.75;

const clocks = facts.map(
  ({ stoppedAfter, ...rest }): ClockFacts => ({
    ...rest,
    cycle: 1,
    warnShare,
    pauses: [],
    breachedAt: null,
    stoppedAt: stoppedAfter === null ? null : rest.startedAt + stoppedAfter,
  }),
);

const later = fc.integer({ min: 0, max: 500 * 86_400_000 });

describe('SLA clocks', () => {
  test('SLA-6: once stopped, a clock reads the same for ever', () => {
    fc.assert(
      fc.property(clocks, later, later, (clock, a, b) => {
        fc.pre(clock.stoppedAt !== null);
        const at = clock.stoppedAt ?? 0;
        expect(readClock(clock, at + a)).toEqual(readClock(clock, at + b));
      }),
    );
  });

  test('SLA-5: met up to and including the due instant, missed after it', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        fc.pre(clock.targetMs !== null);
        const { dueAt } = readClock(clock, clock.startedAt);
        const stop = (stoppedAt: number) => readClock({ ...clock, stoppedAt }, stoppedAt).state;
        expect(stop(dueAt ?? 0)).toBe('met');
        expect(stop((dueAt ?? 0) + 1)).toBe('missed');
      }),
    );
  });

  test('SLA-4 SLA-5: a running clock only ever goes running → warning → breached', () => {
    const order = ['running', 'warning', 'breached'];
    fc.assert(
      fc.property(clocks, later, later, (clock, a, b) => {
        fc.pre(clock.targetMs !== null);
        const open = { ...clock, stoppedAt: null };
        const [first, second] = [Math.min(a, b), Math.max(a, b)].map((after) =>
          order.indexOf(readClock(open, clock.startedAt + after).state),
        );
        expect(first).toBeGreaterThanOrEqual(0);
        expect(second).toBeGreaterThanOrEqual(first ?? 0);
      }),
    );
  });

  test('SLA-7: a page that moves a clock on at its next change reads what the server reads', () => {
    fc.assert(
      fc.property(clocks, later, (clock, after) => {
        const now = clock.startedAt + after;
        const view = readClock(clock, now);
        const change = nextChangeOf(view, now);
        if (change === null) {
          expect(readClock(clock, now + 10 ** 12).state).toBe(view.state);
        } else {
          expect(change).toBeGreaterThan(now);
          expect(readClock(clock, change - 1).state).toBe(view.state);
          expect(readClock(clock, change).state).not.toBe(view.state);
        }
      }),
    );
  });

  test('SLA-3 SLA-4 SLA-7: the working windows up to the due time add up to the target', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const view = readClock({ ...clock, stoppedAt: null }, clock.startedAt);
        const sum = view.working.reduce((total, [from, to]) => total + to - from, 0);
        expect(sum).toBe(clock.targetMs ?? 0);
        if (clock.targetMs !== null) {
          expect((view.warnAt ?? 0) - clock.startedAt).toBe(Math.round(clock.targetMs * warnShare));
        }
      }),
    );
  });

  test('SLA-3: without a target there is a clock that says nothing', () => {
    const clock = {
      target: 'response',
      calendar: '24x7',
      startedAt: 5,
      targetMs: null,
      stoppedAt: null,
      cycle: 1,
      warnShare,
      pauses: [],
      breachedAt: null,
    } as const;
    expect(readClock(clock, 10)).toMatchObject({
      state: 'none',
      dueAt: null,
      warnAt: null,
      working: [],
    });
  });
});
