import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  boxesOf,
  button,
  clear,
  find,
  focused,
  isAccessible,
  monitoredServer,
  next,
  noteOf,
  openBox,
  press,
  reported,
  says,
  show,
  showToDesk,
  someone,
  textOf,
  timelineOf,
  type,
  until,
} from './support/stage.ts';

const openers = (timeline: IncidentTimeline) =>
  all(timeline, '.audiences button').map((each) => each.textContent?.replace(/\s+/g, ' ').trim());

const readers = (timeline: IncidentTimeline) => find(timeline, '.composer').dataset.visibility;

const boxHasFocus = (timeline: IncidentTimeline) =>
  until(() => focused(timeline)?.id === 'note', 'the box has the focus');

describe('where the desk writes', () => {
  afterEach(clear);

  it('is a button for each box, with who reads it; the internal one is open', async () => {
    const timeline = await showToDesk(await reported());
    expect(openers(timeline)).to.deep.equal(['Reply to Rosa Alvarez', 'Internal note']);
    expect(readers(timeline)).to.equal('internal');
    expect(find(timeline, '#note').ariaLabel).to.equal('Internal note');
    await isAccessible(timeline);
    await type(timeline, '#note', 'Ask the vendor');
    const added = next(timeline, 'incident-note-added');
    button(timeline, 'Add internal note').click();
    expect((await added).detail).to.include({ kind: 'note', visibility: 'internal' });
    await timeline.updateComplete;
    expect(find(timeline, '.entry.internal').textContent).to.include('Internal note');
    button(timeline, 'Reply to Rosa Alvarez').click();
    await boxHasFocus(timeline);
    expect(readers(timeline)).to.equal('public');
    expect(find(timeline, '#note').ariaLabel).to.equal('Reply to Rosa Alvarez');
    expect(button(timeline, 'Send to Rosa Alvarez')).to.exist;
    expect(textOf(timeline)).to.include('The reporter and the desk read this.');
    await isAccessible(timeline);
  });

  it('begins as the page has it', async () => {
    const incident = await reported();
    const begun = async (box: string) => {
      const timeline = await showToDesk(
        incident,
        'grace',
        html`<incident-timeline default-note=${box} incident=${incident}></incident-timeline>`,
      );
      return readers(timeline);
    };
    expect(await begun('public')).to.equal('public');
    expect(await begun('none')).to.equal(undefined);
    expect(await begun('')).to.equal(undefined);
    expect(await begun('internal')).to.equal('internal');
  });

  it('never takes text from one box to the other, and says where some was begun', async () => {
    const timeline = await showToDesk(await reported());
    await type(timeline, '#note', 'He shouts');
    await openBox(timeline, 'public');
    expect(noteOf(timeline)).to.equal('');
    expect(openers(timeline)).to.deep.equal(['Reply to Rosa Alvarez', 'Internal note draft']);
    await type(timeline, '#note', 'We look into it');
    await openBox(timeline, 'internal');
    expect(noteOf(timeline)).to.equal('He shouts');
    await openBox(timeline, 'public');
    expect(noteOf(timeline)).to.equal('We look into it');
  });

  it('closes with Escape or its button, keeps the text, and gives the focus to the button', async () => {
    const timeline = await showToDesk(await reported());
    await type(timeline, '#note', '直しまし');
    await press(timeline, find(timeline, '#note'), 'Escape', { isComposing: true });
    expect(readers(timeline)).to.equal('internal');
    await press(timeline, find(timeline, '#note'), 'Escape');
    await until(
      () => focused(timeline)?.textContent?.includes('Internal note'),
      'is at the button',
    );
    expect(all(timeline, '#note')).to.be.empty;
    expect(focused(timeline)?.ariaExpanded).to.equal('false');
    await isAccessible(timeline);
    (focused(timeline) as HTMLElement).click();
    await boxHasFocus(timeline);
    expect(noteOf(timeline)).to.equal('直しまし');
    find(timeline, '[data-readers=internal]').click();
    await until(() => all(timeline, '#note').length === 0, 'is closed');
  });

  it('never lets more people read what was written for the desk alone', async () => {
    const incident = await reported();
    const timeline = await showToDesk(incident);
    await openBox(timeline, 'public');
    button(timeline, 'Wait for').click();
    await timeline.updateComplete;
    await type(timeline, '#ask-text', 'They never read the manual');
    await someone('amir').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Greased' }),
    );
    await until(() => all(timeline, '.asking').length === 0, 'is withdrawn');
    await until(() => readers(timeline) === 'internal', 'is before its writer');
    expect(noteOf(timeline)).to.equal('They never read the manual');
    await openBox(timeline, 'public');
    expect(noteOf(timeline)).to.equal('');
  });

  it('keeps a half-written note and its readers while another incident is looked at', async () => {
    const [first, second] = [await reported(), await reported()];
    const timeline = await showToDesk(first);
    await openBox(timeline, 'public');
    await type(timeline, '#note', 'Half of a thou');
    timeline.incident = second;
    await until(() => all(timeline, 'section.story')[0]?.ariaLabel?.includes(second));
    await boxesOf(timeline);
    expect(noteOf(timeline)).to.equal('');
    expect(readers(timeline)).to.equal('internal');
    timeline.incident = first;
    await until(() => all(timeline, 'section.story')[0]?.ariaLabel?.includes(first));
    await boxesOf(timeline);
    expect(noteOf(timeline)).to.equal('Half of a thou');
    expect(readers(timeline)).to.equal('public');
    // Also for the page that makes a new element for each incident.
    clear();
    expect(noteOf(await showToDesk(first))).to.equal('Half of a thou');
  });

  it('opens the box that a page asks for, also before there is one', async () => {
    const [first, second] = [await reported(), await reported()];
    const timeline = await showToDesk(first);
    find(timeline, 'h2').focus();
    timeline.incident = second;
    timeline.compose('public');
    await says(timeline, second);
    await boxHasFocus(timeline);
    expect(readers(timeline)).to.equal('public');
    expect(timeline.incident).to.equal(second);
    find(timeline, 'h2').focus();
    timeline.compose('internal');
    await boxHasFocus(timeline);
    expect(readers(timeline)).to.equal('internal');
    // Whoever has gone elsewhere meanwhile is not called back.
    const elsewhere = document.createElement('button');
    document.body.append(elsewhere);
    try {
      timeline.incident = first;
      timeline.compose('public');
      elsewhere.focus();
      await says(timeline, first);
      await boxesOf(timeline);
      await timeline.updateComplete;
      expect(document.activeElement).to.equal(elsewhere);
    } finally {
      elsewhere.remove();
    }
  });

  it('is one plain box for whoever reported it, and nothing where there is none to write to', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    expect(all(timeline, '.audiences')).to.be.empty;
    find(timeline, 'h2').focus();
    timeline.compose('internal');
    await timeline.updateComplete;
    expect(focused(timeline)).to.equal(find(timeline, 'h2'));
    timeline.compose('public');
    await boxHasFocus(timeline);
    await press(timeline, find(timeline, '#note'), 'Escape');
    expect(focused(timeline)?.id).to.equal('note');
  });
});

describe('what the desk writes among itself', () => {
  afterEach(clear);

  const options = (timeline: IncidentTimeline) =>
    all(timeline, '#note-list [role=option] bdi:first-child').map((each) => each.textContent);

  /** Types on, at the end of what stands there. */
  async function typeOn(timeline: IncidentTimeline, text: string): Promise<void> {
    const note = find<HTMLTextAreaElement>(timeline, '#note');
    note.setRangeText(text, note.value.length, note.value.length, 'end');
    note.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await timeline.updateComplete;
  }

  it('DESK-5 calls people by name, found by what is typed after an @, and they are told', async () => {
    const incident = await reported();
    const timeline = await showToDesk(incident);
    const note = find<HTMLTextAreaElement>(timeline, '#note');
    await typeOn(timeline, 'Ask help@example.com, or @gra');
    await until(() => options(timeline).join() === 'Grace Okafor', 'is found');
    expect(note.getAttribute('aria-activedescendant')).to.equal('note-0');
    await isAccessible(timeline);
    await press(timeline, note, 'Enter');
    expect(note.value).to.equal('Ask help@example.com, or @Grace Okafor ');
    expect(options(timeline)).to.be.empty;
    expect(focused(timeline)).to.equal(note);
    // Nobody is called like that: Enter is for the note again.
    await typeOn(timeline, 'and @nobody at all');
    await press(timeline, note, 'Escape');
    expect(find(timeline, '.composer').dataset.visibility).to.equal(undefined);
    await openBox(timeline, 'internal');
    const added = next(timeline, 'incident-note-added');
    button(timeline, 'Add internal note').click();
    expect((await added).detail).to.deep.include({ mentions: ['grace'] });
  });

  it('DESK-5 tells nobody whose name was taken out again', async () => {
    const timeline = await showToDesk(await reported());
    const note = find<HTMLTextAreaElement>(timeline, '#note');
    await typeOn(timeline, '@');
    await until(() => options(timeline).length > 0, 'somebody is found');
    await press(timeline, note, 'ArrowDown');
    await press(timeline, note, 'ArrowUp');
    // Escape is for the list first.
    await press(timeline, note, 'Escape');
    expect(options(timeline)).to.be.empty;
    expect(readers(timeline)).to.equal('internal');
    await typeOn(timeline, 'g');
    await until(() => options(timeline).length > 0, 'somebody is found again');
    all(timeline, '#note-list [role=option]')[0]?.click();
    await until(() => noteOf(timeline) === '@Grace Okafor ', 'is put in');
    await type(timeline, '#note', 'Well, no');
    const added = next(timeline, 'incident-note-added');
    button(timeline, 'Add internal note').click();
    expect((await added).detail).not.to.have.property('mentions');
  });

  it('is asked about before everybody reads it, and can be sent anyhow', async () => {
    const incident = await reported();
    await someone('grace').call((api) =>
      api.incidents.addNote.mutate({
        incident,
        text: 'The vendor says that the board was soldered badly',
        visibility: 'internal',
      }),
    );
    const timeline = await showToDesk(incident);
    await openBox(timeline, 'public');
    await type(timeline, '#note', '@Amir: the vendor says that the board was soldered badly!');
    const note = find(timeline, '#note');
    await press(timeline, note, 'Enter', { ctrlKey: true });
    await says(timeline, 'the vendor says that the board was soldered badly”');
    expect(textOf(timeline)).to.include('“@Amir” calls somebody of the desk.');
    await isAccessible(timeline);
    // The same keys again are no answer.
    await press(timeline, note, 'Enter', { ctrlKey: true });
    expect(focused(timeline)).to.equal(button(timeline, 'Send anyhow'));
    expect(all(timeline, '.going')).to.be.empty;
    await type(timeline, '#note', 'The vendor says that the board was soldered badly');
    expect(all(timeline, '.doubts')).to.be.empty;
    await press(timeline, note, 'Enter', { ctrlKey: true });
    await says(timeline, 'This stands in an internal note, too');
    button(timeline, 'Send anyhow').click();
    await until(() => all(timeline, '.take-back').length === 1, 'is held');
  });
});

describe('where the desk writes of what monitoring has reported', () => {
  before(monitoredServer);
  afterEach(clear);

  it('is for the desk alone until somebody says that they have the same trouble: a source reads no reply', async () => {
    const reporters = await someone('grace').call((api) => api.incidents.list.query({}));
    const monitored = reporters.incidents.find(({ reporter }) => reporter === 'prometheus');
    const incident = monitored?.incident ?? '';
    const timeline = await showToDesk(incident);
    expect(openers(timeline)).to.deep.equal(['Internal note']);
    await press(timeline, find(timeline, 'h2'), 'r');
    expect(readers(timeline)).to.equal('internal');
    await someone('rosa').call((api) => api.incidents.join.mutate({ incident }));
    await until(() => openers(timeline).length === 2, 'there is somebody to reply to');
  });
});
