import type { TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  openBox,
  reported,
  says,
  show,
  showToDesk,
  someone,
  timelineOf,
  type,
  until,
} from './support/stage.ts';

const { breached } = world.incidents;

const { pathname, search } = location;
const goToHash = (hash: string) => {
  location.hash = hash;
};

/** The first words of the entry that has the focus. */
const entryWithFocus = (timeline: IncidentTimeline) =>
  focused(timeline)?.matches('.entry')
    ? focused(timeline)?.querySelector('.text')?.textContent?.split('\n')[0]
    : undefined;

function isInSight(timeline: IncidentTimeline, element: Element | null): boolean {
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  const story = find(timeline, '.story').getBoundingClientRect();
  return top >= story.top - 1 && bottom <= story.bottom + 1;
}

const isAt = (timeline: IncidentTimeline, words: string) => () =>
  entryWithFocus(timeline) === words && isInSight(timeline, focused(timeline));

describe('a link to an entry that is folded', () => {
  afterEach(() => {
    clear();
    history.replaceState(null, '', pathname + search);
  });

  it('unfolds what is behind a button', async () => {
    goToHash('');
    let timeline = await showToDesk(breached);
    const folded = find(timeline, '.fold .entry .entry-link') as HTMLAnchorElement;
    expect(folded.checkVisibility()).to.equal(false);
    goToHash(folded.hash);
    timeline = await showToDesk(breached);
    await until(() => focused(timeline)?.matches('.entry'), 'it has the focus');
    const link = focused(timeline)?.querySelector<HTMLAnchorElement>('.entry-link');
    expect(link?.hash).to.equal(folded.hash);
    expect(find(timeline, '.unfold').getAttribute('aria-expanded')).to.equal('true');
  });
});

describe('a link to an entry of an <incident-timeline>', () => {
  let incident = '';
  let entries: TimelineEntry[] = [];
  const seqOf = (words: string) =>
    entries.find((each) => each.kind === 'note' && each.text.split('\n')[0] === words)?.seq ?? 0;

  before(async () => {
    await freshServer();
    incident = await reported();
    const grace = someone('grace');
    for (let index = 0; index < 230; index += 1) {
      const text = `note ${index}\n${'line\n'.repeat(index % 4)}`;
      await grace.call((api) =>
        api.incidents.addNote.mutate({ incident, text, visibility: 'public' }),
      );
    }
    for (let after: number | null = 0; after !== null; ) {
      const place: number = after;
      const page = await grace.call((api) =>
        api.incidents.timeline.query({ incident, after: place }),
      );
      entries = [...entries, ...page.entries];
      after = page.later ?? null;
    }
  });
  afterEach(() => {
    clear();
    history.replaceState(null, '', pathname + search);
  });

  it('opens it with what stands before and after it, and the focus on it, before its page was loaded', async () => {
    goToHash(`#${incident}-${seqOf('note 60')}`);
    const timeline = await showToDesk(incident);
    await until(isAt(timeline, 'note 60'), 'it is in sight, with the focus');
    await isAccessible(timeline);
    // Both ways nothing is missed.
    const story = find(timeline, '.story');
    const seen = new Set<string | undefined>();
    const look = () => {
      for (const each of all(timeline, '.entry.note .text'))
        seen.add(each.textContent?.split('\n')[0]);
    };
    await until(() => {
      look();
      story.scrollTop -= 600;
      return seen.has('note 0');
    }, 'it is read to its beginning');
    await until(() => {
      look();
      story.scrollTop += 600;
      return seen.has('note 229');
    }, 'it is read to its end');
    expect(seen.size).to.equal(230);
  });

  it('is followed while the timeline is open, and leaves alone who is writing', async () => {
    const timeline = await showToDesk(incident);
    goToHash(`#${incident}-${seqOf('note 20')}`);
    await until(isAt(timeline, 'note 20'), 'it is in sight, with the focus');
    // The newest is a press away, as from anywhere.
    await sendKeys({ press: 'End' });
    await until(
      () => all(timeline, '.entry.note .text').at(-1)?.textContent?.startsWith('note 229'),
      'the newest is in sight',
    );
    await openBox(timeline, 'internal');
    find(timeline, '#note').focus();
    goToHash(`#${incident}-${seqOf('note 110')}`);
    const words = () =>
      all(timeline, '.entry.note').find(
        (each) => each.querySelector('.text')?.textContent?.split('\n')[0] === 'note 110',
      ) ?? null;
    await until(() => isInSight(timeline, words()), 'it is in sight');
    expect(focused(timeline)).to.equal(find(timeline, '#note'));
  });

  it('leads the desk to what a reporter means by it, and says where there is nothing to see', async () => {
    const { entries: newest } = await someone('rosa').call((api) =>
      api.incidents.timeline.query({ incident }),
    );
    const seq = newest[10]?.seq ?? 0;
    goToHash(`#${incident}-${seq}`);
    let timeline = await showToDesk(incident);
    await until(isAt(timeline, 'note 140'), 'it is in sight, with the focus');
    goToHash(`#${incident}-${seqOf('note 229') + 1_000}`);
    await says(timeline, 'is not among those that you can see here');
    await isAccessible(timeline);

    goToHash(`#${incident}-${seq}`);
    timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await until(isAt(timeline, 'note 140'), 'it is in sight, with the focus');
    goToHash(`#${incident}-${seqOf('note 140')}`);
    await says(timeline, 'is not among those that you can see here');
  });

  it('is copied from the time of the entry, by key as well, and leaves the address of the page', async () => {
    const copied: string[] = [];
    let isRefused = false;
    const writeText = async (text: string) => {
      if (isRefused) throw new DOMException('No.', 'NotAllowedError');
      copied.push(text);
    };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    try {
      const timeline = await showToDesk(incident);
      const before = location.href;
      await until(() => all(timeline, '.entry-link').length > 0, 'there are links');
      find(timeline, '.story').focus();
      // What may be done with notes is on the way.
      for (let tabs = 0; tabs < 60 && !focused(timeline)?.matches('.entry-link'); tabs += 1)
        await sendKeys({ press: 'Tab' });
      expect(focused(timeline)?.matches('.entry-link')).to.equal(true);
      const last = focused(timeline) as HTMLElement;
      await sendKeys({ press: 'ArrowUp' });
      await until(() => focused(timeline) !== last, 'the one before has it');
      const link = focused(timeline) as HTMLAnchorElement;
      await sendKeys({ press: 'Enter' });
      await says(timeline, 'Link copied');
      expect(copied).to.deep.equal([link.href]);
      const words = link.closest('.entry')?.querySelector('.text')?.textContent?.split('\n')[0];
      expect(link.hash).to.equal(`#${incident}-${seqOf(words ?? '')}`);
      expect(location.href).to.equal(before);
      await isAccessible(timeline);
      // They are one stop of Tab.
      expect(all(timeline, '.entry-link[tabindex="0"]')).to.have.length(1);
      isRefused = true;
      link.click();
      await says(timeline, 'The browser does not let this page copy.');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  it('is what leads from something that was found to its place', async () => {
    const timeline = await showToDesk(incident);
    find(timeline, 'h2').focus();
    await sendKeys({ press: '/' });
    await until(() => focused(timeline)?.id === 'find', 'the box is open');
    await type(timeline, '#find', 'note 31');
    const placeOf = () =>
      all(timeline, '.entry.note')
        .find((each) => each.querySelector('.text')?.textContent?.split('\n')[0] === 'note 31')
        ?.querySelector<HTMLElement>('.find-place');
    await until(placeOf, 'it was found');
    placeOf()?.click();
    await until(isAt(timeline, 'note 31'), 'it is in sight, with the focus');
    expect(all(timeline, '.find')).to.be.empty;
    const around = all(timeline, '.entry.note .text').map(
      (each) => each.textContent?.split('\n')[0],
    );
    expect(around).to.include('note 30').and.to.include('note 32');
  });
});
