import { expect, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { splitAddresses } from '../../packages/widgets/src/incident-timeline/plain-text.ts';
import {
  all,
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
  someone,
  textOf,
  type,
  unplug,
} from './support/stage.ts';

const timelineOf = (incident: string) =>
  html`<incident-timeline incident=${incident}></incident-timeline>`;

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

  it('shows the report with its reference, title, priority and reporter', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported('It rattles')), 'rosa');
    await says(timeline, 'It rattles');
    expect(textOf(timeline)).to.match(/INC-\d+ New P3 Medium It rattles Reported by Rosa Alvarez/);
    expect(find(timeline, 'time').title).to.match(/\d{4}/);
  });

  it('shows entries of others once, in order, and says them aloud', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    for (const text of ['one', 'two', 'three']) await note('grace', incident, text);
    await says(timeline, 'three');
    expect(texts(timeline)).to.deep.equal(['one', 'two', 'three']);
    expect(find(timeline, '[role=status]').textContent).to.include('three');
  });

  it('misses nothing and repeats nothing when the network comes back', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await note('grace', incident, 'before');
    await says(timeline, 'before');
    const plugIn = unplug();
    await comesTo(timeline, 'offline');
    expect(textOf(timeline)).to.include('before').and.to.include('You are offline');
    plugIn();
    await note('grace', incident, 'after');
    await says(timeline, 'after');
    await waitUntil(() => !timeline.matches(':state(offline)'), 'is online', { timeout: 15_000 });
    expect(texts(timeline)).to.deep.equal(['before', 'after']);
  });

  it('keeps internal notes from reporters, live ones included', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await note('grace', incident, 'between us', true);
    await note('grace', incident, 'for you');
    await says(timeline, 'for you');
    expect(textOf(timeline)).not.to.include('between us');
    expect(all(timeline, '.switch')).to.be.empty;
  });

  it('lets the desk choose who sees a note, and says it on the button', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
    expect(button(timeline, 'Send to reporter')).to.exist;
    find<HTMLInputElement>(timeline, '[value=internal]').click();
    await timeline.updateComplete;
    await type(timeline, '#note', 'Ask the vendor');
    const added = next(timeline, 'incident-note-added');
    button(timeline, 'Add internal note').click();
    expect((await added).detail).to.include({ kind: 'note', visibility: 'internal' });
    await timeline.updateComplete;
    expect(find(timeline, '.entry.internal').textContent).to.include('Internal note');
    await isAccessible(timeline);
  });

  it('sends with Ctrl+Enter, empties the box, and shows the note once', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await type(timeline, '#note', 'Still broken');
    await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
    await waitUntil(() => texts(timeline).length === 1);
    await note('grace', incident, 'Thank you');
    await says(timeline, 'Thank you');
    expect(texts(timeline)).to.deep.equal(['Still broken', 'Thank you']);
    expect(find<HTMLTextAreaElement>(timeline, '#note').value).to.equal('');
    expect(find(timeline, '.frame > [role=status]').textContent).not.to.include('Still broken');
  });

  it('keeps a note that could not be sent in the box', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported()), 'rosa');
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
    await waitUntil(() => focused(timeline)?.id === 'resolve-code');
    find(timeline, '.resolve button.primary').click();
    await timeline.updateComplete;
    expect(textOf(timeline)).to.include('Choose how it was resolved.');
    await isAccessible(timeline);
    await choose(timeline, '#resolve-code', 'fixed');
    await type(timeline, '#resolve-text', 'Greased the wheels');
    find(timeline, '.resolve button.primary').click();
    await says(timeline, 'Grace Okafor resolved it');
    await waitUntil(() => find(timeline, '.status').textContent?.includes('Resolved'));
    expect(all(timeline, '.open-resolve, .resolve')).to.be.empty;
    await isAccessible(timeline);
  });

  it('says who was faster, shows how it stands, and keeps what was written', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
    button(timeline, 'Resolve').click();
    await timeline.updateComplete;
    await choose(timeline, '#resolve-code', 'fixed');
    await type(timeline, '#resolve-text', 'Mine was better');
    // The stream or the refusal tells first; either way nothing is lost.
    await someone('amir').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'workaround', text: 'Take the stairs' }),
    );
    timeline.renderRoot
      .querySelector('.resolve')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await says(timeline, 'Take the stairs');
    await waitUntil(() => find(timeline, '.status').textContent?.includes('Resolved'));
    await waitUntil(() => find<HTMLTextAreaElement>(timeline, '#note').value === 'Mine was better');
    expect(find(timeline, '[role=alert] .notice').textContent).to.match(/resolved/);
  });

  it('offers neither box nor buttons when it is read-only', async () => {
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline readonly incident=${await reported()}></incident-timeline>`,
      'grace',
    );
    expect(all(timeline, 'button, textarea')).to.be.empty;
  });

  it('reads long timelines page by page, with what arrives live after the gap', async () => {
    const incident = await reported();
    for (let index = 0; index < 104; index += 1) await note('grace', incident, `note ${index}`);
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    expect(all(timeline, '.entry')).to.have.length(100);
    await note('grace', incident, 'the last');
    await says(timeline, 'the last');
    expect(all(timeline, '.entry')).to.have.length(101);
    button(timeline, 'Show later entries').click();
    await waitUntil(() => all(timeline, '.entry').length === 106);
    expect(texts(timeline)).to.deep.equal([
      ...Array.from({ length: 104 }, (_, index) => `note ${index}`),
      'the last',
    ]);
    expect(all(timeline, '.more button')).to.be.empty;
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
});
