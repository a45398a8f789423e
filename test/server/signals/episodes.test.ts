import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldEpisodes } from '../../../packages/server/src/domain/signal/episodes.ts';
import type { ReceivedSignal, Signal } from '../../../packages/server/src/domain/signal/signal.ts';
import { isUsableKey } from '../../../packages/server/src/domain/signal/usable-key.ts';

const second = 1000;
const minute = 60 * second;
const noon = Date.parse('2026-11-25T12:00:00Z');
const time = (after: number) => noon + after;

function said(state: Signal['state'], rest: Partial<Signal>, receivedAfter: number) {
  const signal: Signal = { key: 'disk', state, title: 'Disk full', labels: {}, ...rest };
  const receivedAt = noon + receivedAfter;
  return { signal, firstReceivedAt: receivedAt, lastReceivedAt: receivedAt };
}

/** As sources write it that have no time of a message: a firing has its start alone. */
const firing = (startsAfter: number, receivedAfter = startsAfter) =>
  said('firing', { startsAt: time(startsAfter) }, receivedAfter);
const resolved = (startsAfter: number, endsAfter: number, receivedAfter = endsAfter) =>
  said('resolved', { startsAt: time(startsAfter), at: time(endsAfter) }, receivedAfter);

const statesOf = (received: ReceivedSignal[]) =>
  foldEpisodes(received).map(({ startsAt, state, endedAt, endedBy }) => ({
    startsAfter: startsAt - noon,
    state,
    endedAfter: endedAt === undefined ? undefined : endedAt - noon,
    endedBy,
  }));

const running = (startsAfter: number) => ({
  startsAfter,
  state: 'firing',
  endedAfter: undefined,
  endedBy: undefined,
});
const over = (startsAfter: number, endedAfter: number, endedBy = 'source') => ({
  startsAfter,
  state: 'resolved',
  endedAfter,
  endedBy,
});

describe('episodes', () => {
  const severities = fc.constantFrom('critical', 'warning', undefined);
  const starts = fc.integer({ min: 0, max: 4 }).map((place) => place * 10 * minute);
  const withStart = fc
    .record({ start: starts, state: fc.constantFrom('firing', 'resolved'), severity: severities })
    .chain((one) => fc.integer({ min: 0, max: 9 }).map((later) => ({ ...one, later })))
    .map(({ start, state, severity, later }) =>
      state === 'firing'
        ? { state, startsAt: time(start), severity }
        : { state, startsAt: time(start), at: time(start + later * minute), severity },
    );
  const withTimeOfMessage = fc.record({
    state: fc.constantFrom('firing', 'resolved'),
    at: fc.integer({ min: 0, max: 50 }).map((minutes) => time(minutes * minute)),
    severity: severities,
  });
  const signals = fc.array(fc.oneof(withStart, withTimeOfMessage), { maxLength: 14 });

  test('SIG-7: the same set in any order, any of it again, gives the same episodes', () => {
    fc.assert(
      fc.property(
        signals.chain((all) =>
          fc.record({
            all: fc.constant(all),
            shuffled: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
            arrivals: fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 28, maxLength: 28 }),
          }),
        ),
        ({ all, shuffled, arrivals }) => {
          // All of it within the minute in which arrival does not decide (SIG-8).
          const arrive = (list: typeof all) =>
            list.map(({ state, ...rest }, place) =>
              said(
                state as Signal['state'],
                rest as Partial<Signal>,
                60 * minute + (arrivals[place] ?? 0) * second,
              ),
            );
          expect(foldEpisodes(arrive(shuffled))).toEqual(foldEpisodes(arrive(all)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('SIG-7: a resolve that overtook its firing ends it', () => {
    expect(statesOf([resolved(0, minute), firing(0, minute + second)])).toEqual([over(0, minute)]);
  });

  test('SIG-7: at the same time resolved wins', () => {
    expect(statesOf([firing(0), resolved(0, 0, 2 * second)])).toEqual([over(0, 0)]);
  });

  test('SIG-7: what starts anew ends what nobody resolved', () => {
    expect(statesOf([firing(0), firing(10 * minute)])).toEqual([
      over(0, 10 * minute, 'superseded'),
      running(10 * minute),
    ]);
  });

  test('SIG-7: one that resolves without a start ends what ran by its own time', () => {
    const end = said('resolved', { at: time(12 * minute) }, 40 * minute);
    expect(statesOf([end, firing(0), resolved(0, minute), firing(10 * minute)])).toEqual([
      over(0, minute),
      over(10 * minute, 12 * minute),
    ]);
  });

  test('SIG-7: without starts, firing after a resolve is another episode', () => {
    const at = (state: Signal['state'], after: number) => said(state, { at: time(after) }, after);
    expect(
      statesOf([at('firing', 3), at('resolved', 2), at('firing', 1), at('firing', 0)]),
    ).toEqual([over(0, 2), running(3)]);
  });

  test('SIG-8: the same start again within a minute of its resolve is late', () => {
    expect(statesOf([firing(0), resolved(0, minute), firing(0, 2 * minute)])).toEqual([
      over(0, minute),
    ]);
  });

  test('SIG-8: the same start later than that fires again, until it is resolved later', () => {
    const again = [firing(0), resolved(0, minute), firing(0, 2 * minute + 1)];
    expect(statesOf(again)).toEqual([running(0)]);
    expect(statesOf([...again, resolved(0, minute, 3 * minute)])).toEqual([running(0)]);
    expect(statesOf([...again, resolved(0, 4 * minute)])).toEqual([over(0, 4 * minute)]);
  });

  test('SIG-9: a resolve of nothing opens nothing, and its late firing is born over', () => {
    expect(statesOf([resolved(0, minute)])).toEqual([]);
    expect(statesOf([resolved(0, minute), firing(0, 11 * minute)])).toEqual([over(0, minute)]);
    expect(statesOf([resolved(0, minute), firing(0, 11 * minute + 1)])).toEqual([running(0)]);
  });

  test('SIG-5: another severity, text or label is the same episode, as it was said last', () => {
    const worse = said('firing', { at: time(2), severity: 'critical', title: 'Full' }, 1);
    const better = said('firing', { at: time(1), severity: 'warning' }, 2);
    const [episode, ...others] = foldEpisodes([worse, better]);
    expect(others).toEqual([]);
    expect(episode).toMatchObject({ state: 'firing', severity: 'critical' });
    expect(episode?.last.title).toBe('Full');
  });

  test('what is no alert begins and ends nothing', () => {
    const test = said('firing', { at: time(0), kind: 'test' }, 0);
    const seen = said('resolved', { at: time(5), kind: 'acknowledged' }, 5);
    expect(statesOf([test])).toEqual([]);
    expect(statesOf([firing(1), seen])).toEqual([running(1)]);
  });
});

test.each(['', '  ', '$ALERT_ID', `\${ID}`, '*incident-id*', '{HOST.NAME}', 'disk-{{ .Host }}'])(
  'SIG-4: %j names no alert',
  (key) => expect(isUsableKey(key)).toBe(false),
);

test.each(['ac36b8d065d4a922', 'a$b', 'disk {sda}', '2 * 3'])('SIG-4: %j names one', (key) =>
  expect(isUsableKey(key)).toBe(true),
);
