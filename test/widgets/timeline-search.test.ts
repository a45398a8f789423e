import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import { TextFolder } from '../../packages/widgets/src/incident-timeline/find/fold-text.ts';
import { placesIn, termsOf } from '../../packages/widgets/src/incident-timeline/find/search.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  isAccessible,
  press,
  reported,
  says,
  show,
  showToDesk,
  someone,
  timelineOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

let written = 0;

/** Writes notes as Rosa, in this order. */
async function notesOf(incident: string, ...texts: string[]): Promise<void> {
  const rosa = someone('rosa');
  let done = Promise.resolve();
  for (const text of texts) {
    written += 1;
    const key = `search-${written}`;
    done = done.then(async () => {
      await rosa.call((api) =>
        api.incidents.addNote.mutate({ incident, text, visibility: 'public', key }),
      );
    });
  }
  await done;
}

/** Opens the box as a keyboard does. */
async function look(timeline: IncidentTimeline): Promise<void> {
  find(timeline, 'h2').focus();
  await sendKeys({ press: '/' });
  await until(() => focused(timeline)?.id === 'find', 'the box has the focus');
}

const shown = (timeline: IncidentTimeline) =>
  all(timeline, '.entry').filter((entry) => entry.checkVisibility());
const marks = (timeline: IncidentTimeline) =>
  all(timeline, 'mark').map(({ textContent }) => textContent);
const told = (timeline: IncidentTimeline) => find(timeline, '.box > .quiet').textContent;

describe('what is looked for in a text', () => {
  const marked = (locale: string, text: string, words: string) => {
    const folder = new TextFolder(locale);
    const terms = termsOf(folder.fold(words).text);
    return placesIn(folder.fold(text), terms).map(([from, to]) => text.slice(from, to));
  };

  it('is found whatever its case and its accents, as its language has them', () => {
    expect(marked('en', 'Der Zug fährt nach Øresund', 'ORESUND fahrt')).to.deep.equal([
      'fährt',
      'Øresund',
    ]);
    expect(marked('de', 'Straße, STRASSE', 'strasse')).to.deep.equal(['Straße', 'STRASSE']);
    expect(marked('sv', 'Är öppet', 'ar')).to.deep.equal([]);
    expect(marked('tr', 'ışık İstanbul', 'istanbul')).to.deep.equal(['İstanbul']);
    expect(marked('el', 'Άνθρωπος', 'ανθρωπος')).to.deep.equal(['Άνθρωπος']);
    expect(marked('en', 'e\u0301te\u0301', 'été')).to.deep.equal(['e\u0301te\u0301']);
    expect(marked('no language', 'Café', 'cafe')).to.deep.equal(['Café']);
  });

  it('is found where words are not apart, and where letters carry marks', () => {
    expect(marked('zh', '打印机坏了', '印机')).to.deep.equal(['印机']);
    expect(marked('ar', 'كَتَبَ الطابعة', 'كتب')).to.deep.equal(['كَتَبَ']);
    expect(marked('hi', 'किताब', 'कताब')).to.deep.equal([]);
  });

  it('is one place where words touch, in the order of the text', () => {
    expect(marked('en', 'router outage', 'age out router')).to.deep.equal(['router', 'outage']);
  });
});

describe('looking for something in a timeline', () => {
  afterEach(clear);

  it('finds with / what was typed, marks it and says once how much, also for whoever reported it', async () => {
    const incident = await reported('The printer is broken');
    await notesOf(
      incident,
      'The café’s printer, too.',
      'See https://example.com/drucker?',
      'Nothing else.',
    );
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await look(timeline);
    expect(shown(timeline).length).to.equal(4);
    await sendKeys({ type: 'CAFE' });
    await until(() => shown(timeline).length === 1, 'one is left');
    await until(() => marks(timeline).join() === 'café', 'it is marked');
    await until(() => told(timeline) === '1 entry with “CAFE”', 'it is told how many');
    await isAccessible(timeline);
    // What is marked in an address leaves it an address.
    await type(timeline, '#find', 'drucker');
    await until(() => marks(timeline).join() === 'drucker', 'it is marked');
    expect(find(timeline, 'a mark').closest('a')?.href).to.equal('https://example.com/drucker');
    // Letters that join go on doing so: a mark is no room of its own.
    expect(getComputedStyle(find(timeline, 'mark')).unicodeBidi).to.equal('normal');
  });

  it('clears with Escape, gives the focus back, and leaves nothing marked', async () => {
    const incident = await reported('The printer is broken');
    await notesOf(incident, 'The printer of the café.');
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await look(timeline);
    await sendKeys({ type: 'café' });
    await until(() => marks(timeline).length === 1, 'it is marked');
    await sendKeys({ press: 'Escape' });
    await until(() => !all(timeline, '.find').length, 'the box is gone');
    expect(focused(timeline)).to.equal(find(timeline, 'h2'));
    expect(marks(timeline)).to.deep.equal([]);
    await until(() => shown(timeline).length === 2, 'all are back');
    expect(find(timeline, '.entry.note .text').textContent).to.equal('The printer of the café.');
  });

  it('leaves a slash to what is written, and is in the menu', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    find(timeline, '#note').focus();
    await until(() => !all(timeline, '.starter').length, 'the box is whole');
    await sendKeys({ press: '/' });
    expect(find<HTMLTextAreaElement>(timeline, '#note').value).to.equal('/');
    expect(all(timeline, '.find')).to.be.empty;
    find(timeline, '.open-menu').click();
    button(timeline, 'Find…').click();
    await until(() => focused(timeline)?.id === 'find', 'the box has the focus');
    await press(timeline, find(timeline, '#find'), 'Escape');
    expect(focused(timeline)).to.equal(find(timeline, '.open-menu'));
  });

  it('marks what changes and what arrives while somebody looks', async () => {
    const incident = await reported();
    await notesOf(incident, 'The first router.');
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await look(timeline);
    await sendKeys({ type: 'router' });
    await until(() => marks(timeline).length === 1, 'it is marked');
    await notesOf(incident, 'Router and router.', 'Something else.');
    await until(() => marks(timeline).length === 3, 'what arrives is marked');
    expect(shown(timeline).length).to.equal(2);
    const note = (await someone('rosa').call((api) => api.incidents.timeline.query({ incident })))
      .entries[1];
    await someone('rosa').call((api) =>
      api.incidents.editNote.mutate({
        incident,
        note: note?.seq ?? 0,
        text: 'Not the router: the switch.',
      }),
    );
    await says(timeline, 'Not the router: the switch.');
    await until(() => marks(timeline).length === 3, 'what changed is marked');
  });

  it('unfolds for the desk what fits, by its kind and by whose it is', async () => {
    const timeline = await showToDesk(world.incidents.breached);
    const folded = all(timeline, '.fold .entry').length;
    expect(folded).to.be.greaterThan(2);
    await look(timeline);
    await choose(timeline, '#find-sort', 'system');
    await until(() => !all(timeline, '.fold').length, 'nothing is folded');
    expect(shown(timeline).length).to.be.at.least(folded);
    await isAccessible(timeline);
    await choose(timeline, '#find-sort', 'message');
    await until(
      () => shown(timeline).some(({ className }) => className.includes('reported')),
      'messages',
    );
    await choose(timeline, '#find-author', 'Incident Kit');
    await says(timeline, 'No entries');
    button(timeline, 'Clear filters').click();
    await until(() => all(timeline, '.fold').length > 0, 'all is there again');
    expect(focused(timeline)?.id).to.equal('find');
    await type(timeline, '#find', 'overdue');
    await until(
      () => shown(timeline).length > 0 && !all(timeline, '.fold').length,
      'it is unfolded',
    );
    expect(shown(timeline).every((entry) => entry.querySelector('mark'))).to.equal(true);
  });

  it('is there where a timeline is only shown', async () => {
    const content = html`<incident-timeline
      incident=${world.incidents.breached}
      readonly
    ></incident-timeline>`;
    const timeline = await show<IncidentTimeline>(content, 'grace');
    await look(timeline);
    await type(timeline, '#find', 'overdue');
    await until(() => marks(timeline).length > 0, 'it is marked');
    expect(all(timeline, 'textarea')).to.be.empty;
  });

  it('reads on to the first entry, says how far it is, and can be stopped', async () => {
    const incident = await reported('The very first words', 'A needle in the hay.');
    await notesOf(incident, ...Array.from({ length: 104 }, (_, index) => `Straw ${index}`));
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await look(timeline);
    const plug = unplug();
    await type(timeline, '#find', 'needle');
    await says(timeline, 'Only the newest 100 entries were looked at.').catch(() => undefined);
    await until(() => all(timeline, '.find-go-on').length > 0, 'it says that it could not read on');
    expect(marks(timeline)).to.be.empty;
    plug();
    find(timeline, '.find-go-on').click();
    await until(() => marks(timeline).join() === 'needle', 'it is found where nothing was loaded');
    expect(focused(timeline)?.id).to.equal('find');
    await until(() => told(timeline) === '1 entry with “needle”', 'it is told how many');
    expect(all(timeline, '.find-stop, .find-go-on')).to.be.empty;
  });
});
