import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import {
  countedIn,
  midnightsIn,
  spansAt,
} from '../../packages/widgets/src/incident-timeline/due/due-spans.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  reported,
  says,
  show,
  someone,
  textOf,
  until,
} from './support/stage.ts';

const minute = 60_000;
const hour = 60 * minute;

const why = (timeline: IncidentTimeline, clock: string) =>
  find(timeline, `.why[aria-label="Why? ${clock}"]`);

async function opened(incident: string, clock: string): Promise<IncidentTimeline> {
  const timeline = await show<IncidentTimeline>(
    html`<incident-timeline incident=${incident}></incident-timeline>`,
    'grace',
  );
  why(timeline, clock).focus();
  why(timeline, clock).click();
  await until(() => all(timeline, '.due-picture').length === 1, 'it is drawn');
  return timeline;
}

const kinds = (timeline: IncidentTimeline) =>
  all(timeline, '.due-bar i').map((each) => each.dataset.kind);

const rows = (timeline: IncidentTimeline) =>
  all(timeline, '.why-due tbody tr').map((each) => each.textContent?.replace(/\s+/g, ' ').trim());

describe('why a clock is due then', () => {
  afterEach(clear);

  it('is drawn and said when it is asked for, one clock at a time', async () => {
    const timeline = await opened(world.incidents.warning, 'Resolution');
    expect(kinds(timeline)).to.deep.equal(['counted', 'ahead']);
    await says(
      timeline,
      /3 hr 3\d min of 4 hr have counted since .* The other (30|2\d) min have passed on/,
    );
    expect(textOf(timeline)).to.include('Every hour counts, also at night and on holidays.');
    expect(find(timeline, '.due-picture').ariaLabel).to.match(
      /: 3 hr 3\d min, Counted; .*: (30|2\d) min, Will count; Due \w+/,
    );
    expect(all(timeline, '[data-mark]').map((each) => each.dataset.mark)).to.have.members([
      'due',
      'now',
    ]);
    // The focus stays at the button, which says that it is open and what it opened.
    expect(focused(timeline)).to.equal(why(timeline, 'Resolution'));
    expect(why(timeline, 'Resolution').ariaExpanded).to.equal('true');
    expect(all(timeline, '#why-due')).to.have.length(1);
    await isAccessible(timeline);
    why(timeline, 'Response').click();
    await until(() => find(timeline, '.why-due').ariaLabel?.startsWith('Response'));
    expect(why(timeline, 'Resolution').ariaExpanded).to.equal('false');
    why(timeline, 'Response').click();
    await until(() => all(timeline, '#why-due').length === 0, 'it is closed');
  });

  it('tells in a table what the picture shows, with what was waited for', async () => {
    const timeline = await opened(world.incidents.paused, 'Resolution');
    expect(kinds(timeline)).to.deep.equal(['counted', 'paused']);
    await says(timeline, /It is paused\. 1 hr of 4 hr have counted .* when the other 3 hr/);
    expect(rows(timeline)[0]).to.match(/1 hr Counted$/);
    expect(rows(timeline)[1]).to.match(/Paused: Waiting for vendor$/i);
    find(timeline, '.why-due summary').click();
    await isAccessible(timeline);
  });

  it('follows what happens to the incident while it is open', async () => {
    const incident = await reported();
    const timeline = await opened(incident, 'Resolution');
    await someone('grace').call((api) =>
      api.incidents.hold.mutate({ incident, to: 'waiting-vendor', reason: 'They have the part' }),
    );
    await says(timeline, 'It is paused.');
    expect(kinds(timeline).at(-1)).to.equal('paused');
  });

  it('says in which zone the desk works where the times are of another, and what is closed', async () => {
    await freshServer();
    const publish = async (kind: 'calendars' | 'sla-policies', document: object) =>
      someone('amir').call((api) =>
        api.configuration.publish.mutate({ kind, basedOn: 1, document, reason: null } as never),
      );
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const windows = [
      ['00:00', '06:00'],
      ['12:00', '18:00'],
    ];
    const weekly = Object.fromEntries(days.map((day) => [day, windows]));
    const date = new Date(Date.now() + 30 * hour).toISOString().slice(0, 10);
    const holidays = [{ date, name: 'Founders’ Day' }];
    await publish('calendars', {
      calendars: [
        { id: 'hills', name: 'Hills', calendar: { zone: 'Asia/Kathmandu', weekly, holidays } },
      ],
    });
    await publish('sla-policies', {
      policies: [{ id: 'all', name: 'All', calendar: 'hills', targets: { resolution: 30 * hour } }],
    });
    const timeline = await opened(await reported(), 'Resolution');
    await says(timeline, 'The working hours are those of Asia/Kathmandu; all times here are those');
    expect(kinds(timeline)).to.include.members(['ahead', 'outside']);
    expect(rows(timeline).some((row) => row?.endsWith('Holiday: Founders’ Day'))).to.equal(true);
    expect(rows(timeline).some((row) => row?.endsWith('Outside working hours'))).to.equal(true);
    // Closed hours are in the picture and in the table; aloud they are left out.
    expect(find(timeline, '.due-picture').ariaLabel).to.not.include('Outside');
    expect(all(timeline, '.day-at').length).to.be.within(2, 5);
    await isAccessible(timeline);
  });

  it('goes on while somebody looks: what was to come has been', () => {
    const span = { reason: 'working', name: null, counts: true } as const;
    const closed = { reason: 'outside-hours', name: null, counts: false } as const;
    const explanation = {
      spans: [{ from: 0, to: hour, ...span }],
      ahead: [
        { from: hour, to: 2 * hour, ...span },
        { from: 2 * hour, to: 5 * hour, ...closed },
        { from: 5 * hour, to: 6 * hour, ...span },
      ],
    };
    for (const [now, counted] of [
      [hour, hour],
      [1.5 * hour, 1.5 * hour],
      [4 * hour, 2 * hour],
      [9 * hour, 3 * hour],
    ] as const) {
      const spans = spansAt(explanation, now);
      expect(countedIn(spans, false)).to.equal(counted);
      expect(countedIn(spans, true)).to.equal(3 * hour - counted);
      for (const [index, { from }] of spans.entries()) {
        expect(from).to.equal(spans[index - 1]?.to ?? 0);
      }
    }
    // A server of an earlier version tells nothing of what is to come.
    expect(spansAt({ spans: explanation.spans }, hour)).to.have.length(1);
  });

  it('finds each midnight of the reader between two moments, also where a day is shorter', () => {
    const from = new Date(2026, 2, 27, 15).getTime();
    const to = new Date(2026, 2, 31, 9).getTime();
    expect(midnightsIn('en', from, to)).to.deep.equal(
      [28, 29, 30, 31].map((date) => new Date(2026, 2, date).getTime()),
    );
    expect(midnightsIn('en', from, from + hour)).to.deep.equal([]);
    // Of a whole month they could not be told apart.
    expect(midnightsIn('en', from, from + 31 * 24 * hour)).to.deep.equal([]);
  });
});
