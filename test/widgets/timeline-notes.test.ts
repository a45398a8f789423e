import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import type { Who } from '../../stories/support.ts';
import {
  all,
  clear,
  find,
  focused,
  isAccessible,
  noteOf,
  press,
  reported,
  says,
  show,
  showToDesk,
  someone,
  type,
  unplug,
  until,
} from './support/stage.ts';

const write = async (who: Who, incident: string, text: string) => {
  const { entry } = await someone(who).call((api) =>
    api.incidents.addNote.mutate({ incident, text }),
  );
  return entry.seq;
};

/** A note of Grace's, before her; `note` is where what can be done with it stands. */
async function written(text = 'The moter is old') {
  const incident = await reported();
  const seq = await write('grace', incident, text);
  const timeline = await showToDesk(incident);
  const note = `[data-note="${seq}"]`;
  await until(() => all(timeline, `${note} .edit-note`).length > 0, 'its buttons are there');
  return { incident, seq, timeline, note };
}

const texts = (timeline: IncidentTimeline) =>
  all(timeline, '.entry.note > .words')
    .filter((each) => each.checkVisibility())
    .map((each) => each.textContent?.trim());

const has = (timeline: IncidentTimeline, selector: string) =>
  until(() => focused(timeline)?.matches(selector), `the focus is on ${selector}`);

/** What Rosa reads of it. */
async function read(incident: string): Promise<string[]> {
  const { entries } = await someone('rosa').call((api) =>
    api.incidents.timeline.query({ incident }),
  );
  return entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []));
}

/** Presses a button as the keyboard does. */
async function activate(timeline: IncidentTimeline, selector: string): Promise<void> {
  const button = find(timeline, selector);
  button.focus();
  expect(focused(timeline)).to.equal(button);
  button.click();
  await timeline.updateComplete;
}

describe('a note that is there', () => {
  afterEach(clear);

  it('gets other words in its place, by the keyboard alone', async () => {
    const { incident, timeline, note } = await written();
    await activate(timeline, `${note} .edit-note`);
    await has(timeline, `${note} textarea`);
    expect(texts(timeline)).to.deep.equal([]);
    expect(find(timeline, note).textContent).to.include('The reporter and the desk read this.');
    await isAccessible(timeline);
    await type(timeline, `${note} textarea`, '  ');
    await press(timeline, find(timeline, `${note} textarea`), 'Enter', { ctrlKey: true });
    await says(timeline, 'Write something first.');
    await type(timeline, `${note} textarea`, 'The motor is old');
    await press(timeline, find(timeline, `${note} textarea`), 'Enter', { ctrlKey: true });
    await has(timeline, `${note} .edit-note`);
    await until(() => texts(timeline).join() === 'The motor is old', 'reads otherwise');
    expect(all(timeline, '.entry .edited')).to.have.length(1);
    expect(await read(incident)).to.deep.equal(['The motor is old']);
    await isAccessible(timeline);
  });

  it('keeps what was begun with Escape, and has it again with the next Edit', async () => {
    const { incident, timeline, note } = await written();
    await activate(timeline, `${note} .edit-note`);
    await type(timeline, `${note} textarea`, 'Half of a');
    await press(timeline, find(timeline, `${note} textarea`), 'Escape', { isComposing: true });
    expect(all(timeline, `${note} textarea`)).to.have.length(1);
    await press(timeline, find(timeline, `${note} textarea`), 'Escape');
    await has(timeline, `${note} .edit-note`);
    expect(focused(timeline)?.textContent?.trim()).to.equal('Edit (draft)');
    expect(texts(timeline)).to.deep.equal(['The moter is old']);
    await activate(timeline, `${note} .edit-note`);
    await has(timeline, `${note} textarea`);
    expect(find<HTMLTextAreaElement>(timeline, `${note} textarea`).value).to.equal('Half of a');
    expect(await read(incident)).to.deep.equal(['The moter is old']);
  });

  it('is taken back after one question, and says so', async () => {
    const { incident, timeline, note } = await written();
    await activate(timeline, `${note} .retract-note`);
    await has(timeline, `${note} .take`);
    await isAccessible(timeline);
    await press(timeline, find(timeline, `${note} .take`), 'Escape');
    await has(timeline, `${note} .retract-note`);
    expect(await read(incident)).to.deep.equal(['The moter is old']);
    await activate(timeline, `${note} .retract-note`);
    await activate(timeline, `${note} .take`);
    await until(() => focused(timeline)?.textContent === 'You took this note back.', 'is said');
    await has(timeline, `.note-taken${note}`);
    expect(await read(incident)).to.deep.equal(['']);
    await isAccessible(timeline);
  });

  it('has buttons for whoever may, and no others', async () => {
    const incident = await reported();
    await write('grace', incident, 'By Grace');
    await write('rosa', incident, 'By Rosa');
    const labels = async (who: Who) => {
      const content = html`<incident-timeline incident=${incident}></incident-timeline>`;
      const timeline = await show<IncidentTimeline>(content, who);
      await until(() => all(timeline, '.note-actions button').length > 0, 'there are some');
      return all(timeline, '.note-actions button').map((each) => each.ariaLabel);
    };
    expect(await labels('rosa')).to.deep.equal(['Edit: “By Rosa”', 'Take back: “By Rosa”']);
    expect(await labels('grace')).to.deep.equal(['Edit: “By Grace”', 'Take back: “By Grace”']);
    expect(await labels('amir')).to.deep.equal(['Take back: “By Grace”', 'Take back: “By Rosa”']);
    const content = html`<incident-timeline readonly incident=${incident}></incident-timeline>`;
    const timeline = await show<IncidentTimeline>(content, 'grace');
    await says(timeline, 'By Grace');
    expect(all(timeline, '.note-actions button')).to.be.empty;
  });

  it('that changes meanwhile is shown as it reads by now before it is saved', async () => {
    const { incident, seq, timeline, note } = await written();
    await activate(timeline, `${note} .edit-note`);
    await type(timeline, `${note} textarea`, 'Mine');
    await someone('grace').call((api) =>
      api.incidents.editNote.mutate({ incident, note: seq, text: 'In another window' }),
    );
    await says(timeline, 'changed while you were writing');
    expect(find(timeline, '.note-changed .text').textContent).to.equal('In another window');
    await isAccessible(timeline);
    await press(timeline, find(timeline, `${note} textarea`), 'Enter', { ctrlKey: true });
    await has(timeline, `${note} button.primary`);
    expect(await read(incident)).to.deep.equal(['In another window']);
    await activate(timeline, `${note} button.primary`);
    await has(timeline, `${note} .edit-note`);
    expect(await read(incident)).to.deep.equal(['Mine']);
  });

  it('that is taken back meanwhile leaves its writer the words', async () => {
    const { incident, seq, timeline, note } = await written();
    await activate(timeline, `${note} .edit-note`);
    await type(timeline, `${note} textarea`, 'Long and careful');
    await someone('amir').call((api) => api.incidents.retractNote.mutate({ incident, note: seq }));
    await says(timeline, 'taken back while you were writing');
    await isAccessible(timeline);
    await activate(timeline, `${note} button.primary`);
    await has(timeline, '#note');
    expect(noteOf(timeline)).to.equal('Long and careful');
    expect(find(timeline, '.composer').dataset.visibility).to.equal('public');
  });

  it('that is taken back under somebody’s hand keeps the focus there', async () => {
    const { incident, seq, timeline, note } = await written();
    await activate(timeline, `${note} .retract-note`);
    await has(timeline, `${note} .take`);
    await someone('amir').call((api) => api.incidents.retractNote.mutate({ incident, note: seq }));
    await has(timeline, `.note-taken${note}`);
    expect(focused(timeline)?.textContent).to.equal('This note was taken back.');
  });

  it('stays in its box with a sentence when it is too long, and without a network', async () => {
    const { incident, timeline, note } = await written();
    await activate(timeline, `${note} .edit-note`);
    const box = () => find<HTMLTextAreaElement>(timeline, `${note} textarea`);
    const long = 'x'.repeat(30_000);
    await type(timeline, `${note} textarea`, long);
    await press(timeline, box(), 'Enter', { ctrlKey: true });
    await until(() => all(timeline, `${note} .field-error`).length > 0, 'says what is wrong');
    await has(timeline, `${note} textarea`);
    expect(box().value).to.equal(long);
    await type(timeline, `${note} textarea`, 'Shorter');
    const plugIn = unplug();
    await press(timeline, box(), 'Enter', { ctrlKey: true });
    await says(timeline, 'Your words are still here');
    expect(box().value).to.equal('Shorter');
    plugIn();
    await press(timeline, box(), 'Enter', { ctrlKey: true });
    await has(timeline, `${note} .edit-note`);
    expect(await read(incident)).to.deep.equal(['Shorter']);
  });
});
