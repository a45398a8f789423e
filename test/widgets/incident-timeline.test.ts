import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { splitAddresses } from '../../packages/widgets/src/incident-timeline/plain-text.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  beginNote,
  button,
  choose,
  clear,
  comesTo,
  find,
  focused,
  isAccessible,
  next,
  press,
  reported,
  says,
  show,
  showToDesk,
  someone,
  textOf,
  timelineOf,
  type,
  unplug,
  until,
  withhold,
} from './support/stage.ts';

const note = (who: 'rosa' | 'grace', incident: string, text: string, internal = false) =>
  someone(who).call((api) =>
    api.incidents.addNote.mutate({
      incident,
      text,
      visibility: internal ? 'internal' : 'public',
    }),
  );

const texts = (timeline: IncidentTimeline) =>
  all(timeline, '.entry .text').map((each) => each.textContent);

describe('<incident-timeline>', () => {
  afterEach(clear);

  it('shows the report with its reference, title and reporter, and when to expect an answer', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported('It rattles')), 'rosa');
    await says(timeline, 'It rattles');
    expect(textOf(timeline)).to.match(/INC-\d+ It rattles New .*Reported by Rosa Alvarez/);
    // What the desk says among itself is not for whoever reported it.
    expect(textOf(timeline))
      .to.match(/We aim to answer by/)
      .and.not.match(/P3|impact/);
    expect(find(timeline, 'time').title).to.match(/\d{4}/);
  });

  it('shows entries of others once, in order, and says them aloud', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    for (const text of ['one', 'two', 'three']) await note('grace', incident, text);
    await says(timeline, 'three');
    expect(texts(timeline)).to.deep.equal(['one', 'two', 'three']);
    expect(find(timeline, '.frame > [role=status]').textContent).to.include('three');
  });

  it('misses nothing and repeats nothing when the network comes back', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await note('grace', incident, 'before');
    await says(timeline, 'before');
    const plugIn = unplug();
    await comesTo(timeline, 'offline');
    expect(textOf(timeline)).to.include('before').and.to.include('no connection to the server');
    plugIn();
    await note('grace', incident, 'after');
    await says(timeline, 'after');
    await until(() => !timeline.matches(':state(offline)'), 'is online');
    expect(texts(timeline)).to.deep.equal(['before', 'after']);
  });

  it('keeps internal notes from reporters, live ones included', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await note('grace', incident, 'between us', true);
    await note('grace', incident, 'for you');
    await says(timeline, 'for you');
    expect(textOf(timeline)).not.to.include('between us');
    expect(all(timeline, '.audiences')).to.be.empty;
  });

  it('sends with Ctrl+Enter, empties the box, and shows the note once', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    // What is typed before all of the box is there is not lost.
    await type(timeline, '#note', 'Still broken');
    await beginNote(timeline);
    await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
    await until(() => texts(timeline).length === 1);
    await note('grace', incident, 'Thank you');
    await says(timeline, 'Thank you');
    expect(texts(timeline)).to.deep.equal(['Still broken', 'Thank you']);
    expect(find<HTMLTextAreaElement>(timeline, '#note').value).to.equal('');
    expect(find(timeline, '.frame > [role=status]').textContent).not.to.include('Still broken');
  });

  it('keeps a note that could not be sent in the box', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported()), 'rosa');
    await beginNote(timeline);
    await type(timeline, '#note', 'x'.repeat(10_001));
    button(timeline, 'Send').click();
    await says(timeline, '10,000');
    expect(find<HTMLTextAreaElement>(timeline, '#note').value).to.have.length(10_001);
    const plugIn = unplug();
    try {
      await type(timeline, '#note', 'short');
      button(timeline, 'Send').click();
      await says(timeline, 'Your note is still here');
      expect(find<HTMLTextAreaElement>(timeline, '#note').value).to.equal('short');
    } finally {
      plugIn();
    }
  });

  it('acknowledges and resolves for the desk, and tells the page', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
    const changed = next(timeline, 'incident-changed');
    button(timeline, 'Acknowledge').click();
    expect((await changed).detail.incident.status.id).to.equal('in-progress');
    await says(timeline, 'Grace Okafor acknowledged it');
    button(timeline, 'Resolve').click();
    await timeline.updateComplete;
    await until(() => focused(timeline)?.id === 'ask-choice');
    find(timeline, '.asking button.primary').click();
    await timeline.updateComplete;
    expect(textOf(timeline)).to.include('Choose how it was resolved.');
    await isAccessible(timeline);
    await choose(timeline, '#ask-choice', 'fixed');
    await type(timeline, '#ask-text', 'Greased the wheels');
    find(timeline, '.asking button.primary').click();
    await says(timeline, 'Grace Okafor resolved it');
    await until(() => find(timeline, '.status').textContent?.includes('Resolved'));
    expect(all(timeline, '.open-resolve, .asking')).to.be.empty;
    await isAccessible(timeline);
  });

  it('says who was faster, shows how it stands, and keeps what was written', async () => {
    const incident = await reported();
    const timeline = await showToDesk(incident);
    button(timeline, 'Resolve').click();
    await timeline.updateComplete;
    await choose(timeline, '#ask-choice', 'fixed');
    await type(timeline, '#ask-text', 'Mine was better');
    // The stream or the refusal tells first; either way nothing is lost.
    await someone('amir').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'workaround', text: 'Take the stairs' }),
    );
    timeline.renderRoot
      .querySelector('.asking')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await says(timeline, 'Take the stairs');
    await until(() => find(timeline, '.status').textContent?.includes('Resolved'));
    await until(() => find<HTMLTextAreaElement>(timeline, '#note').value === 'Mine was better');
    expect(find(timeline, '[role=alert] .notice').textContent).to.match(
      /Amir Haddad changed the status|It became “Resolved”/,
    );
  });

  it('offers neither box nor buttons when it is read-only', async () => {
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline readonly incident=${await reported()}></incident-timeline>`,
      'grace',
    );
    // Why a clock is due then is read, not done, and so is what is looked for.
    expect(all(timeline, 'button:not(.why, .open-menu, .menu *), textarea')).to.be.empty;
  });

  it('LIVE-3 begins with the newest again when too much happened to be told', async () => {
    const incident = await reported('It happened a lot');
    await note('grace', incident, 'before');
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    const plugIn = withhold('/live', '/trpc/incidents.get', '/trpc/incidents.timeline');
    for (let index = 0; index < 210; index += 1) await note('grace', incident, `note ${index}`);
    expect(texts(timeline)).to.deep.equal(['before']);
    plugIn();
    await says(timeline, 'note 209');
    expect(texts(timeline)).not.to.include('before');
    await until(() => all(timeline, '.lines .entry').length > 0, 'there is more than a page');
    // All that came meanwhile, up to what was known.
    const seen = new Set(texts(timeline));
    const story = find(timeline, '.story');
    await until(() => {
      story.scrollTop -= 200;
      for (const text of texts(timeline)) seen.add(text);
      return texts(timeline)[0] === 'before';
    }, 'it begins with what was there before');
    expect(seen.size).to.equal(211);
  });

  it('INC-17 changes a note in its place when it is edited or taken back, and says so', async () => {
    const incident = await reported();
    const desk = someone('grace');
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    const { seq } = await note('grace', incident, 'Please restrat it');
    await note('grace', incident, 'Or not');
    await says(timeline, 'Or not');
    await desk.call((api) =>
      api.incidents.editNote.mutate({ incident, note: seq, text: 'Please restart it' }),
    );
    await says(timeline, 'Please restart it');
    expect(texts(timeline)).to.deep.equal(['Please restart it', 'Or not']);
    expect(all(timeline, '.entry .edited')).to.have.length(1);
    await until(() => find(timeline, '.frame > [role=status]').textContent?.includes('changed'));
    await desk.call((api) => api.incidents.retractNote.mutate({ incident, note: seq }));
    await says(timeline, 'This note was taken back.');
    expect(texts(timeline)).to.deep.equal(['Or not']);
    expect(textOf(timeline)).not.to.include('restart');
    // The same for whoever comes later.
    const later = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    expect(textOf(later)).to.include('This note was taken back.');
    expect(all(later, '.entry')).to.have.length(3);
  });

  describe('the word of whoever reported it', () => {
    async function resolved(): Promise<string> {
      const incident = await reported();
      await someone('grace').call((api) =>
        api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Greased the wheels' }),
      );
      return incident;
    }

    it('INC-11 asks whether it is fixed and until when; yes closes it', async () => {
      const timeline = await show<IncidentTimeline>(timelineOf(await resolved()), 'rosa');
      const asked = find(timeline, '.is-it-fixed').textContent;
      expect(asked).to.include('Is it fixed?').and.to.include('Greased the wheels');
      expect(asked).to.match(/closes by itself on \w+day,? .*\d:\d\d/);
      await isAccessible(timeline);
      const changed = next(timeline, 'incident-changed');
      button(timeline, 'Yes, it is fixed').click();
      expect((await changed).detail.incident.closed).to.include({ why: 'confirmed' });
      await says(timeline, 'Rosa Alvarez confirmed that it is fixed, which closed it');
      expect(all(timeline, '.asking')).to.be.empty;
    });

    it('INC-11 asks what is still wrong; no reopens it with the answer', async () => {
      const timeline = await show<IncidentTimeline>(timelineOf(await resolved()), 'rosa');
      button(timeline, 'No, not yet').click();
      await until(() => focused(timeline)?.id === 'ask-text');
      button(timeline, 'Send and reopen').click();
      await says(timeline, 'Say in a few words what is still wrong.');
      await isAccessible(timeline);
      await press(timeline, find(timeline, '#ask-text'), 'Escape');
      await until(() => focused(timeline)?.matches('.not-fixed'), 'goes back');
      button(timeline, 'No, not yet').click();
      await timeline.updateComplete;
      await type(timeline, '#ask-text', 'It squeaks again');
      button(timeline, 'Send and reopen').click();
      await says(timeline, 'Rosa Alvarez said that it is not fixed');
      expect(texts(timeline).at(-1)).to.equal('It squeaks again');
      await until(() => find(timeline, '.status').textContent?.includes('In progress'));
      expect(all(timeline, '.asking')).to.be.empty;
    });

    it('INC-11 tells the desk when silence closes it, and asks it nothing', async () => {
      const timeline = await show<IncidentTimeline>(timelineOf(await resolved()), 'grace');
      expect(textOf(timeline)).to.match(/Without an answer it closes by itself on \w+day/);
      expect(all(timeline, '.is-it-fixed')).to.be.empty;
    });

    it('INC-22 asks beside the note box; a note is no answer, and both are still asked for', async () => {
      const timeline = await show<IncidentTimeline>(timelineOf(await resolved()), 'rosa');
      const isBeside = (asked: string) =>
        find(timeline, asked).nextElementSibling === find(timeline, '.composer');
      expect(isBeside('.is-it-fixed')).to.equal(true);
      await type(timeline, '#note', 'No, it still squeaks');
      button(timeline, 'Send').click();
      await until(() => /You have written since/.test(textOf(timeline)), 'says so');
      expect(isBeside('.is-it-fixed')).to.equal(true);
      expect(textOf(timeline)).not.to.include('closes by itself on');
      await isAccessible(timeline);
      expect(button(timeline, 'Yes, it is fixed').closest('.is-it-fixed')).to.exist;
      // What is still wrong is asked in the same place.
      button(timeline, 'No, not yet').click();
      await until(() => focused(timeline)?.id === 'ask-text');
      expect(isBeside('.asking')).to.equal(true);
      await type(timeline, '#ask-text', 'It squeaks');
      button(timeline, 'Send and reopen').click();
      await says(timeline, 'Rosa Alvarez said that it is not fixed');
    });

    it('INC-22 shows the desk that the reporter has written since, until it is reopened', async () => {
      const incident = await resolved();
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
      await note('rosa', incident, 'No, it still squeaks');
      await says(timeline, 'Whoever reported it has written since it was resolved');
      expect(textOf(timeline)).not.to.include('closes by itself on');
      expect(all(timeline, '.is-it-fixed')).to.be.empty;
      await isAccessible(timeline);
      await someone('grace').call((api) =>
        api.incidents.reopen.mutate({ incident, reason: 'She is right' }),
      );
      await until(() => !/has written since/.test(textOf(timeline)), 'is reopened');
    });

    it('keeps the answer for a note when somebody else was faster', async () => {
      const incident = await resolved();
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
      await type(timeline, '#note', 'By the way');
      button(timeline, 'No, not yet').click();
      await timeline.updateComplete;
      await type(timeline, '#ask-text', 'It squeaks');
      await someone('grace').call((api) => api.incidents.close.mutate({ incident }));
      await says(timeline, 'It became “Closed” while you were writing.');
      expect(find<HTMLTextAreaElement>(timeline, '#note').value).to.equal(
        'By the way\n\nIt squeaks',
      );
      expect(textOf(timeline)).to.include('Grace Okafor closed it');
    });

    it('INC-12 keeps what was typed in a conflict, says what changed, and shows it', async () => {
      const incident = await resolved();
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
      button(timeline, 'No, not yet').click();
      await timeline.updateComplete;
      await type(timeline, '#ask-text', 'It squeaks');
      // Nothing tells this page that the title is another.
      const plugIn = withhold('/live', '/trpc/incidents.get');
      await someone('grace').call((api) =>
        api.incidents.retitle.mutate({ incident, title: 'The lift squeaks' }),
      );
      button(timeline, 'Send and reopen').click();
      await says(timeline, 'Grace Okafor changed the title');
      plugIn();
      await says(timeline, 'The lift squeaks');
      expect(find<HTMLTextAreaElement>(timeline, '#ask-text').value).to.equal('It squeaks');
      button(timeline, 'Send and reopen').click();
      await says(timeline, 'Rosa Alvarez said that it is not fixed');
    });
  });

  describe('what the desk does less often', () => {
    /** Gives what can be done to the incident. What can be done with the timeline comes after. */
    const openMenu = async (timeline: IncidentTimeline) => {
      // What the desk does besides comes after the timeline.
      const isDesk = textOf(timeline).includes('Internal note');
      await until(() => !isDesk || textOf(timeline).includes('Link…'), 'is a desk’s');
      find(timeline, '.open-menu').click();
      await timeline.updateComplete;
      const items = all(timeline, '[role=menuitem] bdi').map((each) => each.textContent?.trim());
      return items.slice(0, items.indexOf('Find…'));
    };

    it('INC-10 lets it wait for what the workflow names, with a reason, and resumes', async () => {
      const incident = await reported();
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
      const items = await openMenu(timeline);
      expect(items[0]).to.equal('Wait for…');
      expect(items.at(-1)).to.equal('Cancel incident…');
      await isAccessible(timeline);
      button(timeline, 'Wait for…').click();
      await until(() => focused(timeline)?.id === 'ask-choice');
      expect(
        all(timeline, '#ask-choice option').map((each) => each.textContent),
      ).to.include.members(['Waiting for reporter', 'Waiting for vendor']);
      button(timeline, 'Let it wait').click();
      await says(timeline, 'Choose what it is waiting for.');
      await isAccessible(timeline);
      await choose(timeline, '#ask-choice', 'waiting-vendor');
      await type(timeline, '#ask-text', 'A part is missing');
      button(timeline, 'Let it wait').click();
      await says(timeline, 'Grace Okafor let it wait: “Waiting for vendor”');
      expect(find(timeline, '.to-desk .text').textContent).to.equal('A part is missing');
      await until(() =>
        all(timeline, '.actions').some((each) => /Resume/.test(each.textContent ?? '')),
      );
      button(timeline, 'Resume').click();
      await says(timeline, 'Grace Okafor took it up again');
    });

    it('goes by keys through the menu, and gives the focus back', async () => {
      const timeline = await showToDesk(await reported());
      await openMenu(timeline);
      const opener = find(timeline, '.open-menu');
      const last = all(timeline, '[role=menuitem] bdi').at(-1)?.textContent;
      const item = () => focused(timeline)?.querySelector('bdi')?.textContent?.trim();
      expect(item()).to.equal('Wait for…');
      expect(opener.ariaExpanded).to.equal('true');
      for (const [key, name] of [
        ['ArrowDown', 'Assign…'],
        ['ArrowUp', 'Wait for…'],
        ['ArrowUp', last],
        ['ArrowDown', 'Wait for…'],
        ['Home', 'Wait for…'],
        ['End', last],
      ] as const) {
        await press(timeline, focused(timeline) as Element, key);
        expect(item(), key).to.equal(name);
      }
      await press(timeline, focused(timeline) as Element, 'Escape');
      expect(focused(timeline)).to.equal(opener);
      expect(opener.ariaExpanded).to.equal('false');
      expect(find(timeline, '.menu').matches(':popover-open')).to.be.false;
    });

    it('closes and reopens what is resolved, and says who ended it', async () => {
      const incident = await reported();
      await someone('grace').call((api) =>
        api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Greased the wheels' }),
      );
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
      expect((await openMenu(timeline)).slice(-2)).to.deep.equal(['Reopen…', 'Close…']);
      button(timeline, 'Reopen…').click();
      await timeline.updateComplete;
      await type(timeline, '#ask-text', 'It is the other lift');
      find(timeline, '.asking button.primary').click();
      await says(timeline, 'Grace Okafor reopened it');
      await until(() => find(timeline, '.status').textContent?.includes('In progress'));
      button(timeline, 'Cancel incident…').click();
      await timeline.updateComplete;
      await type(timeline, '#ask-text', 'There is no other lift');
      find(timeline, '.asking button.primary').click();
      await says(timeline, 'Cancelled by Grace Okafor.');
      const left = /Acknowledge|Assign|Reopen|Cancel incident/;
      await until(() => !left.test(textOf(timeline)), 'nothing of its life is left to do');
    });

    it('lets whoever reported it cancel it', async () => {
      const timeline = await show<IncidentTimeline>(timelineOf(await reported()), 'rosa');
      find(timeline, '.open-menu').click();
      // What is in the menu comes when it is opened.
      await until(() => all(timeline, '[role=menuitem]').length > 0, 'the menu is open');
      await until(() => find(timeline, '.open-menu').ariaExpanded === 'true', 'it is open');
      const items = all(timeline, '[role=menuitem] bdi').map((each) => each.textContent?.trim());
      expect(items.slice(0, items.indexOf('Find…'))).to.deep.equal(['Cancel incident…']);
    });
  });

  it('INC-7 shows the desk all that happened, and everybody else what is theirs to know', async () => {
    const desk = await show<IncidentTimeline>(timelineOf(world.incidents.mixed), 'grace');
    const kinds = (timeline: IncidentTimeline) =>
      new Set(all(timeline, '.entry').map((each) => each.classList[1]));
    const forDesk = kinds(desk);
    expect(forDesk).to.include.keys('routed', 'sla-warned', 'sla-breached', 'escalated', 'linked');
    expect(all(desk, '.desk-only').length).to.be.above(15);
    expect(find(desk, '.desk-only').title).to.equal('Only the desk sees it');
    await isAccessible(desk);
    const reporter = await show<IncidentTimeline>(timelineOf(world.incidents.mixed), 'rosa');
    expect(all(reporter, '.desk-only, .to-desk, .internal')).to.be.empty;
    expect(kinds(reporter)).to.include.keys('reported', 'moved', 'resolved', 'reopened');
    expect(textOf(reporter)).not.to.include('firmware.').and.not.to.include('board');
    await isAccessible(reporter);
  });

  it('throws nothing away on Escape, and leaves a word that is being composed alone', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported()), 'grace');
    button(timeline, 'Resolve').click();
    await timeline.updateComplete;
    await type(timeline, '#ask-text', '直しまし');
    const pressed = { key: 'Escape', bubbles: true, composed: true };
    find(timeline, '#ask-text').dispatchEvent(
      new KeyboardEvent('keydown', { ...pressed, isComposing: true }),
    );
    await timeline.updateComplete;
    expect(all(timeline, '.asking')).to.have.length(1);
    find(timeline, '#ask-text').dispatchEvent(new KeyboardEvent('keydown', pressed));
    await until(() => all(timeline, '.asking').length === 0);
    button(timeline, 'Resolve').click();
    await timeline.updateComplete;
    expect(find<HTMLTextAreaElement>(timeline, '#ask-text').value).to.equal('直しまし');
  });

  it('tells what one does oneself: a note is sent, an incident acknowledged', async () => {
    const timeline = await showToDesk(await reported());
    const status = () => find(timeline, '.frame > [role=status]').textContent ?? '';
    await type(timeline, '#note', 'On my way');
    button(timeline, 'Add internal note').click();
    await until(() => status().includes('Your note was sent.'));
    const first = status();
    await type(timeline, '#note', 'Nearly there');
    button(timeline, 'Add internal note').click();
    await until(() => status() !== first && status().includes('Your note was sent.'));
    button(timeline, 'Acknowledge').click();
    await until(() => status().includes('acknowledged'));
  });

  it('lets somebody write where the browser keeps nothing', async () => {
    const incident = await reported();
    sessionStorage.clear();
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
    try {
      const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
      await beginNote(timeline);
      await type(timeline, '#note', 'It rattles still');
      button(timeline, 'Send').click();
      await says(timeline, 'Rosa Alvarez wrote');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('shows another incident when told so, and nothing of the one before', async () => {
    const [first, second] = [await reported('The first'), await reported('The second')];
    const timeline = await show<IncidentTimeline>(timelineOf(first), 'rosa');
    timeline.incident = second;
    await says(timeline, 'The second');
    expect(textOf(timeline)).not.to.include('The first');
  });

  it('takes text for text: no HTML, line breaks kept, web addresses linked', async () => {
    const incident = await reported();
    const written = '<img src=x onerror=alert(1)>\nsee https://example.com/a?b=(c).';
    await note('grace', incident, written);
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await says(timeline, 'onerror');
    expect(texts(timeline)).to.deep.equal([written]);
    expect(all(timeline, '.text img')).to.be.empty;
    const link = find<HTMLAnchorElement>(timeline, '.text a');
    expect(link.href).to.equal('https://example.com/a?b=(c)');
    expect(link.rel).to.equal('noopener nofollow ugc');
    expect(getComputedStyle(find(timeline, '.text')).whiteSpace).to.equal('pre-wrap');
  });

  for (const [text, hrefs] of [
    ['nothing', []],
    ['javascript:alert(1) data:text/html,x ftp://x.y', []],
    ['http://a.b', ['http://a.b']],
    ['(https://a.b/c)', ['https://a.b/c']],
    ['https://a.b/c_(d)', ['https://a.b/c_(d)']],
    ['https://a.b, https://c.d.', ['https://a.b', 'https://c.d']],
    ['https://a.b"onclick=x', ['https://a.b']],
    ['https://', []],
  ] as const) {
    it(`finds ${hrefs.length || 'no'} addresses in ${text}`, () => {
      const parts = splitAddresses(text);
      expect(parts.map((part) => part.text).join('')).to.equal(text);
      expect(parts.flatMap(({ href }) => href ?? [])).to.deep.equal([...hrefs]);
    });
  }

  it('does not grow wider than its box by a word of 200 characters', async () => {
    const incident = await reported('W'.repeat(200), 'd'.repeat(200));
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
    timeline.style.inlineSize = '320px';
    expect(timeline.scrollWidth).to.be.at.most(320);
    expect(find(timeline, '.frame').scrollWidth).to.be.at.most(320);
  });

  it('does not grow wider than its box by anything that can happen', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(world.incidents.mixed), 'grace');
    timeline.style.inlineSize = '320px';
    expect(timeline.scrollWidth).to.be.at.most(320);
    expect(find(timeline, '.frame').scrollWidth).to.be.at.most(320);
  });
});
