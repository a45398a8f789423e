import type { TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import { Folds, foldsTemplate } from '../../packages/widgets/src/incident-timeline/folds.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import type { ShownEntry } from '../../packages/widgets/src/incident-timeline/shown-entry.ts';
import { TimelineFeed } from '../../packages/widgets/src/incident-timeline/timeline-feed.ts';
import { messages } from '../../packages/widgets/src/locales/en/timeline-for-desk.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  clear,
  find,
  focused,
  isAccessible,
  press,
  show,
  showToDesk,
  until,
} from './support/stage.ts';

const { breached } = world.incidents;

const isSeen = (element: Element) => element.checkVisibility();

describe('system entries of a timeline', () => {
  afterEach(clear);

  it('fold for the desk behind a button that says how many, and keeps the focus when it opens', async () => {
    const timeline = await showToDesk(breached);
    const unfold = find(timeline, 'button.unfold');
    const folded = all(timeline, '.fold .entry');
    expect(folded.length).to.be.greaterThan(2);
    expect(unfold.textContent?.trim()).to.equal(`${folded.length} system events`);
    expect(unfold.getAttribute('aria-expanded')).to.equal('false');
    expect(folded.some(isSeen)).to.equal(false);
    unfold.focus();
    unfold.click();
    await timeline.updateComplete;
    expect(unfold.getAttribute('aria-expanded')).to.equal('true');
    expect(folded.every(isSeen)).to.equal(true);
    expect(focused(timeline)).to.equal(unfold);
    await isAccessible(timeline);
    unfold.click();
    await timeline.updateComplete;
    expect(folded.some(isSeen)).to.equal(false);
    await isAccessible(timeline);
  });

  it('leave what people wrote and did in sight', async () => {
    const timeline = await showToDesk(breached);
    const inSight = all(timeline, '.entry').filter(isSeen);
    expect(inSight.map(({ className }) => className)).to.include('entry reported');
  });

  it('do not fold for whoever reported it, who is told of none', async () => {
    const content = html`<incident-timeline incident=${breached}></incident-timeline>`;
    const timeline = await show<IncidentTimeline>(content, 'rosa');
    expect(all(timeline, '.fold')).to.deep.equal([]);
  });
});

describe('the keys of a timeline', () => {
  afterEach(clear);

  const dialogOf = (timeline: IncidentTimeline) =>
    timeline.renderRoot.querySelector<HTMLDialogElement>('dialog.keys-help');

  it('are listed by ?, and the focus goes back where it was', async () => {
    const timeline = await showToDesk(breached);
    const title = find(timeline, 'h2');
    title.focus();
    await press(timeline, title, '?', { shiftKey: true });
    await until(() => dialogOf(timeline)?.open === true, 'the keys are listed');
    const dialog = dialogOf(timeline);
    const said = (dialog?.textContent ?? '').replace(/\s+/g, ' ');
    expect(said).to.include('Keys of this timeline').and.to.include('Take a reply back');
    expect([...(dialog?.querySelectorAll('kbd') ?? [])].map((key) => key.textContent)).to.include(
      '?',
    );
    expect(dialog?.contains(focused(timeline))).to.equal(true);
    await isAccessible(timeline);
    // What is behind hears no key.
    await press(timeline, focused(timeline) as Element, 'a');
    expect(all(timeline, '.desk-form')).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await until(() => !dialogOf(timeline), 'it is gone');
    expect(focused(timeline)).to.equal(title);
  });

  it('are none of what is typed into a field', async () => {
    const timeline = await showToDesk(breached);
    const note = find(timeline, '#note');
    note.focus();
    await sendKeys({ press: '?' });
    expect((note as HTMLTextAreaElement).value).to.include('?');
    expect(dialogOf(timeline)).to.equal(null);
  });
});

const system = { name: null, role: 'system' } as const;
const person = { name: 'Grace Okafor', role: 'agent' } as const;
const entry = (seq: number, actor: TimelineEntry['actor'] = system, kind = 'sla-warned') =>
  ({ seq, at: seq, incident: 'INC-1', actor, kind }) as unknown as ShownEntry;

describe('runs of system entries', () => {
  const quiet = new Set<number>();
  const read = (folds: Folds, entries: ShownEntry[], arrived = quiet) =>
    folds
      .linesOf(entries, { entries, arrived })
      .map((line) => ('folded' in line ? line.folded.map(({ seq }) => seq) : line.seq));

  it('are three at least, and end where somebody did something', () => {
    const some = [1, 2, 3].map((seq) => entry(seq));
    expect(read(new Folds(), [...some, entry(4, person), entry(5), entry(6)])).to.deep.equal([
      [1, 2, 3],
      4,
      5,
      6,
    ]);
  });

  it('leave what an incident begins and ends with, and what was written, in sight', () => {
    const closed = entry(4, system, 'closed');
    const some = [entry(1, system, 'reported'), entry(2), entry(3), closed];
    expect(read(new Folds(), some)).to.deep.equal([1, 2, 3, 4]);
  });

  it('do not hide what just arrived until something comes after it', () => {
    const folds = new Folds();
    const some = [1, 2, 3, 4].map((seq) => entry(seq));
    expect(read(folds, some, new Set([4]))).to.deep.equal([[1, 2, 3], 4]);
    // It has slid in, and is still the newest.
    expect(read(folds, some)).to.deep.equal([[1, 2, 3], 4]);
    expect(read(folds, [...some, entry(5)], new Set([5]))).to.deep.equal([[1, 2, 3, 4], 5]);
    expect(read(folds, [...some, entry(5), entry(6, person)])).to.deep.equal([[1, 2, 3, 4, 5], 6]);
  });

  it('stay open while they grow at either end', () => {
    const folds = new Folds();
    const runOf = (seqs: number[]) => {
      const entries = seqs.map((seq) => entry(seq));
      const [line] = folds.linesOf(entries, { entries, arrived: quiet });
      if (!line || !('folded' in line)) throw new Error('They are no run.');
      return line;
    };
    const { key } = runOf([4, 5, 6]);
    folds.toggle(key);
    expect(runOf([2, 3, 4, 5, 6])).to.include({ key, isOpen: true });
    expect(runOf([2, 3, 4, 5, 6, 7])).to.include({ key, isOpen: true });
    folds.toggle(key);
    expect(runOf([2, 3, 4, 5, 6, 7]).isOpen).to.equal(false);
  });

  it('keep the focus on their button while entries come above it', () => {
    const place = document.createElement('div');
    document.body.append(place);
    const draw = ({ seq }: ShownEntry) => html`<li class="entry"><a href="#${seq}">${seq}</a></li>`;
    const model = { folds: new Folds(), messages, changed: () => {} };
    const drawAll = (entries: ShownEntry[]) => {
      const feed = new TimelineFeed(() => {});
      feed.entries = entries;
      render(foldsTemplate(entries, draw, feed, model), place);
    };
    const known = [entry(4, person), entry(5), entry(6), entry(7), entry(8, person)];
    drawAll(known);
    const button = place.querySelector<HTMLElement>('.unfold');
    button?.focus();
    drawAll([entry(1, person), entry(2), entry(3, person), ...known]);
    expect(button).not.to.equal(null);
    expect(document.activeElement).to.equal(button);
    expect(place.querySelector('.unfold')).to.equal(button);
    place.remove();
  });
});
