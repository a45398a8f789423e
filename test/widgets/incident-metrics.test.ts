import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-metrics/define.ts';
import type { IncidentMetrics } from '../../packages/widgets/src/incident-metrics/incident-metrics.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import { showsFiguresAsChosen } from './support/figures-as-chosen.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  publishedServer,
  says,
  show,
  textOf,
  unplug,
  until,
} from './support/stage.ts';

const metrics = html`<incident-metrics></incident-metrics>`;
const figures = (element: IncidentMetrics) => all(element, '.figure');
const figure = (element: IncidentMetrics, title: string) =>
  find(element, `.figure[aria-label="${title}"]`);

describe('<incident-metrics>', () => {
  afterEach(clear);

  it('KPI-1: shows each figure with its incidents and how sure it is', async () => {
    const element = await show<IncidentMetrics>(metrics, 'amir');
    expect(figures(element)).to.have.length(13);
    const resolved = figure(element, 'Time to resolve').textContent?.replace(/\s+/g, ' ');
    expect(resolved).to.match(/Too few to say how sure that is|90% sure/);
    expect(resolved).to.match(/\d+ incidents?/);
    await until(() => all(element, '.bars tr').length > 0, 'the overview is there');
    expect(all(element, '.bars tr')).to.have.length(5);
    expect(all(element, '.hours tbody td')).to.have.length(168);
    expect(textOf(element)).to.include('Load by person');
  });

  it('KPI-2: opens the incidents behind a figure, as many as it says', async () => {
    const element = await show<IncidentMetrics>(metrics, 'amir');
    const opener = figure(element, 'Reported').querySelector('button');
    const count = Number.parseInt(opener?.textContent ?? '', 10);
    opener?.click();
    await until(() => all(element, '.incidents li').length > 0, 'they are there');
    expect(all(element, '.incidents li')).to.have.length(count);
    expect(focused(element)?.className).to.equal('behind');
    button(element, 'Close').click();
    await until(() => all(element, '.behind').length === 0, 'it is closed');
  });

  it('KPI-2: opens an age, an hour, a point of a chart and a part as the incidents that they count', async () => {
    const element = await show<IncidentMetrics>(metrics, 'amir');
    await until(() => all(element, '.bars td button').length > 0, 'the overview is there');
    for (const details of all(element, 'details')) details.toggleAttribute('open', true);
    const openers = [
      find(element, '.bars td button'),
      find(element, '.hours td button'),
      figure(element, 'Reported').querySelector('td button') as HTMLElement,
      [...figure(element, 'Reported').querySelectorAll('td button')].at(-1) as HTMLElement,
    ];
    for (const opener of openers) {
      const count = Number.parseInt(opener.textContent ?? '', 10);
      opener.click();
      await until(() => all(element, '.incidents li').length > 0, 'they are there');
      expect(all(element, '.incidents li')).to.have.length(count);
      button(element, 'Close').click();
      await until(() => all(element, '.behind').length === 0, 'it is closed');
    }
    const chart = figure(element, 'Reported').querySelector('svg') as SVGElement;
    const { right, top } = chart.getBoundingClientRect();
    chart.dispatchEvent(new MouseEvent('click', { clientX: right - 2, clientY: top + 5 }));
    await until(() => all(element, '.incidents li').length > 0, 'those of the last day are there');
  });

  it('leads by arrows from one hour to the next, and has one of them in the order of Tab', async () => {
    const element = await show<IncidentMetrics>(metrics, 'amir');
    await until(() => all(element, '.hours button').length > 1, 'the hours are there');
    const tabbed = () => all(element, '.hours button').filter(({ tabIndex }) => tabIndex === 0);
    const [first] = tabbed();
    first?.focus();
    for (const key of ['ArrowRight', 'ArrowDown']) {
      focused(element)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
    expect(focused(element)).not.to.equal(first);
    expect(tabbed()).to.deep.equal([focused(element)]);
  });

  it('begins with all but the first group closed where there is little room', async () => {
    const place = html`<div style="inline-size: 320px">${metrics}</div>`;
    const element = await show<IncidentMetrics>(place, 'amir');
    const open = all(element, '.group').map((each) => each.hasAttribute('open'));
    expect(open).to.deep.equal([true, false, false, false]);
  });

  it('KPI-7: says what was lost going back and forth between teams', async () => {
    const element = await show<IncidentMetrics>(metrics, 'amir');
    await says(element, /Lost going back and forth between teams/);
  });

  it('shows one figure alone, of the period and the part that are chosen', async () => {
    const element = await show<IncidentMetrics>(
      html`<incident-metrics figure="created" days="90"></incident-metrics>`,
      'amir',
    );
    expect(figures(element)).to.have.length(1);
    expect(find<HTMLSelectElement>(element, '#days').value).to.equal('90');
    const before = figure(element, 'Reported').querySelector('.value')?.textContent;
    await choose(element, '#priority', 'P1');
    await until(
      () => figure(element, 'Reported').querySelector('.value')?.textContent !== before,
      'there are fewer',
    );
    const parts = all(element, 'tbody th[scope=row]').map((each) => each.textContent?.trim());
    expect(parts.filter((each) => each && !/\d/.test(each))).to.have.length(1);
  });

  it('keeps what it has while the server is out of reach', async () => {
    const element = await show<IncidentMetrics>(metrics, 'amir');
    const plug = unplug();
    try {
      await says(element, 'There is no connection to the server.');
      expect(figures(element)).to.have.length(13);
    } finally {
      plug();
    }
  });

  showsFiguresAsChosen(metrics, (element) =>
    find(element, '.figure[aria-label="Reported"] button'),
  );

  it('KPI-5: is not for those who report, and shows an agent no single people', async () => {
    const refused = await show<IncidentMetrics>(metrics, 'rosa', 'error');
    expect(figures(refused)).to.be.empty;
    const agent = await show<IncidentMetrics>(metrics, 'grace');
    expect(textOf(agent)).not.to.include('Load by person');
  });
});

describe('<incident-metrics public>', () => {
  before(publishedServer);
  afterEach(clear);

  const strip = html`<incident-metrics public></incident-metrics>`;
  const services = (element: IncidentMetrics) =>
    all(element, '.services > li').map((each) => each.textContent?.replace(/\s+/g, ' ').trim());

  it('KPI-7: tells everybody how fast and how often in time, how sure that is, and nothing else', async () => {
    const element = await show<IncidentMetrics>(strip, undefined);
    const [email = '', network = '', accounts = ''] = services(element);
    expect(email)
      .to.match(/^Email and calendar Time to resolve 2 hrs? Half of 12 incidents took no longer/)
      .and.match(/90% sure: 1 hr to 3 hrs? 30 mins?/)
      .and.match(/Resolved in time 83\.3% 10 of 12 incidents/);
    expect(network).to.match(/7 hrs? The only incident took that long Too few to say/);
    expect(accounts).to.equal('Accounts and access There is nothing to tell of this time.');
    expect(textOf(element)).to.match(/Last 90 days, .+ to /);
    expect(all(element, 'button, a, select, summary')).to.be.empty;
    expect(textOf(element)).not.to.match(/Grace|Rosa|INC-|private/);
    await isAccessible(element);
  });

  it('shows one service or one figure, and other days, also when that changes', async () => {
    const element = await show<IncidentMetrics>(
      html`<incident-metrics public service="network" figure="response-met"></incident-metrics>`,
      undefined,
    );
    expect(services(element)).to.have.length(1);
    expect(all(element, '[part=figure]')).to.have.length(1);
    element.days = 30;
    await says(element, 'Last 30 days');
    element.service = 'accounts';
    await until(() => element.matches(':state(empty)'), 'there is nothing to tell');
    element.service = 'laptop';
    await says(element, 'No figures of this service are shown here.');
  });

  it('gives way to the figures of the desk where it is public no longer', async () => {
    const element = await show<IncidentMetrics>(strip, 'grace');
    element.public = false;
    await until(() => figures(element).length === 13, 'the dashboard is there');
    element.public = true;
    await until(() => services(element).length > 0, 'the services are there');
  });

  it('keeps what it has while the server is out of reach', async () => {
    const element = await show<IncidentMetrics>(strip, undefined);
    const plug = unplug();
    try {
      element.days = 365;
      await says(element, 'There is no connection to the server.');
      expect(services(element)).to.have.length(3);
    } finally {
      plug();
    }
  });

  it('KPI-7: says how figures are published where they are not', async () => {
    await freshServer();
    const element = await show<IncidentMetrics>(strip, undefined, 'error');
    await says(element, 'publishes them by “figures” of its “badges”');
    await isAccessible(element);
  });
});
