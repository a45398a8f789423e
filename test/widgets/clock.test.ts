import { expect } from '@open-wc/testing';
import { wakeIn } from '../../packages/widgets/src/base/clock.ts';
import { formatInstant, localeOf } from '../../packages/widgets/src/base/intl.ts';
import { languageOf } from '../../packages/widgets/src/base/messages.ts';
import { formatSpan } from '../../packages/widgets/src/base/spans.ts';

describe('the clock of the page', () => {
  const { setTimeout, clearTimeout } = globalThis;
  let time = 1_000_000_000;
  let timers: Map<number, { at: number; run: () => void }>;
  let made: number;

  beforeEach(() => {
    timers = new Map();
    made = 0;
    performance.now = () => time;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms: number) => {
        timers.set(++made, { at: time + ms, run });
        return made;
      },
      clearTimeout: (timer: number) => timers.delete(timer),
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(performance, 'now');
    Object.assign(globalThis, { setTimeout, clearTimeout });
  });

  /** Lets time pass, timer by timer. */
  function pass(ms: number): void {
    const end = time + ms;
    for (;;) {
      const next = [...timers].sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next || next[1].at > end) break;
      timers.delete(next[0]);
      time = Math.max(time, next[1].at);
      next[1].run();
    }
    time = end;
  }

  it('has one timer, however many sleep', () => {
    const stops = Array.from({ length: 400 }, (_, index) => wakeIn(60_000 + index, () => {}));
    expect(timers.size).to.equal(1);
    for (const stop of stops) stop();
    expect(timers.size).to.equal(0);
  });

  it('wakes each once, not before its time and within a second of it', () => {
    const woken: [number, number][] = [];
    const start = time;
    for (const ms of [1, 999, 1_000, 1_001, 61_500, 3_600_000]) {
      wakeIn(ms, () => woken.push([ms, time - start]));
    }
    pass(4_000_000);
    expect(woken.map(([ms]) => ms)).to.deep.equal([1, 999, 1_000, 1_001, 61_500, 3_600_000]);
    for (const [ms, at] of woken) expect(at - ms).to.be.within(0, 1_000);
    expect(timers.size).to.equal(0);
  });

  it('sleeps as long as nothing changes', () => {
    const stop = wakeIn(3_600_000, () => {});
    pass(3_000_000);
    expect(made).to.equal(1);
    stop();
  });

  it('sets no timer for never', () => {
    wakeIn(Number.POSITIVE_INFINITY, () => {})();
    expect(timers.size).to.equal(0);
  });

  it('replaces a moment that is asked for again', () => {
    let woken = 0;
    const wake = () => {
      woken++;
    };
    wakeIn(1_000, wake);
    wakeIn(5_000, wake);
    pass(3_000);
    expect(woken).to.equal(0);
    pass(4_000);
    expect(woken).to.equal(1);
  });
});

describe('times in words', () => {
  it('names the units that matter', () => {
    const minute = 60_000;
    expect(formatSpan('en', 0)).to.equal('0 sec');
    expect(formatSpan('en', 30_000)).to.equal('30 sec');
    expect(formatSpan('en', 4 * minute + 30_000)).to.equal('4 min 30 sec');
    expect(formatSpan('en', 72 * minute)).to.equal('1 hr 12 min');
    expect(formatSpan('en', 27 * 60 * minute)).to.equal('1 day 3 hr');
    expect(formatSpan('en', 72 * minute, 'long')).to.equal('1 hour 12 minutes');
    expect(formatSpan('de', 72 * minute, 'long')).to.equal('1 Stunde 12 Minuten');
  });

  it('takes the nearest language, through shadow roots', () => {
    const outer = document.createElement('div');
    outer.lang = 'en-GB';
    const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    expect(localeOf(inner)).to.equal('en-GB');
    for (const lang of ['fr', 'ar', 'not a language', '']) {
      inner.lang = lang;
      expect(localeOf(inner)).to.equal(lang);
      expect(languageOf(lang, 'sla-badge')).to.equal('en');
    }
    inner.lang = 'en-not-a-language-either-but-much-too-long';
    expect(formatSpan(localeOf(inner), 60_000)).to.match(/1/);
    expect(formatInstant('en-GB', 0, { timeZone: 'UTC', timeStyle: 'short' })).to.equal('00:00');
  });
});
