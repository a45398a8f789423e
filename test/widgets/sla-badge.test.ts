import type { ClockView } from '@incident-kit/server/domain';
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import { type ClockFacts, readClock } from '../../packages/server/src/domain/sla/clock.ts';
import { formatSpan } from '../../packages/widgets/src/base/spans.ts';
import { connect } from '../../packages/widgets/src/client.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/sla-badge/define.ts';
import { readSla } from '../../packages/widgets/src/base/sla-reading.ts';
import type { SlaStateChange } from '../../packages/widgets/src/sla-badge/sla-badge.events.ts';
import type { SlaBadge } from '../../packages/widgets/src/sla-badge/sla-badge.ts';
import { world } from '../../stories/support.ts';
import { Network } from './support/network.ts';
import { comesTo, reported, someone } from './support/stage.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey, incidents } = world;
const hour = 3_600_000;
const minute = 60_000;

describe('telling a span', () => {
  it('counts days of the clock, and hours of working time', () => {
    expect(formatSpan('en', 72 * hour)).to.equal('3 days');
    expect(formatSpan('en', 72 * hour, 'short', false)).to.equal('72 hr');
  });
});

describe('reading an SLA clock', () => {
  const start = Date.UTC(2026, 10, 23, 9);
  const clock = (more: Partial<ClockView> = {}): ClockView => ({
    target: 'resolution',
    cycle: 1,
    roundTheClock: true,
    state: 'running',
    startedAt: start,
    targetMs: 4 * hour,
    dueAt: start + 4 * hour,
    warnAt: start + 3 * hour,
    stoppedAt: null,
    elapsedMs: null,
    working: [[start, start + 4 * hour]],
    ...more,
  });
  const cases: [string, number, string, number][] = [
    ['at the start', 0, 'running', 4 * hour],
    ['a moment later', 1, 'running', 4 * hour],
    ['a minute later', minute, 'running', 4 * hour - minute],
    ['just before it warns', 3 * hour - 1, 'running', hour + minute],
    ['when it warns', 3 * hour, 'warning', hour],
    ['in the last minutes', 4 * hour - 90_000, 'warning', 90_000],
    ['in the last second', 4 * hour - 1, 'warning', 1_000],
    ['when it is due', 4 * hour, 'warning', 0],
    ['a moment too late', 4 * hour + 1, 'breached', 0],
    ['five minutes too late', 4 * hour + 5 * minute, 'breached', 5 * minute],
  ];
  for (const [name, after, state, ms] of cases) {
    it(`${name} is ${state}`, () => {
      const reading = readSla(clock(), start + after);
      expect(reading).to.include({ state, ms });
      expect(reading.changesIn).to.be.above(0);
    });
  }

  it('says truly when it will read otherwise, at every step of its life', () => {
    let now = start;
    for (let steps = 0; now < start + 4 * hour + 10 * minute; steps++) {
      const { changesIn, state, ms } = readSla(clock(), now);
      expect(changesIn).to.be.above(0).and.below(hour);
      expect(readSla(clock(), now + changesIn - 1)).to.include({ state, ms });
      const next = readSla(clock(), now + changesIn);
      expect(next.state !== state || next.ms !== ms, `at ${now - start}`).to.be.true;
      now += changesIn;
      if (steps > 2_000) throw new Error('It changes too often.');
    }
  });

  it('says what was to spare or missed when it has stopped', () => {
    const stopped = (state: 'met' | 'missed', ms: number) =>
      readSla(clock({ state, stoppedAt: start + ms, elapsedMs: ms }), start + 9 * hour);
    expect(stopped('met', 4 * hour)).to.include({ state: 'met', ms: 0 });
    expect(stopped('met', 3 * hour + 40 * minute)).to.include({ state: 'met', ms: 20 * minute });
    expect(stopped('missed', 4 * hour + 5 * minute)).to.include({ ms: 5 * minute, share: 0 });
    expect(stopped('met', 4 * hour).changesIn).to.equal(Infinity);
  });

  it('stands still while it is paused, with what is left', () => {
    const paused = clock({
      state: 'paused',
      dueAt: null,
      warnAt: null,
      elapsedMs: hour - 1,
      working: [],
    });
    const reading = { state: 'paused', ms: 3 * hour + minute, changesIn: Infinity };
    expect(readSla(paused, start + hour)).to.include(reading);
    expect(readSla(paused, start + 90 * hour)).to.include(reading);
    expect(readSla(paused, start).share).to.be.closeTo(0.75, 0.001);
  });

  const facts = (more: Partial<ClockFacts>): ClockFacts => ({
    target: 'resolution',
    cycle: 1,
    calendar: '24x7',
    startedAt: start,
    targetMs: 4 * hour,
    warnShare: 0.75,
    stoppedAt: null,
    pauses: [],
    breachedAt: null,
    ...more,
  });
  const pause = (from: number, to: number | null) => ({
    from: start + from * hour,
    to: to && start + to * hour,
    reason: 'Waiting for vendor',
  });
  for (const [name, more] of [
    ['runs', {}],
    ['has waited', { pauses: [pause(1, 2), pause(3, 4.5)] }],
    ['waits', { pauses: [pause(0, 1), pause(3, null)] }],
    ['waits after it was due', { pauses: [pause(5, null)] }],
    ['was stopped in time', { stoppedAt: start + 4 * hour }],
    ['was stopped too late', { pauses: [pause(1, 2)], stoppedAt: start + 6 * hour }],
    ['has no target', { targetMs: null }],
  ] as [string, Partial<ClockFacts>][]) {
    it(`SLA-7 reads a clock that ${name} as the server does, however long ago it was told`, () => {
      const each = facts(more);
      // A page is told anew whenever something happens.
      const events = [start, each.stoppedAt, ...each.pauses.flatMap(({ from, to }) => [from, to])];
      for (let now = start; now < start + 9 * hour; now += 20 * minute) {
        const told = Math.max(...events.map((at) => (at !== null && at <= now ? at : 0)));
        const known = facts({
          ...more,
          stoppedAt: each.stoppedAt !== null && each.stoppedAt <= now ? each.stoppedAt : null,
          pauses: each.pauses
            .filter(({ from }) => from <= now)
            .map((one) => (one.to !== null && one.to <= now ? one : { ...one, to: null })),
        });
        const { state } = readSla(readClock(known, told), now);
        expect(state, `after ${(now - start) / minute} minutes`).to.equal(
          readClock(known, now).state,
        );
      }
    });
  }

  it('stands still while nobody works', () => {
    const overnight = clock({
      dueAt: start + 20 * hour,
      warnAt: start + 19 * hour,
      working: [
        [start, start + 2 * hour],
        [start + 18 * hour, start + 20 * hour],
      ],
    });
    const evening = readSla(overnight, start + 3 * hour);
    expect(evening).to.include({ state: 'running', ms: 2 * hour });
    expect(evening.changesIn).to.be.above(14 * hour);
  });

  it('has nothing to say without a target', () => {
    const none = clock({ targetMs: null, dueAt: null, warnAt: null, working: [] });
    expect(readSla({ ...none, state: 'none' }, start)).to.include({
      state: 'none',
      changesIn: Infinity,
    });
    expect(readSla({ state: 'none' }, start)).to.include({ state: 'none', share: 0 });
  });
});

/** Where the page is told what has turned. */
const regions = () => [...document.querySelectorAll<HTMLElement>('body > [role=status]')];

describe('<sla-badge>', () => {
  const place = document.createElement('main');
  before(() => document.body.append(place));
  afterEach(() => {
    render(null, place);
  });

  let serial = 0;
  function show(content: unknown, who = 'rosa'): SlaBadge {
    const client = connect({ endpoint, siteKey, tokenUrl: `/token/${who}?badge=${serial++}` });
    render(html`<incident-provider .client=${client}>${content}</incident-provider>`, place);
    return place.querySelector('sla-badge') as SlaBadge;
  }
  const badge = (incident: string, target = 'resolution') =>
    html`<sla-badge incident=${incident} target=${target}></sla-badge>`;
  const textOf = (element: SlaBadge) =>
    element.renderRoot.querySelector('[part=text]')?.textContent;

  const words = {
    running: /^Due in (4 hr|3 hr 5\d min)$/,
    warning: /^Due in \d+ min( \d+ sec)?$/,
    paused: /^Paused, (3 hr|2 hr 5\d min) left$/,
    breached: /^Overdue by 2 hr/,
    met: /^Met, (2 hr|1 hr 5\d min) to spare$/,
    missed: /^Missed by 1 hr$/,
    unknown: /^Unknown incident$/,
  };
  for (const [state, text] of Object.entries(words)) {
    it(`says in words that it is ${state}, with a glyph and the exact time`, async () => {
      const element = show(badge(incidents[state as keyof typeof words]));
      await comesTo(element, state);
      await element.updateComplete;
      expect(textOf(element)).to.match(text);
      expect(element.renderRoot.querySelector('path')?.getAttribute('d')).to.match(/^M/);
      // A clock that is paused has no moment at which it is due.
      if (state !== 'unknown' && state !== 'paused') {
        expect(element.renderRoot.querySelector<HTMLElement>('[part=badge]')?.title).to.match(
          /^Due .*20\d\d/,
        );
      }
      await expect(element).to.be.accessible();
    });
  }

  it('shows the clock that it is asked for', async () => {
    // One of its own: what others look at is answered by some of them.
    const { incident } = await someone('rosa').call((api) =>
      api.incidents.report.mutate({
        key: `badge-${Date.now()}`,
        title: 'The gate is shut',
        impact: 'high',
        urgency: 'high',
      }),
    );
    const element = show(badge(incident, 'response'));
    await until(() => /Due in \d+ min/.test(textOf(element) ?? ''));
    element.target = 'resolution';
    await until(() => /Due in (4|3) hr/.test(textOf(element) ?? ''));
  });

  it('is not green while an answer is overdue, and goes on to the solution once there is one', async () => {
    const incident = await reported();
    const element = show(html`<sla-badge incident=${incident}></sla-badge>`);
    // An answer is owed in two hours, the solution in a day.
    await until(() => /^Due in (2 hr|1 hr 59 min)/.test(textOf(element) ?? ''));
    const client = element.closest('incident-provider')?.client;
    await until(() => client?.connection === 'open');
    client?.sync(Date.now() + 2.1 * hour);
    element.requestUpdate();
    await element.updateComplete;
    expect(element.matches(':state(breached)')).to.be.true;
    expect(textOf(element)).to.match(/^Overdue by (5|6) min/);
    const turned = new Promise<SlaStateChange>((resolve) => {
      element.addEventListener('sla-state-changed', ({ detail }) => resolve(detail));
    });
    await someone('grace').call((api) => api.incidents.acknowledge.mutate({ incident }));
    expect(await turned).to.include({ target: 'resolution', from: 'breached', to: 'running' });
    expect(textOf(element)).to.match(/^Due in (1 day|2\d hr)/);
    // What it is asked for, it shows, also when it has stopped.
    element.target = 'response';
    await comesTo(element, 'met');
  });

  it('says that there is no such target where nobody promised updates', async () => {
    const element = show(badge(incidents.running, 'update'));
    await comesTo(element, 'none');
    expect(textOf(element)).to.equal('No target');
  });

  it('stands still as soon as the incident waits, and goes on when it does', async () => {
    const incident = await reported();
    const element = show(badge(incident));
    await comesTo(element, 'running');
    const desk = someone('grace');
    await desk.call((api) =>
      api.incidents.hold.mutate({ incident, to: 'waiting-vendor', reason: 'A part is missing' }),
    );
    await comesTo(element, 'paused');
    expect(textOf(element)).to.match(/^Paused, .* left$/);
    expect(element.matches(':state(running)')).to.be.false;
    await desk.call((api) => api.incidents.resume.mutate({ incident }));
    await comesTo(element, 'running');
  });

  it('turns by itself, without asking, and tells the page each time', async () => {
    const network = new Network();
    const element = show(badge(incidents.running));
    const told: string[] = [];
    place.addEventListener('sla-state-changed', ({ detail }: CustomEvent<SlaStateChange>) => {
      told.push(`${detail.from} → ${detail.to}`);
    });
    await comesTo(element, 'running');
    const asked = network.requests.length;
    const client = element.closest('incident-provider')?.client;
    // Its greeting says the time.
    await until(() => client?.connection === 'open');
    // What turned in the tests before has been said by then: of what is said together, three are heard.
    await aTimeout(600);
    for (const [hours, state] of [
      [3.5, 'warning'],
      [4.5, 'breached'],
    ] as const) {
      client?.sync(Date.now() + hours * hour);
      element.requestUpdate();
      await element.updateComplete;
      expect(element.matches(`:state(${state})`), state).to.be.true;
      const turned = `${incidents.running}: ${state === 'warning' ? 'Due in' : 'Overdue'}`;
      await until(() => regions()[0]?.textContent?.includes(turned), turned);
    }
    expect(told).to.deep.equal(['undefined → running', 'running → warning', 'warning → breached']);
    expect(network.requests.slice(asked).filter(({ pathname }) => /badges/.test(pathname))).to.be
      .empty;
    network.restore();
  });

  it('has one voice, however many turn at once, and says no more than three of them', async () => {
    show(Array.from({ length: 40 }, () => badge(incidents.running)));
    const elements = [...place.querySelectorAll('sla-badge')];
    for (const element of elements) await comesTo(element, 'running');
    const client = elements[0]?.closest('incident-provider')?.client;
    await until(() => client?.connection === 'open');
    expect(regions()).to.have.length(1);
    expect(elements.flatMap((each) => [...each.renderRoot.querySelectorAll('[role=status]')])).to.be
      .empty;
    client?.sync(Date.now() + 4.5 * hour);
    for (const element of elements) element.requestUpdate();
    await until(() => regions()[0]?.textContent?.endsWith('And 37 more.'), 'the rest');
    expect(regions()[0]?.textContent?.match(/Overdue/g)).to.have.length(3);
  });

  it('has a name that does not change as the seconds do', async () => {
    const element = show(badge(incidents.running));
    await comesTo(element, 'running');
    const client = element.closest('incident-provider')?.client;
    const { badges } = await someone('grace').call((api) =>
      api.badges.get.query({ incidents: [incidents.running] }),
    );
    const { dueAt = 0 } = badges[incidents.running]?.clocks.resolution ?? {};
    const { internals } = element as unknown as { internals: ElementInternals };
    const names = new Set<string | null>();
    // From 4 min 50 s left, through the last second, to half a minute over.
    for (let left = 290.5; left > -30; left -= 10) {
      client?.sync((dueAt ?? 0) - left * 1000);
      element.requestUpdate();
      await element.updateComplete;
      names.add(internals.ariaLabel);
    }
    expect(
      [...names].map((name) => /(Due in \d+ minutes?|Overdue)/.exec(name ?? '')?.[0]),
    ).to.deep.equal([
      'Due in 5 minutes',
      'Due in 4 minutes',
      'Due in 3 minutes',
      'Due in 2 minutes',
      'Due in 1 minute',
      'Overdue',
    ]);
  });

  it('draws once, as it is, when the answer comes soon, and not again as the stream opens', async () => {
    // However long it takes here, by the badge's clock no time passes before the answer.
    const at = performance.now();
    Object.assign(performance, { now: () => at });
    const element = show(badge(incidents.running));
    const said: string[] = [];
    const { update } = element as unknown as { update(changed: unknown): void };
    Object.assign(element, {
      update(changed: unknown) {
        update.call(element, changed);
        if (textOf(element)) said.push(textOf(element) as string);
      },
    });
    await comesTo(element, 'running').finally(() => Reflect.deleteProperty(performance, 'now'));
    await until(() => element.closest('incident-provider')?.client?.connection === 'open');
    await element.updateComplete;
    // A minute may have turned meanwhile.
    expect(said).to.deep.equal([...new Set(said)]);
    for (const words of said) expect(words).to.match(/^Due in /);
  });

  it('says that it is loading when the answer takes its time', async () => {
    const { fetch } = globalThis;
    let answer = () => {};
    const later = new Promise<void>((resolve) => (answer = resolve));
    globalThis.fetch = async (...request) => {
      if (String(request[0]).includes('badges.get')) await later;
      return fetch(...request);
    };
    try {
      const element = show(badge(incidents.running));
      await waitUntil(() => textOf(element) === 'Loading', 'says so', { timeout: 5_000 });
      answer();
      await comesTo(element, 'running');
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('follows what happens to the incident', async () => {
    const incident = await reported();
    const element = show(badge(incident));
    await comesTo(element, 'running');
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Fixed.' }),
    );
    await comesTo(element, 'met');
  });

  it('shows the other incident, and nothing of the one before', async () => {
    const element = show(badge(incidents.met));
    await comesTo(element, 'met');
    element.incident = incidents.missed;
    await comesTo(element, 'missed');
    element.incident = incidents.unknown;
    await comesTo(element, 'unknown');
    expect(textOf(element)).to.equal('Unknown incident');
  });

  it('keeps what it last knew when the server is out of reach, and says so', async () => {
    const network = new Network();
    const element = show(badge(incidents.running));
    await comesTo(element, 'running');
    const client = element.closest('incident-provider')?.client;
    await until(() => client?.connection === 'open');
    network.leave();
    await comesTo(element, 'offline');
    expect(textOf(element)).to.match(/^Due in .* \(no connection\)$/);
    await expect(element).to.be.accessible();
    network.comeBack();
    await waitUntil(() => !element.matches(':state(offline)'), 'is back', { timeout: 10_000 });
    network.restore();
  });

  it('reads what it could not read as soon as the network is back', async () => {
    const network = new Network();
    await fetch('/token/rosa');
    network.leave();
    const client = connect({ endpoint, siteKey, receipt: undefined });
    render(
      html`<incident-provider .client=${client}>${badge(incidents.breached)}</incident-provider>`,
      place,
    );
    const element = place.querySelector('sla-badge') as SlaBadge;
    await comesTo(element, 'offline');
    network.comeBack();
    await comesTo(element, 'breached');
    network.restore();
  });

  for (const variant of ['ring', 'bar'] as const) {
    it(`draws a ${variant} that empties`, async () => {
      const element = show(
        html`<sla-badge incident=${incidents.warning} target="resolution" variant=${variant}></sla-badge>`,
      );
      await comesTo(element, 'warning');
      const drawn = element.renderRoot.querySelector<HTMLElement>(`.${variant}`);
      await until(() => drawn?.style.getPropertyValue('--_share'), 'is drawn');
      expect(Number(drawn?.style.getPropertyValue('--_share'))).to.be.within(0.05, 0.13);
      await expect(element).to.be.accessible();
    });
  }

  it('takes a reference as people write it', async () => {
    await comesTo(show(badge(` ${incidents.met.toLowerCase()} `)), 'met');
  });
});
