import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-list/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentList } from '../../packages/widgets/src/incident-list/incident-list.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  press,
  reported,
  says,
  show,
  someone,
  textOf,
  unplug,
  until,
} from './support/stage.ts';

describe('<incident-list>, one’s own reports', () => {
  before(freshServer);
  afterEach(clear);

  const rows = (list: IncidentList) => all(list, '[data-incident]');
  const titles = (list: IncidentList) =>
    rows(list).map((row) => row.querySelector('.title')?.textContent);

  it('says what to do next while there are none', async () => {
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
    expect(textOf(list)).to.include('You have reported nothing yet.');
    expect(textOf(list)).to.include('What you report appears here');
    await isAccessible(list);
  });

  it('has the newest first, and shows at once what is reported meanwhile', async () => {
    await reported('The first');
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
    expect(titles(list)).to.deep.equal(['The first']);
    const [row] = rows(list);
    row?.focus();
    await reported('The second');
    await until(() => rows(list).length === 2);
    expect(titles(list)).to.deep.equal(['The second', 'The first']);
    // Nothing that came took the focus from where it was.
    expect(focused(list)).to.equal(row);
  });

  it('says how each stands in words for those who wait for it', async () => {
    const incident = await reported('The tap drips');
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
    const row = () => find(list, `[data-incident="${incident}"]`);
    const said = () => row().textContent?.replace(/\s+/g, ' ');
    expect(said()).to.match(/Received.*We aim to answer by/);
    const desk = someone('grace');
    await desk.call((api) => api.incidents.acknowledge.mutate({ incident }));
    await until(() => /In the works.*We aim to solve it by/.test(said() ?? ''), 'is worked on');
    await desk.call((api) =>
      api.incidents.hold.mutate({ incident, to: 'waiting-reporter', reason: 'Which tap?' }),
    );
    await until(() => said()?.includes('Waiting for you'), 'waits');
    await desk.call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'A new washer.' }),
    );
    await until(() => /Solved.*Please say whether it is fixed/.test(said() ?? ''), 'is solved');
    for (const word of ['P3', 'priority', 'impact', 'Waiting for reporter', 'SLA']) {
      expect(textOf(list).toLowerCase()).not.to.include(word.toLowerCase());
    }
    await isAccessible(list);
  });

  it('is also of those of the desk what they reported themselves', async () => {
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'grace');
    expect(rows(list)).to.have.length(0);
    const incident = await reported('Not hers');
    await someone('grace').call((api) =>
      api.incidents.report.mutate({
        key: `own-${Date.now()}-00`,
        title: 'Her own',
        impact: 'low',
        urgency: 'low',
      }),
    );
    await until(() => rows(list).length > 0);
    expect(titles(list)).to.deep.equal(['Her own']);
    await someone('grace').call((api) => api.incidents.acknowledge.mutate({ incident }));
    expect(titles(list)).to.deep.equal(['Her own']);
  });

  it('shows all of them, a page after the other, and never loses the focus', async () => {
    const count = rows(
      await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa'),
    ).length;
    clear();
    for (let more = count; more < 22; more++) await reported(`Number ${more}`);
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
    expect(rows(list)).to.have.length(20);
    const more = button(list, 'Show more');
    more.focus();
    more.click();
    await until(() => rows(list).length === 22);
    expect(all(list, '.more')).to.have.length(0);
    await until(() => focused(list) === rows(list)[20], 'goes on where the page began');
  });

  it('keeps what it showed while the server is away, and says so', async () => {
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
    const count = rows(list).length;
    const plugIn = unplug();
    try {
      await comesTo(list, 'offline');
      await says(list, 'There is no connection to the server.');
      expect(rows(list)).to.have.length(count);
    } finally {
      plugIn();
    }
    await until(() => !list.matches(':state(offline)'), 'is back');
  });

  it('says what went wrong when the next page does not come, and brings it when asked again', async () => {
    const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    try {
      button(list, 'Show more').click();
      await until(() => find(list, '[role=alert]').textContent?.trim());
    } finally {
      globalThis.fetch = fetch;
    }
    button(list, 'Show more').click();
    await until(() => rows(list).length === 22);
    expect(find(list, '[role=alert]').textContent?.trim()).to.equal('');
  });

  it('asks visitors to sign in', async () => {
    const list = await show<IncidentList>(
      html`<incident-list></incident-list>`,
      undefined,
      'error',
    );
    await says(list, 'Sign in to do this.');
    await isAccessible(list);
  });

  describe('choosing', () => {
    it('marks the row and tells the page', async () => {
      const list = await show<IncidentList>(html`<incident-list></incident-list>`, 'rosa');
      const selected = next(list, 'incident-selected');
      const [, second] = rows(list);
      second?.click();
      const { detail } = await selected;
      expect(detail).to.deep.equal({ incident: second?.dataset.incident, intent: 'open' });
      await list.updateComplete;
      expect(list.incident).to.equal(second?.dataset.incident);
      expect(all(list, '[aria-current=true]')).to.deep.equal([second]);
    });

    it('does nothing of its own where the page says no', async () => {
      const list = await show<IncidentList>(
        html`<incident-list href="#nowhere-{incident}"></incident-list>`,
        'rosa',
      );
      list.addEventListener('incident-selected', (event) => event.preventDefault());
      rows(list)[0]?.click();
      await list.updateComplete;
      expect(list.incident).to.equal(undefined);
      expect(location.hash).not.to.include('nowhere');
    });

    it('follows a link where each incident has a page of its own, and only to a page', async () => {
      const list = await show<IncidentList>(
        html`<incident-list href="/reports?of={incident}"></incident-list>`,
        'rosa',
      );
      const [first] = rows(list);
      expect(first?.getAttribute('href')).to.equal(`/reports?of=${first?.dataset.incident}`);
      list.href = 'javascript:alert(1)//{incident}';
      await list.updateComplete;
      expect(all(list, 'a')).to.have.length(0);
    });

    it('opens a timeline beside it by keyboard, and comes back with Escape', async () => {
      const list = await show<IncidentList>(
        html`<incident-list opens="work"></incident-list
          ><incident-timeline id="work" hidden></incident-timeline>`,
        'rosa',
      );
      const timeline = document.querySelector('#work') as IncidentTimeline;
      const [first] = rows(list);
      first?.focus();
      // What Enter does on a button.
      first?.click();
      await comesTo(timeline, 'ready');
      expect(timeline.incident).to.equal(first?.dataset.incident);
      await until(() => focused(timeline)?.matches('h2'), 'the title has the focus');
      await press(timeline, find(timeline, 'h2'), 'Escape');
      expect(focused(list)).to.equal(first);
      // In the box for a note Escape is the timeline's.
      first?.click();
      await until(() => focused(timeline)?.matches('h2'), 'the title has the focus again');
      find(timeline, '#note').focus();
      await press(timeline, find(timeline, '#note'), 'Escape');
      expect(focused(timeline)).to.equal(find(timeline, '#note'));
    });
  });
});
