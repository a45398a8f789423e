import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  reported,
  says,
  show,
  showToDesk,
  someone,
  textOf,
  timelineOf,
  unplug,
  until,
} from './support/stage.ts';

async function openMenu(timeline: IncidentTimeline): Promise<void> {
  find(timeline, '.open-menu').click();
  await until(() => find(timeline, '.open-menu').ariaExpanded === 'true', 'the menu is open');
}

const items = (timeline: IncidentTimeline) =>
  all(timeline, '[role=menuitem]').map((each) => each.textContent?.trim() ?? '');
const hasItem = (timeline: IncidentTimeline, words: string) =>
  items(timeline).some((each) => each.includes(words));

/** When the incident was reported, in full. */
const reportedAt = (timeline: IncidentTimeline) =>
  find<HTMLTimeElement>(timeline, '.entry time').title;

/** A desk in a zone of which no hour is one of the browser's, with a report. */
async function deskInHills(): Promise<string> {
  await freshServer();
  const publish = (kind: 'calendars' | 'sla-policies', document: object) =>
    someone('amir').call((api) =>
      api.configuration.publish.mutate({ kind, basedOn: 1, document, reason: null } as never),
    );
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const weekly = Object.fromEntries(days.map((day) => [day, [['00:00', '24:00']]]));
  await publish('calendars', {
    calendars: [{ id: 'hills', name: 'Hills', calendar: { zone: 'Asia/Kathmandu', weekly } }],
  });
  const targets = { resolution: 30 * 3_600_000 };
  await publish('sla-policies', {
    policies: [{ id: 'all', name: 'All', calendar: 'hills', targets }],
  });
  return reported('The printer', 'It burns.');
}

describe('the zone of a timeline', () => {
  before(() => localStorage.removeItem('incident-kit/zone'));
  afterEach(() => {
    clear();
    localStorage.removeItem('incident-kit/zone');
  });

  it('is no question where every hour counts', async () => {
    const timeline = await showToDesk(await reported());
    await openMenu(timeline);
    expect(hasItem(timeline, 'Print…')).to.equal(true);
    expect(hasItem(timeline, 'zone')).to.equal(false);
  });

  it('is the desk’s for whoever chooses it by key, and stays so for what they open afterwards', async () => {
    const incident = await deskInHills();
    let timeline = await showToDesk(incident);
    const own = reportedAt(timeline);
    const label = 'Times in the desk’s zone (Asia/Kathmandu)';
    await until(() => hasItem(timeline, label), 'it is offered');
    find(timeline, '.open-menu').focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'End' });
    expect(focused(timeline)?.textContent).to.include(label);
    await sendKeys({ press: 'Enter' });
    await says(timeline, 'All times are those of the desk’s zone, Asia/Kathmandu.');
    await until(() => focused(timeline)?.matches('.open-menu'), 'the focus is back');
    await until(() => reportedAt(timeline) !== own, 'times are those of the desk');
    const inHills = reportedAt(timeline);
    const { dateTime } = find<HTMLTimeElement>(timeline, '.entry time');
    const at = new Date(dateTime);
    const minutes = new Intl.DateTimeFormat('en', {
      timeZone: 'Asia/Kathmandu',
      minute: 'numeric',
    });
    expect(inHills).to.include(`:${minutes.format(at).padStart(2, '0')}`);
    // Why it is due then follows: both zones read the same.
    find(timeline, '.why[aria-label="Why? Resolution"]').click();
    await until(() => all(timeline, '.due-picture').length === 1, 'it is drawn');
    expect(textOf(timeline)).not.to.include('The working hours are those of');
    await isAccessible(timeline);

    // Whoever reported it is told that zone, too; and the choice holds for what is opened next.
    clear();
    timeline = await showToDesk(incident);
    await until(() => reportedAt(timeline) === inHills, 'it was kept');
    await openMenu(timeline);
    button(timeline, 'Times in my zone').click();
    await until(() => reportedAt(timeline) === own, 'times are those of the reader');
    await says(timeline, 'All times are those of your zone.');
    expect(timeline.hasAttribute('lang')).to.equal(false);
    timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await openMenu(timeline);
    await until(() => hasItem(timeline, label), 'it is offered to whoever reported it');
  });

  it('is what whoever reported it finds and takes along as soon as they open it, once they chose it', async () => {
    const incident = await deskInHills();
    let copied = '';
    const write = async ([item]: ClipboardItem[]) => {
      copied = (await (await item?.getType('text/plain'))?.text()) ?? '';
    };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write } });
    try {
      localStorage.setItem('incident-kit/zone', 'desk');
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
      await says(timeline, 'All times are those of the desk’s zone, Asia/Kathmandu.');
      const { dateTime } = find<HTMLTimeElement>(timeline, '.entry time');
      const options = { timeZone: 'Asia/Kathmandu', hour: 'numeric', minute: '2-digit' } as const;
      const time = new Intl.DateTimeFormat('en', options).format(new Date(dateTime));
      expect(reportedAt(timeline)).to.include(time.replace(/\s?[AP]M/, ''));
      await openMenu(timeline);
      button(timeline, 'Copy or download…').click();
      await until(() => all(timeline, '.save-copy').length > 0, 'it is open');
      find(timeline, '.save-copy').click();
      await until(() => copied, 'it is copied');
      expect(copied).to.include('GMT+5:45');
      // In the other zone it is another text.
      await openMenu(timeline);
      button(timeline, 'Times in my zone').click();
      await says(timeline, 'All times are those of your zone.');
      copied = '';
      find(timeline, '.save-copy').click();
      await until(() => copied, 'it is copied');
      expect(copied).not.to.include('GMT+5:45');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  it('is one where the browser keeps nothing, and no question to whoever is in the desk’s', async () => {
    const incident = await deskInHills();
    const { getItem, setItem } = Storage.prototype;
    const refuse = () => {
      throw new DOMException('No.', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: refuse, setItem: refuse });
    try {
      let timeline = await showToDesk(incident);
      await until(() => hasItem(timeline, 'Times in the desk’s zone'), 'it is offered');
      await openMenu(timeline);
      button(timeline, 'Times in the desk’s zone').click();
      await says(timeline, 'All times are those of the desk’s zone');
      timeline = await showToDesk(incident);
      await says(timeline, 'All times are those of the desk’s zone');
      await openMenu(timeline);
      button(timeline, 'Times in my zone').click();
      await says(timeline, 'All times are those of your zone.');
    } finally {
      Object.assign(Storage.prototype, { getItem, setItem });
    }
    const inside = html`<incident-provider time-zone="Asia/Kathmandu">${timelineOf(incident)}</incident-provider>`;
    const timeline = await showToDesk(incident, 'grace', inside);
    await openMenu(timeline);
    button(timeline, 'Find…').click();
    await until(() => focused(timeline)?.id === 'find', 'what comes later has come');
    expect(hasItem(timeline, 'zone')).to.equal(false);
  });
});

describe('printing a timeline', () => {
  const { print } = window;
  let printed: string[] = [];
  let timeline: IncidentTimeline;

  beforeEach(() => {
    printed = [];
    window.print = () => {
      printed = all(timeline, '.entry .words').map((each) => each.textContent?.trim() ?? '');
    };
  });
  afterEach(() => {
    clear();
    window.print = print;
  });

  it('reads what is not loaded yet, prints all of it, and shows what was shown before', async () => {
    const incident = await reported('The printer', 'It burns.');
    const rosa = someone('rosa');
    for (let index = 0; index < 105; index += 1) {
      const note = { incident, text: `Note ${index}`, visibility: 'public' as const };
      await rosa.call((api) =>
        api.incidents.addNote.mutate({ ...note, key: `print-${index}-key` }),
      );
    }
    timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    const drawn = () => all(timeline, '.entry').length;
    expect(drawn()).to.be.at.most(100);
    // Without a network nothing is printed in part.
    await openMenu(timeline);
    const plug = unplug();
    button(timeline, 'Print…').click();
    await until(() => timeline.renderRoot.querySelector('.print .field-error'), 'it says why');
    expect(printed).to.deep.equal([]);
    await isAccessible(timeline);
    plug();
    find(timeline, '.print-again').click();
    await until(() => printed.length > 0, 'it is printed');
    expect(printed).to.include('It burns.').and.to.include('Note 0').and.to.include('Note 104');
    expect(printed).to.have.length(106);
    dispatchEvent(new Event('afterprint'));
    await until(() => focused(timeline)?.matches('.open-menu'), 'the focus is back');
    expect(drawn()).to.be.at.most(100);
    expect(all(timeline, '.print')).to.have.length(0);
  });
});
