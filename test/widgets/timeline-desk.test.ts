import type { CannedAnswer, IncidentView } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import {
  answersFor,
  filledIn,
} from '../../packages/widgets/src/incident-timeline/desk/canned-answers.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  isAccessible,
  openBox,
  press,
  reported,
  says,
  show,
  someone,
  textOf,
  timelineOf,
  type,
  until,
  withhold,
} from './support/stage.ts';

/** Shows it to the desk, until what the desk does is there. */
async function desk(incident: string): Promise<IncidentTimeline> {
  const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
  await until(() => textOf(timeline).includes('Link…'), 'what the desk does is there');
  return timeline;
}

/** Presses a key as somebody who has just come to the title. */
async function key(timeline: IncidentTimeline, name: string): Promise<void> {
  find(timeline, 'h2').focus();
  await press(timeline, find(timeline, 'h2'), name);
}

const value = (timeline: IncidentTimeline, selector: string) =>
  find<HTMLInputElement>(timeline, selector).value;

const comesToFocus = (timeline: IncidentTimeline, id: string) =>
  until(() => focused(timeline)?.id === id, `${id} has the focus`);

const options = (timeline: IncidentTimeline) =>
  all(timeline, '[role=option]').map((each) => each.textContent?.replace(/\s+/g, ' ').trim());

const preview = (timeline: IncidentTimeline) =>
  find(timeline, '.preview').textContent?.replace(/\s+/g, ' ').trim();

const now = (incident: string) =>
  someone('grace')
    .call((api) => api.incidents.get.query({ incident }))
    .then((answer) => answer.incident);

/** What Enter in a field does by itself. */
const submit = (timeline: IncidentTimeline) =>
  find<HTMLFormElement>(timeline, '.desk-form').requestSubmit();

describe('<incident-timeline> for the desk', () => {
  afterEach(clear);

  it('assigns by keys: who, the first that is found, and done', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    await key(timeline, 'a');
    await comesToFocus(timeline, 'desk-to');
    // Oneself is offered without typing anything.
    await until(() => options(timeline)[0]?.startsWith('Grace Okafor (you)'));
    await isAccessible(timeline);
    await type(timeline, '#desk-to', 'fiel');
    // Faster than it is searched: the first that is found.
    await press(timeline, find(timeline, '#desk-to'), 'Enter');
    await until(() => value(timeline, '#desk-to') === 'Field service');
    expect(find(timeline, '#desk-to').ariaExpanded).to.equal('false');
    await until(() => /Field service is told/.test(preview(timeline) ?? ''), 'says what happens');
    submit(timeline);
    await says(timeline, 'Grace Okafor assigned it to Field service');
    await until(() => focused(timeline)?.localName === 'h2', 'the focus is at the title');
    expect(all(timeline, '.desk-form')).to.be.empty;
    expect((await now(incident)).team).to.equal('field-service');
  });

  it('takes it with one key, and gives it away again', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    await key(timeline, 'i');
    await says(timeline, 'Grace Okafor took it');
    expect((await now(incident)).assignee?.id).to.equal('grace');
    button(timeline, 'Take it from who has it').click();
    await until(async () => (await now(incident)).assignee === null);
    // Who is in no team has nobody to give it to.
    clear();
    const other = await show<IncidentTimeline>(timelineOf(incident), 'amir');
    await until(() => textOf(other).includes('Link…'));
    await key(other, 'i');
    await says(other, 'You are in no team of the desk');
  });

  it('goes by arrows through who is found, and Escape closes the list before the form', async () => {
    const timeline = await desk(await reported());
    await key(timeline, 'a');
    await until(() => options(timeline).length >= 3);
    const field = find(timeline, '#desk-to');
    const active = () => {
      const id = field.getAttribute('aria-activedescendant');
      return find(timeline, `#${id}`).textContent?.replace(/\s+/g, ' ').trim();
    };
    expect(active()).to.match(/^Grace/);
    await press(timeline, field, 'ArrowUp');
    expect(active()).to.match(/^Network Team, 1 member|^Field service/);
    await press(timeline, field, 'ArrowDown');
    expect(active()).to.match(/^Grace/);
    await press(timeline, field, 'Escape');
    expect(field.ariaExpanded).to.equal('false');
    expect(all(timeline, '.desk-form')).to.have.length(1);
    await press(timeline, field, 'Escape');
    await until(() => all(timeline, '.desk-form').length === 0);
    await until(() => focused(timeline)?.className === 'open-menu');
  });

  it('says what a new priority means before it is sent', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    await key(timeline, 'p');
    await comesToFocus(timeline, 'desk-impact');
    await until(() => all(timeline, '#desk-impact option').length > 1);
    expect(value(timeline, '#desk-impact')).to.equal('medium');
    await choose(timeline, '#desk-impact', 'high');
    await until(() => /P3 → P2 · .*Solve by \S+ .*Nobody is told/.test(preview(timeline) ?? ''));
    await choose(timeline, '#desk-urgency', 'high');
    await until(() => /P3 → P1/.test(preview(timeline) ?? ''));
    expect((await now(incident)).priority).to.equal('P3');
    await isAccessible(timeline);
    submit(timeline);
    await says(timeline, 'priority P1');
  });

  it('sets the priority by hand with a reason for the desk, and gives it back', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    button(timeline, 'Priority by hand…').click();
    await until(() => all(timeline, '#desk-priority option').length > 1);
    expect(find(timeline, '#desk-reason-hint').textContent).to.equal('Only the desk reads this.');
    submit(timeline);
    await says(timeline, 'Choose a priority.');
    await comesToFocus(timeline, 'desk-priority');
    await isAccessible(timeline);
    await choose(timeline, '#desk-priority', 'P1');
    await type(timeline, '#desk-reason', 'The board meets there');
    submit(timeline);
    await says(timeline, 'Grace Okafor set the priority to P1 by hand');
    await until(() => textOf(timeline).includes('Priority by the matrix'));
    button(timeline, 'Priority by the matrix').click();
    await says(timeline, 'gave the priority back to the matrix: P3');
  });

  it('escalates to the next team of the one that has it, or to management', async () => {
    const incident = await reported();
    await someone('grace').call((api) =>
      api.incidents.assign.mutate({ incident, team: 'network', assignee: 'grace' }),
    );
    const timeline = await desk(incident);
    await key(timeline, 'e');
    await until(() => value(timeline, '#desk-to') === 'team:field-service');
    await until(() => /Field service is told/.test(preview(timeline) ?? ''));
    await choose(timeline, '#desk-to', 'raise:');
    await until(() => /The managers of Network are told/.test(preview(timeline) ?? ''));
    await type(timeline, '#desk-reason', 'Nobody has the key');
    await press(timeline, find(timeline, '#desk-reason'), 'Enter', { ctrlKey: true });
    await says(timeline, 'escalated it to management, level 1');
    await until(() => all(timeline, '.desk-form').length === 0);
    await key(timeline, 'e');
    await until(() => value(timeline, '#desk-to') === 'team:field-service');
    await type(timeline, '#desk-reason', 'They have the key');
    await press(timeline, find(timeline, '#desk-reason'), 'Enter', { ctrlKey: true });
    await says(timeline, 'escalated it to Field service');
  });

  it('merges into another that is found by typing, and refuses a ring in place', async () => {
    const incident = await reported('The lift squeals on floor 3');
    const other = await reported('Quagmire in the elevator shaft');
    const timeline = await desk(incident);
    await key(timeline, 'm');
    await comesToFocus(timeline, 'desk-into');
    expect(find(timeline, '#desk-reason-hint').textContent).to.include('The reporter and the desk');
    await type(timeline, '#desk-into', 'quagm');
    await until(() => options(timeline)[0]?.startsWith(other), 'is found');
    expect(options(timeline)).to.have.length(1);
    // By its number, too; never itself.
    await type(timeline, '#desk-into', incident.replace('INC-', ''));
    await says(timeline, 'Nothing was found for');
    await type(timeline, '#desk-into', other.replace('INC-', ''));
    await until(() => options(timeline)[0]?.startsWith(other), 'is found by its number');
    await press(timeline, find(timeline, '#desk-into'), 'Enter');
    await until(() => /New → Cancelled/.test(preview(timeline) ?? ''));
    await type(timeline, '#desk-reason', 'The same lift');
    // Meanwhile the other becomes a duplicate of this.
    const plugIn = withhold('/live');
    await someone('amir').call((api) =>
      api.incidents.merge.mutate({ incident: other, into: incident }),
    );
    submit(timeline);
    await until(() => all(timeline, '.desk-form .field-error').length > 0, 'is refused in place');
    expect(value(timeline, '#desk-reason')).to.equal('The same lift');
    expect((await now(incident)).status.category).to.equal('new');
    plugIn();
  });

  it('links by kind, and takes a link away', async () => {
    const incident = await reported();
    const other = await reported('Zephyr in the archive');
    const timeline = await desk(incident);
    button(timeline, 'Link…').click();
    await comesToFocus(timeline, 'desk-kind');
    await choose(timeline, '#desk-kind', 'problem');
    await type(timeline, '#desk-target', 'PRB-7');
    submit(timeline);
    await says(timeline, 'linked it to the problem PRB-7');
    await until(() => all(timeline, '.desk-form').length === 0);
    await key(timeline, 'l');
    await comesToFocus(timeline, 'desk-kind');
    await choose(timeline, '#desk-kind', 'related');
    await type(timeline, '#desk-incident', 'zephyr');
    await press(timeline, find(timeline, '#desk-incident'), 'Enter');
    await until(() => value(timeline, '#desk-incident').startsWith(other));
    submit(timeline);
    await says(timeline, `linked it to the related ${other}`);
    await until(() => all(timeline, '.desk-form').length === 0);
    await until(() =>
      all(timeline, '[role=menuitem]').some((each) => /Remove/.test(each.textContent ?? '')),
    );
    button(timeline, 'Remove a link…').click();
    await until(() => all(timeline, '#desk-link option').length === 3);
    await choose(timeline, '#desk-link', 'problem PRB-7');
    submit(timeline);
    await says(timeline, 'removed the link to the problem PRB-7');
  });

  it('files it under a service and a category, and gives it another title', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    button(timeline, 'Service and category…').click();
    await until(() => all(timeline, '#desk-service option').length > 1);
    await choose(timeline, '#desk-service', 'email');
    submit(timeline);
    await says(timeline, 'filed it under “Email and calendar”');
    await until(() => all(timeline, '.desk-form').length === 0);
    button(timeline, 'Title…').click();
    await comesToFocus(timeline, 'desk-title');
    expect(value(timeline, '#desk-title')).to.equal('The lift is stuck');
    await type(timeline, '#desk-title', ' ');
    submit(timeline);
    await says(timeline, 'Say in a few words what it is about.');
    await type(timeline, '#desk-title', 'The post is stuck');
    submit(timeline);
    await says(timeline, 'changed the title to “The post is stuck”');
  });

  it('keeps what was typed when a colleague was faster, and says so', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    button(timeline, 'Priority by hand…').click();
    await until(() => all(timeline, '#desk-priority option').length > 1);
    await choose(timeline, '#desk-priority', 'P1');
    await type(timeline, '#desk-reason', 'The board meets there');
    const plugIn = withhold('/live', '/trpc/incidents.get');
    await someone('amir').call((api) =>
      api.incidents.overridePriority.mutate({ incident, priority: 'P2', reason: 'Fewer are hit' }),
    );
    submit(timeline);
    await says(timeline, 'Amir Haddad');
    plugIn();
    await says(timeline, 'Amir Haddad set the priority to P2 by hand');
    expect(value(timeline, '#desk-reason')).to.equal('The board meets there');
    expect(value(timeline, '#desk-priority')).to.equal('P1');
    submit(timeline);
    await says(timeline, 'Grace Okafor set the priority to P1 by hand');
  });

  it('moves what was written to an internal note when the action is no longer there', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    await key(timeline, 'e');
    await comesToFocus(timeline, 'desk-to');
    await type(timeline, '#desk-reason', 'They never answer');
    await someone('amir').call((api) =>
      api.incidents.cancel.mutate({ incident, reason: 'A mistake' }),
    );
    await says(timeline, 'It became “Cancelled” while you were at it.');
    expect(all(timeline, '.desk-form')).to.be.empty;
    expect(value(timeline, '#note')).to.equal('They never answer');
    expect(find(timeline, '.composer').dataset.visibility).to.equal('internal');
  });

  it('replies and writes internally by keys; what is written for some is not shown to others', async () => {
    const timeline = await desk(await reported());
    await key(timeline, 'n');
    await comesToFocus(timeline, 'note');
    expect(find(timeline, '.composer').dataset.visibility).to.equal('internal');
    await type(timeline, '#note', 'He shouts');
    // In a field keys write.
    await press(timeline, find(timeline, '#note'), 'a');
    expect(all(timeline, '.desk-form')).to.be.empty;
    await key(timeline, 'r');
    await comesToFocus(timeline, 'note');
    expect(find(timeline, '.composer').dataset.visibility).to.equal('public');
    expect(value(timeline, '#note')).to.equal('');
    await key(timeline, 'n');
    await until(() => value(timeline, '#note') === 'He shouts');
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      await press(timeline, find(timeline, 'h2'), 'a', more);
    }
    expect(all(timeline, '.desk-form')).to.be.empty;
    await key(timeline, 's');
    await comesToFocus(timeline, 'ask-choice');
    await key(timeline, 'a');
    await comesToFocus(timeline, 'desk-to');
    expect(all(timeline, '.asking')).to.have.length(1);
  });

  it('tells of a colleague who is here and writes, and is told to them', async () => {
    const incident = await reported();
    const tell = (doing: 'viewing' | 'writing' | 'gone') =>
      someone('amir').call((api) => api.incidents.presence.mutate({ incident, doing }));
    await tell('writing');
    const timeline = await desk(incident);
    await says(timeline, 'Amir Haddad is writing');
    await isAccessible(timeline);
    expect((await tell('viewing')).others).to.deep.include.members([
      { name: 'Grace Okafor', doing: 'viewing', since: (await tell('viewing')).others[0]?.since },
    ]);
    await type(timeline, '#note', 'I look into');
    await until(async () => (await tell('viewing')).others[0]?.doing === 'writing', 'writes');
    await says(timeline, 'Amir Haddad is here');
    await tell('gone');
    // Whoever is at the page hears of it soon, and else in a while.
    await until(() => {
      dispatchEvent(new Event('pointermove'));
      return !textOf(timeline).includes('is here');
    }, 'has gone');
    clear();
    await until(async () => (await tell('viewing')).others.length === 0, 'has left');
    await tell('gone');
  });

  it('says how much happened since one began to write, and counts not what one did oneself', async () => {
    const incident = await reported();
    const timeline = await desk(incident);
    await type(timeline, '#note', 'We look into');
    button(timeline, 'Acknowledge').click();
    await says(timeline, 'acknowledged it');
    expect(textOf(timeline)).not.to.include('since you began');
    for (const text of ['Seen', 'Again']) {
      await someone('rosa').call((api) => api.incidents.addNote.mutate({ incident, text }));
    }
    await says(timeline, '2 new entries since you began');
    button(timeline, 'Add internal note').click();
    await until(() => value(timeline, '#note') === '', 'is sent');
    await until(() => !textOf(timeline).includes('since you began'));
  });

  it('DESK-9 is read once it was shown', async () => {
    const incident = await reported();
    const isUnread = async () => {
      const { incidents } = await someone('rosa').call((api) =>
        api.incidents.list.query({ reportedBy: 'me', status: 'all' }),
      );
      return incidents.find((each) => each.incident === incident)?.unread;
    };
    await someone('grace').call((api) => api.incidents.addNote.mutate({ incident, text: 'Seen' }));
    expect(await isUnread()).to.equal(true);
    await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await until(async () => !(await isUnread()), 'is read');
  });

  it('puts in what the desk writes again and again, filled in, where the caret is', async () => {
    const timeline = await desk(await reported());
    await until(() => all(timeline, '.canned').length > 0, 'answers are offered');
    await openBox(timeline, 'public');
    await type(timeline, '#note', 'Well: ');
    const note = find<HTMLTextAreaElement>(timeline, '#note');
    note.setSelectionRange(6, 6);
    button(timeline, 'Insert an answer…').click();
    await comesToFocus(timeline, 'canned');
    await until(() => options(timeline).length > 1, 'are listed');
    await isAccessible(timeline);
    await type(timeline, '#canned', 'looking into');
    await until(() => options(timeline).length === 1, 'is found by its words');
    await press(timeline, find(timeline, '#canned'), 'Enter');
    expect(note.value).to.match(
      /^Well: Hello Rosa Alvarez, Grace Okafor is looking into this. We aim to solve it by \w+day/,
    );
    expect(all(timeline, '#canned')).to.be.empty;
    expect(focused(timeline)).to.equal(note);
    // In the other box, too; Escape leaves the search before it leaves the box.
    await openBox(timeline, 'internal');
    button(timeline, 'Insert an answer…').click();
    await comesToFocus(timeline, 'canned');
    await until(() => options(timeline).length > 1, 'are listed');
    await press(timeline, find(timeline, '#canned'), 'Escape');
    await press(timeline, find(timeline, '#canned'), 'Escape');
    await comesToFocus(timeline, 'note');
    expect(all(timeline, '#canned')).to.be.empty;
    expect(find(timeline, '.composer').dataset.visibility).to.equal('internal');
  });

  it('DESK-7 offers no answer of the desk’s to everybody, and leaves what it does not know', () => {
    const answer = (id: string, more: object) => ({
      id,
      name: id,
      text: '{{ reporter }}, {{agent}}: {{service}} {{other}}',
      visibility: 'public' as const,
      services: [],
      ...more,
    });
    const answers = [
      answer('all', {}),
      answer('desk', { visibility: 'internal' }),
      answer('mail', { services: ['email'] }),
    ];
    const incident = {
      service: 'email',
      reporter: 'Rosa',
      status: { name: 'New' },
      clocks: {},
    } as unknown as IncidentView;
    const offered = (visibility: 'public' | 'internal') =>
      answersFor(answers, visibility, incident).map(({ id }) => id);
    expect(offered('public')).to.deep.equal(['mail', 'all']);
    expect(offered('internal')).to.deep.equal(['mail', 'all', 'desk']);
    expect(filledIn(answers[0] as CannedAnswer, incident, null, 'en')).to.equal(
      'Rosa, {{agent}}: Email {{other}}',
    );
  });

  it('loads none of it for who reported it, nor where it is only shown', async () => {
    const incident = await reported();
    const parts = () =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /incident-timeline\/desk\/|timeline-desk\.ts/.test(name))
        .map(({ name }) => name);
    performance.clearResourceTimings();
    const mine = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await mine.updateComplete;
    await key(mine, 'a');
    const shown = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident} readonly></incident-timeline>`,
      'grace',
    );
    await key(shown, 'a');
    expect(all(shown, '.asking')).to.be.empty;
    expect(parts().filter((name) => !name.includes('/timeline-desk.ts'))).to.be.empty;
  });
});
