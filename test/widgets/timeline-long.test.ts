import type { TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { DrawnLines } from '../../packages/widgets/src/incident-timeline/long/drawn-lines.ts';
import type { ShownEntry } from '../../packages/widgets/src/incident-timeline/shown-entry.ts';
import { TimelineFeed } from '../../packages/widgets/src/incident-timeline/timeline-feed.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  reported,
  showToDesk,
  someone,
  until,
} from './support/stage.ts';

const count = 150;

const write = (incident: string, text: string) =>
  someone('grace').call((api) =>
    api.incidents.addNote.mutate({ incident, text, visibility: 'public' }),
  );

/** The words of those that are drawn. */
const texts = (timeline: IncidentTimeline) =>
  all(timeline, '.entry.note .text').map((each) => each.textContent?.split('\n')[0]);

const entryOf = (timeline: IncidentTimeline, words: string) =>
  all(timeline, '.entry.note').find(
    (each) => each.querySelector('.text')?.textContent?.split('\n')[0] === words,
  ) as HTMLElement;

/** Scrolls, and waits until that has been drawn. */
async function scrollTo(timeline: IncidentTimeline, top: number): Promise<void> {
  const story = find(timeline, '.story');
  const before = story.scrollTop;
  story.scrollTop = top;
  if (story.scrollTop === before) return;
  await new Promise((resolve) => story.addEventListener('scroll', resolve, { once: true }));
}

/** The first entry that is seen, and where it is in what is seen. */
function firstSeen(timeline: IncidentTimeline): [string, number] {
  const { top } = find(timeline, '.story').getBoundingClientRect();
  const first = all(timeline, '.entry.note').find(
    (each) => each.getBoundingClientRect().bottom > top,
  ) as HTMLElement;
  const words = first.querySelector('.text')?.textContent?.split('\n')[0] ?? '';
  return [words, first.getBoundingClientRect().top - top];
}

/** Whether all that is in sight has been drawn. */
function isDrawn(timeline: IncidentTimeline): boolean {
  const { top, bottom } = find(timeline, '.story').getBoundingClientRect();
  const isInSight = (each: Element) => {
    const box = each.getBoundingClientRect();
    return box.height > 0 && box.bottom > top && box.top < bottom;
  };
  return !all(timeline, '.story .gap').some(isInSight);
}

const fromEnd = (timeline: IncidentTimeline) => {
  const { scrollHeight, scrollTop, clientHeight } = find(timeline, '.story');
  return scrollHeight - scrollTop - clientHeight;
};

describe('a long <incident-timeline>', () => {
  let incident = '';
  let written = count;

  before(async () => {
    await freshServer();
    incident = await reported();
    for (let index = 0; index < count; index += 1) {
      const lines = 'line\n'.repeat(index % 4);
      await write(incident, `note ${index}\n${lines}https://example.com/${index}`);
    }
  });
  afterEach(clear);

  const shown = async () => {
    const timeline = await showToDesk(incident);
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight');
    return timeline;
  };

  it('opens at the newest entry, and draws a part of it that can be told apart from the whole', async () => {
    const timeline = await shown();
    expect(texts(timeline).at(-1)).to.equal(`note ${written - 1}`);
    expect(all(timeline, '.entry').length).to.be.within(3, 60);
    // Of how many it is one is not known before the first was read.
    for (const each of all(timeline, '.entries > :not(.gap)'))
      expect(each.ariaSetSize).to.equal('-1');
    await isAccessible(timeline);
  });

  it('keeps what is seen in its place while the page before it comes', async () => {
    const timeline = await shown();
    const before = find(timeline, '.story').scrollHeight;
    await scrollTo(timeline, 300);
    const seen = firstSeen(timeline);
    await until(() => find(timeline, '.story').scrollHeight > before + 1_000, 'a page has come');
    const [words, offset] = firstSeen(timeline);
    expect(words).to.equal(seen[0]);
    expect(offset).to.be.closeTo(seen[1], 1);
    expect(all(timeline, '.entry').length).to.be.below(60);
  });

  it('moves nothing when something happens while somebody reads above, says so, and goes there', async () => {
    const timeline = await shown();
    await scrollTo(timeline, find(timeline, '.story').scrollHeight - 2_500);
    const seen = firstSeen(timeline);
    await write(incident, `note ${written}`);
    written += 1;
    await until(
      () => all(timeline, '.jumps button').at(-1)?.textContent === '1 new entry',
      'it is said',
    );
    const [words, offset] = firstSeen(timeline);
    expect(words).to.equal(seen[0]);
    expect(offset).to.be.closeTo(seen[1], 1);
    button(timeline, '1 new entry').click();
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight');
    expect(texts(timeline).at(-1)).to.equal(`note ${written - 1}`);
  });

  it('keeps what has the focus drawn, wherever it is scrolled to', async () => {
    const timeline = await shown();
    const link = entryOf(timeline, `note ${count - 1}`).querySelector('a') as HTMLElement;
    link.focus();
    await scrollTo(timeline, 1_500);
    await until(() => !texts(timeline).includes(`note ${count - 2}`), 'those around it are gone');
    expect(focused(timeline)).to.equal(link);
    expect(texts(timeline).at(-1)).to.equal(`note ${count - 1}`);
  });

  it('goes to its beginning and its end by keys, and misses nothing in between', async () => {
    const timeline = await shown();
    const story = find(timeline, '.story');
    story.focus();
    await sendKeys({ press: 'Home' });
    await until(() => all(timeline, '.entry.reported').length === 1, 'it begins with the report');
    expect(find(timeline, '.entry.reported').getBoundingClientRect().top).to.be.above(
      story.getBoundingClientRect().top,
    );
    const seen: string[] = [];
    await until(() => {
      // A busy machine may not have drawn it yet.
      if (!isDrawn(timeline)) return false;
      for (const text of texts(timeline)) if (text && !seen.includes(text)) seen.push(text);
      story.scrollTop += 300;
      return seen.includes(`note ${written - 1}`);
    }, 'it is read to its end');
    expect(seen).to.deep.equal(Array.from({ length: written }, (_, index) => `note ${index}`));
    // By now all is known.
    const places = all(timeline, '.entries > :not(.gap)');
    expect(places.at(-1)?.ariaPosInSet).to.equal(places.at(-1)?.ariaSetSize);
    await sendKeys({ press: 'Home' });
    await until(() => all(timeline, '.entry.reported').length === 1, 'it begins with the report');
    await sendKeys({ press: 'End' });
    await until(() => texts(timeline).includes(`note ${written - 1}`), 'the newest is in sight');
    expect(focused(timeline)).to.equal(story);
    await isAccessible(timeline);
  });

  it('has its ways to both ends below its last line, not over it', async () => {
    const timeline = await shown();
    await until(() => all(timeline, '.jumps button').length > 0, 'they are there');
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight');
    const last = all(timeline, '.entry').at(-1)?.getBoundingClientRect();
    const jump = find(timeline, '.jumps button').getBoundingClientRect();
    expect(last?.bottom).to.be.at.most(jump.top);
  });

  it('prints all that is there, and says that there is more', async () => {
    const timeline = await shown();
    dispatchEvent(new Event('beforeprint'));
    expect(all(timeline, '.entry.note')).to.have.length(100);
    expect(all(timeline, '.gap')).to.be.empty;
    expect(find(timeline, '.not-printed').textContent).to.include('earlier entries');
    dispatchEvent(new Event('afterprint'));
    expect(all(timeline, '.entry.note').length).to.be.below(60);
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight');
  });
});

describe('the lines of a timeline of 100,000 entries', () => {
  const many = 100_000;
  const minute = 60_000;
  const entries = Array.from({ length: many }, (_, index) => ({
    seq: index + 1,
    incident: 'INC-1',
    at: index * minute,
    actor: { name: null, role: 'agent' },
    kind: 'acknowledged',
  })) as TimelineEntry[] as ShownEntry[];

  it('are drawn a few at a time, and stay where they are when fifty thousand come above them', () => {
    const story = document.createElement('div');
    story.style.cssText = 'height: 500px; overflow-y: auto; overflow-anchor: none';
    const place = document.createElement('div');
    story.append(place);
    document.body.append(story);
    const lines = new DrawnLines(() => {});
    lines.attach(story, place);
    const draw = (some: ShownEntry[]) =>
      lines.draw({
        entries: some,
        feed: new TimelineFeed(() => {}),
        desk: undefined,
        locale: 'en',
        shown: () => some,
        entry: ({ seq }) => html`<li .style=${`height: ${20 + (seq % 7) * 10}px`}>${seq}</li>`,
        day: (_, all) => html`<div><h3 class="day">Day</h3><ol class="entries">${all}</ol></div>`,
        isEarlier: true,
        isLater: false,
        isPrinting: false,
      });
    const seen = () => {
      const { top } = story.getBoundingClientRect();
      const all = [...place.querySelectorAll('li:not(.gap)')];
      const first = all.find((each) => each.getBoundingClientRect().bottom > top) as Element;
      return { words: first.textContent, offset: first.getBoundingClientRect().top - top };
    };
    draw(entries.slice(many / 2));
    expect(place.lastElementChild?.textContent).to.include(String(many));
    lines.reveal(75_000);
    const before = seen();
    expect(Math.abs(Number(before.words) - 75_000)).to.be.below(10);
    draw(entries);
    expect(seen().words).to.equal(before.words);
    expect(seen().offset).to.be.closeTo(before.offset, 1);
    expect(place.querySelectorAll('li:not(.gap)').length).to.be.below(70);
    lines.toFirst();
    expect(seen().words).to.equal('1');
    lines.detach();
    story.remove();
  });
});

describe('an <incident-timeline> that is drawn whole', () => {
  afterEach(clear);

  it('stays where somebody scrolled to when it is drawn again before the browser tells of it', async () => {
    await freshServer();
    const incident = await reported();
    for (let index = 0; index < 30; index += 1) await write(incident, `note ${index}`);
    const timeline = await showToDesk(incident);
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight');
    const story = find(timeline, '.story');
    story.scrollTop = 100;
    timeline.requestUpdate();
    await timeline.updateComplete;
    expect(story.scrollTop).to.equal(100);
  });
});
