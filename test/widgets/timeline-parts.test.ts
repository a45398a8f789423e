import type { TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { KitClient } from '../../packages/widgets/src/client/client.ts';
import { KitRequestError } from '../../packages/widgets/src/client/errors.ts';
import {
  ActionFlow,
  type ActionHost,
} from '../../packages/widgets/src/incident-timeline/action-flow.ts';
import { Announcer } from '../../packages/widgets/src/incident-timeline/announcer.ts';
import type { Head } from '../../packages/widgets/src/incident-timeline/head.ts';
import { draftOf, IncidentDraft } from '../../packages/widgets/src/incident-timeline/note-draft.ts';
import { toShownEntries } from '../../packages/widgets/src/incident-timeline/shown-entries.ts';
import {
  type AnyPage,
  type PlaceOfPage,
  StoryPages,
} from '../../packages/widgets/src/incident-timeline/story-pages.ts';
import {
  TimelineFeed,
  type TimelinePage,
} from '../../packages/widgets/src/incident-timeline/timeline-feed.ts';
import { messages } from '../../packages/widgets/src/locales/en/timeline-work.ts';

const entryAt = (seq: number) =>
  ({
    seq,
    incident: 'INC-1',
    at: seq,
    actor: { name: 'Grace Okafor', role: 'agent' },
    kind: 'note',
    visibility: 'public',
    text: `note ${seq}`,
  }) as TimelineEntry;

const pageSize = 5;

/** What the server answers when so many entries are in its log. */
function pageOf(count: number, before = count + 1): TimelinePage {
  const first = Math.max(1, before - pageSize);
  return {
    entries: Array.from({ length: before - first }, (_, index) => entryAt(first + index)),
    earlier: first > 1 ? first : null,
  };
}

/** What it answers for a place. */
function pageAt(count: number, place: PlaceOfPage): AnyPage {
  if ('before' in place) return pageOf(count, place.before);
  const last = Math.min(count, place.after + pageSize);
  const entries = Array.from({ length: last - place.after }, (_, at) =>
    entryAt(place.after + at + 1),
  );
  return { entries, earlier: place.after || null, later: last < count ? last : null };
}

const pagesOf = (feed: TimelineFeed, read: (place: PlaceOfPage) => Promise<AnyPage>) =>
  new StoryPages({ feed, read, explain: String, changed: () => {} });

const seqs = (feed: TimelineFeed) => feed.entries.map(({ seq }) => seq);
const headAt = (seq: number, ...may: string[]) => ({ incident: { seq }, may }) as unknown as Head;

describe('the feed of a timeline', () => {
  /** What can happen between a server whose log grows and a page that follows it. */
  const step = fc.constantFrom('append', 'tell', 'tell again', 'read', 'read earlier');

  it('has no gap and no entry twice, in whatever order pages and news come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.array(step, { maxLength: 40 }), async (atFirst, steps) => {
        const news: number[] = [];
        const feed = new TimelineFeed(({ seq }) => news.push(seq));
        let count = atFirst + 1;
        let told = count;
        feed.receiveNewest(pageOf(count));
        const pages = pagesOf(feed, async (place) => pageAt(count, place));
        for (const what of steps) {
          if (what === 'append') count += 1;
          else if (what === 'tell again' || (what === 'tell' && told < count)) {
            // The stream tells everything after the position of the last read, in order.
            if (what === 'tell') told += 1;
            feed.receiveEntry(entryAt(told));
          } else if (what === 'read') {
            feed.receiveNewest(pageOf(count));
            told = count;
          } else await pages.readEarlier();
          const first = feed.entries[0]?.seq ?? 0;
          expect(seqs(feed)).to.deep.equal(
            Array.from({ length: told - first + 1 }, (_, index) => first + index),
          );
          expect(feed.earlier).to.equal(first > 1 ? first : null);
        }
        // Nothing is told twice, and nothing that was there before.
        expect(new Set(news).size).to.equal(news.length);
        for (const seq of news) expect(seq).to.be.above(atFirst + 1);
      }),
    );
  });

  it('reads earlier entries once at a time, and says whether it does', async () => {
    const feed = new TimelineFeed(() => {});
    feed.receiveNewest(pageOf(20));
    const { promise, reject } = Promise.withResolvers<TimelinePage>();
    let asked = 0;
    const pages = pagesOf(feed, (place) => {
      asked += 1;
      return asked === 1 ? promise : Promise.resolve(pageAt(20, place));
    });
    const reading = pages.readEarlier();
    await pages.readEarlier();
    expect(asked).to.equal(1);
    expect(pages.isReading).to.equal(true);
    reject(new Error('Gone.'));
    await reading;
    expect(pages).to.include({ isReading: false, problem: 'Error: Gone.' });
    await pages.readEarlier();
    expect(pages.problem).to.equal(undefined);
    expect(feed.entries).to.have.length(2 * pageSize);
  });

  it('is read from its beginning until it meets what is known of its end, with what came meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(12), async (atFirst, more) => {
        const feed = new TimelineFeed(() => {});
        feed.receiveNewest(pageOf(atFirst));
        let count = atFirst;
        const pages = pagesOf(feed, async (place) => pageAt(count, place));
        await pages.readFirst();
        for (let told = 0; told < more || pages.isLater; told += 1) {
          expect(pages.entries.map(({ seq }) => seq)).to.deep.equal(
            Array.from(pages.entries, (_, index) => index + 1),
          );
          if (told < more) {
            count += 1;
            feed.receiveEntry(entryAt(count));
          }
          await pages.readLater();
        }
        expect(pages.isEarlier).to.equal(false);
        expect(seqs(feed)).to.deep.equal(Array.from({ length: count }, (_, index) => index + 1));
        expect(pages.entries).to.equal(feed.entries);
      }),
    );
  });

  it('shows its beginning with what has since become of it, and its end again', async () => {
    const feed = new TimelineFeed(() => {});
    feed.receiveNewest(pageOf(40));
    const pages = pagesOf(feed, async (place) => pageAt(40, place));
    await pages.readFirst();
    const edit = {
      ...entryAt(41),
      kind: 'note-edited',
      note: 2,
      text: 'Otherwise',
    } as TimelineEntry;
    feed.receiveEntry(edit);
    expect(toShownEntries(pages.entries).map((each) => 'text' in each && each.text)).to.deep.equal([
      'note 1',
      'Otherwise',
      'note 3',
      'note 4',
      'note 5',
    ]);
    expect(pages).to.include({ isEarlier: false, isLater: true });
    pages.toNewest();
    expect(pages).to.include({ isEarlier: true, isLater: false });
    expect(pages.entries.at(-1)).to.equal(edit);
  });

  it('ignores earlier entries that come after it began anew, or for somebody else', async () => {
    for (const meanwhile of ['more than a page', 'another identity']) {
      const feed = new TimelineFeed(() => {});
      feed.receiveNewest(pageOf(20));
      const page = Promise.withResolvers<TimelinePage>();
      const reading = pagesOf(feed, () => page.promise).readEarlier();
      if (meanwhile === 'another identity') feed.forget();
      feed.receiveNewest(pageOf(meanwhile === 'another identity' ? 20 : 60));
      const shown = feed.entries;
      page.resolve(pageOf(20, 16));
      await reading;
      expect(feed.entries, meanwhile).to.equal(shown);
    }
  });

  it('keeps how the incident stands from going back', () => {
    const feed = new TimelineFeed(() => {});
    expect([3, 2, 3, 5, 4].map((seq) => feed.receiveHead(headAt(seq)))).to.deep.equal([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(feed.head?.incident.seq).to.equal(5);
  });

  it('lets news slide in, also this person’s own, which is no news', () => {
    const news: number[] = [];
    const feed = new TimelineFeed(({ seq }) => news.push(seq));
    feed.receiveNewest(pageOf(3));
    expect([...feed.arrived]).to.deep.equal([]);
    feed.receiveEntry(entryAt(4), true);
    feed.receiveEntry(entryAt(4));
    feed.receiveEntry(entryAt(5));
    expect([...feed.arrived]).to.deep.equal([4, 5]);
    expect(news).to.deep.equal([5]);
    feed.forget();
    expect(feed).to.deep.include({ head: undefined, entries: [], earlier: null });
    expect([...feed.arrived]).to.deep.equal([]);
  });
});

describe('the announcer of a timeline', () => {
  const announcer = () => new Announcer(({ seq }) => `entry ${seq}.`);

  it('says each entry of others, and no more than five at once', () => {
    const said = announcer();
    said.add(entryAt(1));
    expect(said.text).to.equal('entry 1.');
    said.hold();
    for (let seq = 2; seq < 10; seq += 1) said.add(entryAt(seq));
    expect(said.text).to.equal('entry 1.');
    said.release();
    expect(said.text).to.equal('entry 5. entry 6. entry 7. entry 8. entry 9.');
  });

  it('does not say what this person did, whether it comes before or with the answer', () => {
    const said = announcer();
    said.hold();
    said.add(entryAt(1));
    said.release(1);
    expect(said.text).to.equal('');
    said.hold();
    said.add(entryAt(2));
    said.add(entryAt(3));
    said.release(3);
    expect(said.text).to.equal('entry 2.');
  });

  it('says at once again after it was cleared while it was held', () => {
    const said = announcer();
    said.hold();
    said.add(entryAt(1));
    said.clear();
    said.add(entryAt(2));
    expect(said.text).to.equal('entry 2.');
  });
});

describe('what is being written about an incident', () => {
  it('is another note once it has been sent, for the same readers', () => {
    const { internal } = new IncidentDraft();
    internal.write('hello');
    const { key } = internal;
    internal.sent();
    expect(internal).to.include({ text: '', visibility: 'internal' });
    expect(internal.key).not.to.equal(key);
  });

  it('takes what was written elsewhere after what is written already, for the same readers', () => {
    const draft = new IncidentDraft();
    draft.append('one', 'everybody');
    draft.append('', 'desk');
    draft.append('two', 'everybody');
    expect(draft.public.text).to.equal('one\n\ntwo');
    expect(draft.open).to.equal('public');
    draft.append('He is mistaken', 'desk');
    expect(draft.internal.text).to.equal('He is mistaken');
    expect(draft.public.text).to.equal('one\n\ntwo');
    // What is being written stays before its writer.
    expect(draft.open).to.equal('public');
    draft.public.sent();
    draft.append('again', 'desk');
    expect(draft.internal.text).to.equal('He is mistaken\n\nagain');
    expect(draft.open).to.equal('internal');
  });

  it('stays with its incident and the person who writes it', () => {
    const [rosa, amir] = [{}, {}] as KitClient[];
    const textOf = (who: unknown, incident: string) =>
      draftOf(who as KitClient, incident).public.text;
    draftOf(rosa as KitClient, 'INC-1').public.write('Half of a');
    expect(textOf(rosa, 'INC-2')).to.equal('');
    expect(textOf(amir, 'INC-1')).to.equal('');
    expect(textOf(rosa, 'INC-1')).to.equal('Half of a');
  });
});

describe('the actions of a timeline', () => {
  const meanwhile = () => 'It became “Closed”.';
  const { forms } = messages;
  const conflict = new KitRequestError('incident-conflict', 'Amir changed the status.', 409);

  /** A flow before a server that answers when it is told to. */
  function flowOf(calls: string[] = []) {
    const answers: PromiseWithResolvers<{ seq: number }>[] = [];
    const host: ActionHost = {
      send: () => {
        const answer = Promise.withResolvers<{ seq: number }>();
        answers.push(answer);
        return answer.promise;
      },
      explain: (error, field) => (field ?? error).message,
      started: () => calls.push('started'),
      ended: (_task, seq, error) => calls.push(`ended ${seq ?? error?.code}`),
    };
    return { flow: new ActionFlow(host), answers };
  }

  it('are done one at a time', async () => {
    const { flow, answers } = flowOf();
    const first = flow.act('acknowledge');
    expect(flow.busy).to.equal('acknowledge');
    expect(await flow.act('resume')).to.equal(false);
    expect(flow.busy).to.equal('acknowledge');
    answers[0]?.resolve({ seq: 1 });
    expect(await first).to.equal(true);
    expect(flow.busy).to.equal(undefined);
    expect(answers).to.have.length(1);
  });

  it('say what went wrong until the next one begins, and tell when they begin and end', async () => {
    const calls: string[] = [];
    const { flow, answers } = flowOf(calls);
    const done = flow.act('acknowledge');
    answers[0]?.reject(conflict);
    expect(await done).to.equal(false);
    expect(flow.problem).to.equal('Amir changed the status.');
    expect(calls).to.deep.equal(['started', 'ended incident-conflict']);
    void flow.act('resume');
    expect(flow.problem).to.equal(undefined);
  });

  it('ask for what is missing, in order, and no longer once it is there', async () => {
    const { flow } = flowOf();
    flow.open('resolve');
    expect(flow.check(forms.resolve)).to.equal('choice');
    expect(Object.keys(flow.formProblems)).to.deep.equal(['choice', 'text']);
    flow.fillIn({ choice: 'fixed' });
    expect(Object.keys(flow.formProblems)).to.deep.equal(['text']);
    expect(flow.check(forms.resolve)).to.equal('text');
    flow.fillIn({ text: 'Greased' });
    expect(flow.check(forms.resolve)).to.equal(undefined);
    flow.open('close');
    flow.fillIn({ text: '' });
    expect(flow.check(forms.close)).to.equal(undefined);
  });

  it('keep the text when another form is opened, and the form when it is refused', async () => {
    const { flow, answers } = flowOf();
    flow.open('resolve');
    flow.fillIn({ choice: 'fixed', text: 'Greased' });
    flow.open('close');
    expect(flow.form).to.deep.equal({ action: 'close', choice: '', text: 'Greased' });
    const refused = flow.submit();
    const fields = [{ path: ['reason'], message: 'Say more.', code: 'required' as const }];
    answers[0]?.reject(new KitRequestError('invalid-input', 'Say more.', 400, fields));
    expect(await refused).to.equal(false);
    expect(flow.formProblems).to.deep.equal({ text: 'Say more.' });
    expect(flow.form?.text).to.equal('Greased');
    const again = flow.submit();
    answers[1]?.reject(conflict);
    await again;
    expect(flow.form?.text).to.equal('Greased');
    const done = flow.submit();
    answers[2]?.resolve({ seq: 7 });
    expect(await done).to.equal(true);
    expect(flow.form).to.equal(undefined);
  });

  it('close the form that can no longer be sent, say why, and hand back what was written', async () => {
    const { flow, answers } = flowOf();
    flow.open('resolve');
    flow.fillIn({ choice: 'fixed', text: 'Greased' });
    expect(flow.withdraw(['resolve'], meanwhile)).to.equal(undefined);
    const sent = flow.submit();
    // Whether it can still be sent is said by the answer.
    expect(flow.withdraw([], meanwhile)).to.equal(undefined);
    answers[0]?.reject(conflict);
    await sent;
    expect(flow.withdraw([], meanwhile)).to.deep.equal({ text: 'Greased', audience: 'everybody' });
    expect(flow).to.include({ form: undefined, problem: 'Amir changed the status.' });
    flow.open('hold');
    flow.fillIn({ text: 'Only for the desk' });
    expect(flow.withdraw([], meanwhile)).to.deep.equal({
      text: 'Only for the desk',
      audience: 'desk',
    });
    expect(flow.problem).to.equal('It became “Closed”.');
    flow.open('hold');
    expect(flow.form?.text).to.equal('');
  });

  it('never carry what the desk alone was to read into a form that others read', () => {
    const { flow } = flowOf();
    flow.open('hold');
    flow.fillIn({ text: 'Only for the desk' });
    flow.open('resolve');
    expect(flow.form?.text).to.equal('');
    flow.fillIn({ text: 'For the reporter' });
    flow.close();
    flow.open('hold');
    expect(flow.form?.text).to.equal('Only for the desk');
    flow.open('close');
    expect(flow.form?.text).to.equal('For the reporter');
  });

  it('leave another incident alone when the answer comes late', async () => {
    for (const answer of ['resolve', 'reject'] as const) {
      const calls: string[] = [];
      const { flow, answers } = flowOf(calls);
      flow.open('close');
      const sent = flow.submit();
      flow.forget({ desk: '', everybody: '' });
      expect(flow.busy).to.equal(undefined);
      flow.open('cancel');
      flow.fillIn({ text: 'Not needed' });
      if (answer === 'resolve') answers[0]?.resolve({ seq: 7 });
      else answers[0]?.reject(conflict);
      expect(await sent).to.equal(false);
      expect(flow.form).to.include({ action: 'cancel', text: 'Not needed' });
      expect(flow).to.include({ problem: undefined });
      expect(flow.formProblems).to.deep.equal({});
      expect(calls).to.deep.equal(['started']);
    }
  });
});
