import { expect } from '@open-wc/testing';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  clear,
  find,
  isAccessible,
  reported,
  says,
  show,
  someone,
  textOf,
  timelineOf,
  until,
} from './support/stage.ts';

const notes = async (incident: string, from: number, to: number) => {
  const grace = someone('grace');
  for (let each = from; each <= to; each += 1) {
    const text = `note ${each}\nof three\nlines`;
    await grace.call((api) =>
      api.incidents.addNote.mutate({ incident, text, visibility: 'public' }),
    );
  }
};

const fromEnd = (timeline: IncidentTimeline) => {
  const { scrollHeight, scrollTop, clientHeight } = find(timeline, '.story');
  return scrollHeight - scrollTop - clientHeight;
};

/**
 * Scrolls the story, until the element has heard of it: where it is just being drawn it goes to its end once more,
 * and whoever reads goes on scrolling.
 */
async function scrollTo(timeline: IncidentTimeline, top: number): Promise<void> {
  const story = find(timeline, '.story');
  while (story.scrollTop !== top) {
    const heard = new Promise((resolve) => {
      story.addEventListener('scroll', resolve, { once: true });
    });
    story.scrollTop = top;
    await heard;
  }
}

describe('reading an <incident-timeline>', () => {
  afterEach(clear);

  it('begins at the newest entry and follows it, and moves nothing for who reads above', async () => {
    const incident = await reported();
    await notes(incident, 1, 20);
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await says(timeline, 'note 20');
    const story = find(timeline, '.story');
    expect(story.scrollHeight).to.be.greaterThan(story.clientHeight + 200);
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight');
    await notes(incident, 21, 21);
    await says(timeline, 'note 21');
    await until(() => fromEnd(timeline) < 2, 'the newest is in sight again');
    await scrollTo(timeline, 100);
    await notes(incident, 22, 22);
    await says(timeline, 'note 22');
    expect(story.scrollTop).to.equal(100);
  });

  it('shows the desk its stages in their order, and where the incident stands', async () => {
    const incident = await reported();
    await someone('grace').call((api) => api.incidents.acknowledge.mutate({ incident }));
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'grace');
    const stages = all(timeline, 'ol.stages > li');
    expect(stages.map((each) => each.querySelector('bdi')?.textContent)).to.deep.equal([
      'Identified',
      'Logged',
      'Categorized',
      'Prioritized',
      'Diagnosed',
      'Escalated',
      'Resolved',
      'Closed',
    ]);
    const current = all(timeline, '[aria-current=step]');
    expect(current.map((each) => each.querySelector('bdi')?.textContent)).to.deep.equal([
      'Diagnosed',
    ]);
    expect(stages.at(-1)?.textContent).to.include('not reached');
    await isAccessible(timeline);
  });

  it('keeps reference, title, status, priority and the next clock in sight for the desk', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported('It hums')), 'grace');
    const header = find(timeline, 'header');
    expect(getComputedStyle(header).position).to.equal('sticky');
    const said = (header.textContent ?? '').replace(/\s+/g, ' ');
    expect(said).to.match(/INC-\d+ It hums New P3 Medium Response: Due in/);
    expect(getComputedStyle(find(timeline, 'h2')).fontSize).to.equal('20px');
  });

  it('says nothing of stages, levels and targets to whoever reported it', async () => {
    const timeline = await show<IncidentTimeline>(timelineOf(await reported()), 'rosa');
    expect(all(timeline, '.stages, .clocks, .priority')).to.be.empty;
    expect(textOf(timeline)).to.not.match(/P\d\b|impact|Response:|Resolution:/);
  });
});
