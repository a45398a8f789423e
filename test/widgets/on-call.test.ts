import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/on-call/define.ts';
import { page } from '../../packages/widgets/src/client/settings.ts';
import type { OnCall } from '../../packages/widgets/src/on-call/on-call.ts';
import {
  formatDay,
  fromField,
  instantOf,
  toField,
  weeksOf,
} from '../../packages/widgets/src/on-call/wall-clock.ts';
import { rota } from './support/rota.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  freshServer,
  press,
  says,
  show,
  someone,
  textOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

const day = 86_400_000;

const onCall = (schedule = 'network') => html`<on-call schedule=${schedule}></on-call>`;
const days = (element: OnCall) => all(element, '.day');
const selected = (element: OnCall) => Number(find(element, '.day[aria-selected=true]').dataset.day);
const rows = (element: OnCall) =>
  all(element, '.details li .name').map((each) => each.textContent?.trim());

describe('<on-call>', () => {
  before(async () => {
    await freshServer();
    await someone('amir').call((api) =>
      api.configuration.publish.mutate({
        kind: 'schedules',
        basedOn: 0,
        document: rota as never,
      }),
    );
  });
  afterEach(clear);

  /** The versions of the schedules go on with each override; each test begins without any. */
  async function withoutOverrides(): Promise<void> {
    const amir = someone('amir');
    const { current } = await amir.call((api) =>
      api.configuration.get.query({ kind: 'schedules' }),
    );
    await amir.call((api) =>
      api.configuration.publish.mutate({
        kind: 'schedules',
        basedOn: current.version,
        document: rota as never,
      }),
    );
  }

  it('ONC-4: says who has it now, until when, and who is next', async () => {
    const element = await show<OnCall>(onCall(), 'grace');
    const { schedules } = await someone('grace').call((api) => api.onCall.now.query());
    const network = schedules.find((each) => each.schedule === 'network');
    const [now, next] = all(element, '.card').map((each) => each.textContent ?? '');
    expect(now).to.include(network?.current.person?.name).and.include('until');
    expect(next).to.include(network?.next?.person?.name).and.include('from');
  });

  it('lets one choose where there are several, and no more where the page has chosen', async () => {
    const element = await show<OnCall>(html`<on-call></on-call>`, 'grace');
    await choose(element, '.choice select', 'nights');
    await says(element, 'Nobody is told');
    expect(all(await show<OnCall>(onCall('nights'), 'grace'), '.choice')).to.be.empty;
  });

  it('ONC-6: shows a gap, and who is told then', async () => {
    const element = await show<OnCall>(onCall('nights'), 'grace');
    expect(all(element, '.card.gap')).to.have.length(1);
    expect(textOf(element)).to.include('Nobody is told');
  });

  it('is a calendar by keyboard: days, weeks, months, and from a day to its shifts', async () => {
    const element = await show<OnCall>(onCall(), 'grace');
    const began = selected(element);
    const key = async (name: string) => {
      await press(element, find(element, '.day[tabindex="0"]'), name);
      return (selected(element) - began) / day;
    };
    expect(await key('ArrowRight')).to.equal(1);
    expect(await key('ArrowDown')).to.equal(8);
    expect(await key('ArrowUp')).to.equal(1);
    expect(await key('ArrowLeft')).to.equal(0);
    await key('PageDown');
    await until(() => rows(element).length > 0, 'the other month is there');
    expect(new Date(selected(element)).getUTCMonth()).to.equal(
      (new Date(began).getUTCMonth() + 1) % 12,
    );
    await press(element, find(element, '.day[tabindex="0"]'), 'Enter');
    await until(() => element.shadowRoot?.activeElement?.localName === 'h3', 'is at the shifts');
    expect(days(element).filter((each) => each.tabIndex === 0)).to.have.length(1);
  });

  it('goes the other way by the arrow keys where the page is read from right to left', async () => {
    const element = await show<OnCall>(
      html`<div dir="rtl"><on-call schedule="network"></on-call></div>`,
      'grace',
    );
    const began = selected(element);
    await press(element, find(element, '.day[tabindex="0"]'), 'ArrowLeft');
    expect(selected(element) - began).to.equal(day);
  });

  it('tells a screen reader of each day who is on call, and which is today', async () => {
    const element = await show<OnCall>(onCall('database'), 'grace');
    await until(() => all(element, '.turn').length > 0, 'the month is there');
    const today = find(element, '.day[aria-current=date]');
    expect(today.querySelector('.quiet')?.textContent).to.match(/ \d+.*: .*(Mei|Tomás)/);
    expect(today.ariaSelected).to.equal('true');
    expect(find(element, 'table').getAttribute('aria-label')).to.equal(
      'Who is on call in Databases',
    );
  });

  it('ONC-8: an agent takes a shift, is told so, and gives it back', async () => {
    await withoutOverrides();
    const element = await show<OnCall>(onCall('database'), 'grace');
    await until(() => all(element, '.take').length > 0, 'it may be taken');
    const changed: number[] = [];
    element.addEventListener('on-call-changed', ({ detail }) => changed.push(detail.version));
    button(element, 'Take it').click();
    await until(() => all(element, '#override-reason').length > 0, 'the form is there');
    expect(all(element, '#override-person')).to.be.empty;
    await type(element, '#override-reason', 'A wedding');
    button(element, 'Take the shift').click();
    await says(element, 'Grace Okafor is on call from');
    await until(() => rows(element).includes('Grace Okafor'), 'it is hers');
    await says(element, /Put in by Grace Okafor, .*: A wedding/);
    expect(changed).to.have.length(1);
    button(element, 'Cancel the override').click();
    await says(element, 'The override is cancelled.');
    await until(() => !textOf(element).includes('Cancel the override'), 'it is given back');
  });

  it('ONC-8: an administrator puts somebody else on call', async () => {
    await withoutOverrides();
    const element = await show<OnCall>(onCall('network'), 'amir');
    await until(() => all(element, '.take').length > 0, 'it may be overridden');
    const [was] = rows(element).slice(-1);
    button(element, 'Put somebody else on call').click();
    await until(() => all(element, '#override-person').length > 0, 'the form is there');
    const other = was === 'Mei Tanaka' ? 'tomas' : 'mei';
    await choose(element, '#override-person', other);
    button(element, 'Put on call').click();
    await says(element, other === 'mei' ? 'Mei Tanaka is on call' : 'Tomás Silva is on call');
  });

  it('ONC-8: says in the form what is wrong, and what the server refuses', async () => {
    await withoutOverrides();
    const element = await show<OnCall>(onCall('database'), 'grace');
    await until(() => all(element, '.take').length > 0, 'it may be taken');
    button(element, 'Take it').click();
    await until(() => all(element, '#override-to').length > 0, 'the form is there');
    await type(element, '#override-to', '2020-01-01T00:00');
    button(element, 'Take the shift').click();
    await says(element, 'The end is not after the beginning.');
    expect(find(element, '#override-to').ariaInvalid).to.equal('true');
    await type(element, '#override-from', '2019-12-31T00:00');
    button(element, 'Take the shift').click();
    await says(element, 'That time is over. Past shifts stay as they were.');
    button(element, 'Do nothing').click();
    await element.updateComplete;
    expect(all(element, 'form')).to.be.empty;
    expect(element.shadowRoot?.activeElement?.className).to.equal('take');
  });

  it('LIVE-7 ONC-8: hears of what somebody else does', async () => {
    await withoutOverrides();
    const element = await show<OnCall>(onCall('database'), 'grace');
    const from = Date.now();
    await someone('amir').call((api) =>
      api.onCall.override.mutate({ schedule: 'database', from, to: from + 4 * day }),
    );
    await until(() => find(element, '.card .name').textContent?.includes('Amir'), 'it is his');
  });

  it('shows what it has while the server is out of reach', async () => {
    const element = await show<OnCall>(onCall(), 'grace');
    const plug = unplug();
    try {
      await says(element, 'There is no connection to the server.');
      expect(days(element).length).to.be.at.least(28);
    } finally {
      plug();
    }
  });

  it('ONC-10: says that a calendar was not read, and why', async () => {
    const amir = someone('amir');
    const { current } = await amir.call((api) =>
      api.configuration.get.query({ kind: 'schedules' }),
    );
    const layer = {
      ...{ id: 'kept', name: 'The vendor’s rota', zone: 'UTC', start: '2026-01-05T00:00' },
      people: [{ id: 'mei', name: 'Mei Tanaka' }],
      calendar: { url: 'https://127.0.0.1/rota.ics', by: 'summary' },
    };
    const vendor = { id: 'vendor', name: 'Vendor', layers: [layer] };
    await amir.call((api) =>
      api.configuration.publish.mutate({
        kind: 'schedules',
        basedOn: current.version,
        document: { schedules: [...rota.schedules, vendor] } as never,
      }),
    );
    const element = await show<OnCall>(onCall('vendor'), 'grace');
    await says(element, 'The vendor’s rota: its calendar was not read yet');
    expect(all(element, '.card.gap')).to.have.length(1);
  });

  it('offers nothing where the page only shows', async () => {
    const element = await show<OnCall>(
      html`<on-call schedule="network" readonly></on-call>`,
      'amir',
    );
    await until(() => rows(element).length > 0, 'the shifts are there');
    expect(all(element, '.take')).to.be.empty;
  });
});

describe('the clocks by which <on-call> shows days', () => {
  const locale = 'en-x-tz';
  const zones = ['Europe/Berlin', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/New_York'];

  afterEach(() => {
    delete page.zones;
  });

  for (const zone of zones) {
    it(`begin each day of a year in ${zone} where its date does`, () => {
      page.zones = { [locale]: zone };
      const date = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += day) {
        const begins = instantOf(locale, at);
        const name = new Date(at).toISOString().slice(0, 10);
        expect(date.format(begins)).to.equal(name);
        expect(date.format(begins - 1)).not.to.equal(name);
      }
    });
  }

  it('read a field as they show it', () => {
    page.zones = { [locale]: 'Europe/Berlin' };
    expect(fromField(locale, '2026-07-01T09:30')).to.equal(Date.UTC(2026, 6, 1, 7, 30));
    expect(toField(locale, Date.UTC(2026, 11, 1, 8, 30))).to.equal('2026-12-01T09:30');
    expect(fromField(locale, '')).to.be.NaN;
  });

  it('begin weeks on the day on which the language does', () => {
    const first = (language: string) =>
      formatDay('en', weeksOf(language, Date.UTC(2026, 10, 1))[0]?.[0] ?? 0, { weekday: 'long' });
    expect([first('en-US'), first('de-DE')]).to.deep.equal(['Sunday', 'Monday']);
  });
});
