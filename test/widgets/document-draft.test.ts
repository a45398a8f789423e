import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { KitRequestError } from '../../packages/widgets/src/client/errors.ts';
import {
  DocumentDraft,
  type Publication,
} from '../../packages/widgets/src/editing/document-draft.ts';
import type { EditableDocument } from '../../packages/widgets/src/editing/editable-document.ts';

/** The smallest document with more than one field. */
type Settings = Readonly<Record<string, number>>;
interface Change {
  field: string;
  to: number;
}
interface Version {
  version: number;
  settings: Settings;
}

const settings: EditableDocument<Settings, Change, Version> = {
  contentOf: (version) => version.settings,
  changesBetween: (from, to) =>
    Object.entries(to).flatMap(([field, value]) =>
      from[field] === value ? [] : [{ field, to: value }],
    ),
  applyChange: (document, { field, to }) =>
    field in document ? { ...document, [field]: to } : document,
  staleCode: 'document-stale',
  isVersion: (value): value is Version => (value as Version | undefined)?.settings !== undefined,
};

const first: Version = { version: 1, settings: { a: 0, b: 0, c: 0 } };
const changes: fc.Arbitrary<Change> = fc.record({
  field: fc.constantFrom('a', 'b', 'c'),
  to: fc.nat(2),
});

function draftOf(version: Version, ...made: Change[]) {
  const draft = new DocumentDraft(settings, () => {});
  draft.receive(version);
  for (const change of made) draft.apply(change);
  return draft;
}

/** What somebody else publishes after a version. */
const followedBy = (version: Version, field: string, to: number): Version => ({
  version: version.version + 1,
  settings: { ...version.settings, [field]: to },
});

const putInForce = async ({ basedOn, document }: Publication<Settings>): Promise<Version> => ({
  version: basedOn + 1,
  settings: document,
});

const stale = (current: Version) =>
  new KitRequestError('document-stale', 'Somebody was faster.', 409, [], { current });

/** A publication whose answer comes when it is told to. */
function pendingAnswer() {
  const { promise, resolve, reject } = Promise.withResolvers<Version>();
  const sent: Publication<Settings>[] = [];
  const send = (publication: Publication<Settings>) => {
    sent.push(publication);
    return promise;
  };
  return { send, sent, resolve, reject };
}

describe('a draft of a document', () => {
  it('is as before after any number of undos and as many redos', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), fc.nat(15), (made, steps) => {
        const draft = draftOf(first);
        const states = [draft.document];
        for (const change of made) {
          const before = draft.document;
          draft.apply(change);
          // A change to what is there already is none, and needs no undo.
          if (draft.document !== before) states.push(draft.document);
        }
        for (let step = 0; step < steps; step += 1) draft.undo();
        expect(draft.document).to.deep.equal(states.at(Math.max(0, states.length - 1 - steps)));
        for (let step = 0; step < steps; step += 1) draft.redo();
        expect(draft.document).to.deep.equal(states.at(-1));
      }),
    );
  });

  it('forgets what could be redone with the next change', () => {
    const draft = draftOf(first, { field: 'a', to: 1 }, { field: 'b', to: 1 });
    draft.undo();
    draft.apply({ field: 'c', to: 1 });
    draft.redo();
    expect(draft.document).to.deep.equal({ a: 1, b: 0, c: 1 });
  });

  it('is none when every change is taken back', () => {
    const draft = draftOf(first, { field: 'a', to: 1 }, { field: 'a', to: 0 });
    expect(draft.isDirty).to.equal(false);
    expect(draft.changes).to.deep.equal([]);
    draft.undo();
    expect(draft.changes).to.deep.equal([{ field: 'a', to: 1 }]);
  });

  it('takes the greatest version over when nothing is changed, in whatever order they arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (versions) => {
        const draft = new DocumentDraft(settings, () => {});
        for (const version of versions) draft.receive({ version, settings: { a: version } });
        expect(draft.base?.version).to.equal(Math.max(...versions));
        expect(draft.document).to.deep.equal({ a: Math.max(...versions) });
      }),
    );
  });

  it('is not lost to a newer version', () => {
    fc.assert(
      fc.property(
        fc.array(changes),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (made, versions) => {
          const draft = draftOf(first, ...made, { field: 'a', to: 3 });
          const { document, changes } = draft;
          for (const version of versions) draft.receive({ ...first, version });
          const latest = Math.max(...versions);
          expect(draft.base).to.equal(first);
          expect(draft.document).to.equal(document);
          expect(draft.changes).to.deep.equal(changes);
          expect(draft.newer?.version).to.equal(latest > 1 ? latest : undefined);
        },
      ),
    );
  });

  it('makes the same changes to theirs, and keeps the rest of theirs and the reason', () => {
    fc.assert(
      fc.property(fc.array(changes), changes, (made, theirs) => {
        const draft = draftOf(first, ...made, { field: 'a', to: 3 });
        draft.reason = 'as agreed';
        const mine = draft.changes;
        const newer = followedBy(first, theirs.field, theirs.to);
        draft.receive(newer);
        draft.compare();
        draft.keepMine();
        expect(draft.base).to.equal(newer);
        expect(draft.document).to.deep.equal(
          Object.assign({}, newer.settings, ...mine.map(({ field, to }) => ({ [field]: to }))),
        );
        expect(draft).to.include({ newer: undefined, isComparing: false, reason: 'as agreed' });
      }),
    );
  });

  it('leaves out, when carried over, what theirs no longer has', () => {
    const draft = draftOf(first, { field: 'a', to: 1 });
    draft.receive({ version: 2, settings: { b: 0 } });
    draft.keepMine();
    expect(draft.document).to.deep.equal({ b: 0 });
    expect(draft.isDirty).to.equal(false);
  });

  it('gives way to theirs when it is discarded, and to its base when there is nothing newer', () => {
    for (const newer of [undefined, followedBy(first, 'b', 2)]) {
      const draft = draftOf(first, { field: 'a', to: 1 });
      draft.reason = 'as agreed';
      if (newer) draft.receive(newer);
      draft.compare();
      draft.discard();
      draft.undo();
      expect(draft.base).to.equal(newer ?? first);
      expect(draft.document).to.equal((newer ?? first).settings);
      expect(draft).to.include({ isDirty: false, isComparing: false, reason: '' });
    }
  });

  it('takes over what is newer when the last change is taken back', () => {
    const draft = draftOf(first, { field: 'a', to: 1 });
    const newer = followedBy(first, 'b', 2);
    draft.receive(newer);
    draft.undo();
    expect(draft.base).to.equal(newer);
    expect(draft.newer).to.equal(undefined);
  });

  it('has nothing to compare, keep or publish before something is there', async () => {
    const draft = new DocumentDraft(settings, () => {});
    draft.apply({ field: 'a', to: 1 });
    draft.undo();
    draft.redo();
    draft.compare();
    draft.keepMine();
    draft.discard();
    expect(draft.document).to.equal(undefined);
    expect(draft.isComparing).to.equal(false);
    const { send, sent } = pendingAnswer();
    expect(await draft.publish(send)).to.equal(undefined);
    draft.receive(first);
    expect(await draft.publish(send)).to.equal(undefined);
    expect(sent).to.deep.equal([]);
  });
});

describe('publishing a draft', () => {
  it('puts it in force with its reason, and begins anew from there', async () => {
    const draft = draftOf(first, { field: 'a', to: 1 });
    draft.reason = '  as agreed ';
    const { send, sent, resolve } = pendingAnswer();
    const published = draft.publish(send);
    expect(draft.isPublishing).to.equal(true);
    const version = followedBy(first, 'a', 1);
    resolve(version);
    expect(await published).to.equal(version);
    expect(sent).to.deep.equal([
      { basedOn: 1, document: { a: 1, b: 0, c: 0 }, reason: 'as agreed' },
    ]);
    expect(draft).to.include({ base: version, published: 2, isDirty: false, reason: '' });
    draft.undo();
    expect(draft.isDirty).to.equal(false);
    draft.apply({ field: 'b', to: 1 });
    expect(draft.published).to.equal(undefined);
  });

  it('sends once, however often it is asked to, and changes nothing meanwhile', async () => {
    const draft = draftOf(first, { field: 'a', to: 1 });
    const { send, sent, resolve } = pendingAnswer();
    const published = draft.publish(send);
    expect(await draft.publish(send)).to.equal(undefined);
    draft.apply({ field: 'b', to: 1 });
    draft.undo();
    draft.redo();
    expect(draft.document).to.deep.equal({ a: 1, b: 0, c: 0 });
    resolve(followedBy(first, 'a', 1));
    await published;
    expect(await draft.publish(send)).to.equal(undefined);
    expect(sent).to.have.length(1);
  });

  it('leads to both side by side when somebody was faster, and then on from theirs', async () => {
    const theirs = followedBy(first, 'b', 2);
    const draft = draftOf(first, { field: 'a', to: 1 });
    expect(await draft.publish(() => Promise.reject(stale(theirs)))).to.equal(undefined);
    expect(draft).to.include({ newer: theirs, isComparing: true, problem: undefined });
    expect(draft.document).to.deep.equal({ a: 1, b: 0, c: 0 });
    draft.keepMine();
    const version = await draft.publish(putInForce);
    expect(version).to.deep.equal({ version: 3, settings: { a: 1, b: 2, c: 0 } });
  });

  it('says why it was refused until something is changed, and keeps the draft', async () => {
    for (const problem of [
      new KitRequestError('document-invalid', 'It has a hole.', 422),
      new KitRequestError('offline', 'The server cannot be reached.'),
      // Stale, but with nothing to compare with.
      new KitRequestError('document-stale', 'Somebody was faster.', 409),
    ]) {
      const draft = draftOf(first, { field: 'a', to: 1 });
      await draft.publish(() => Promise.reject(problem));
      expect(draft).to.include({ problem, isPublishing: false, isComparing: false, isDirty: true });
      draft.apply({ field: 'b', to: 1 });
      expect(draft.problem).to.equal(undefined);
    }
  });

  it('is no conflict with itself when its version arrives before the answer', async () => {
    const draft = draftOf(first, { field: 'a', to: 1 });
    const { send, resolve } = pendingAnswer();
    const published = draft.publish(send);
    const version = followedBy(first, 'a', 1);
    draft.receive({ ...version });
    expect(draft.newer).to.equal(undefined);
    resolve(version);
    await published;
    expect(draft).to.include({ newer: undefined, published: 2, isDirty: false });
  });

  it('goes on to what somebody else published right after it', async () => {
    const draft = draftOf(first, { field: 'a', to: 1 });
    const { send, resolve } = pendingAnswer();
    const published = draft.publish(send);
    const version = followedBy(first, 'a', 1);
    const next = followedBy(version, 'b', 1);
    draft.receive(next);
    resolve(version);
    expect(await published).to.equal(version);
    expect(draft).to.include({ base: next, published: undefined, isDirty: false });
  });

  it('is abandoned when another server or identity is edited for', async () => {
    for (const answer of ['resolve', 'reject'] as const) {
      const draft = draftOf(first, { field: 'a', to: 1 });
      const pending = pendingAnswer();
      const published = draft.publish(pending.send);
      draft.forget();
      expect(draft).to.include({ base: undefined, isPublishing: false });
      draft.receive(first);
      draft.apply({ field: 'c', to: 2 });
      if (answer === 'resolve') pending.resolve(followedBy(first, 'a', 1));
      else pending.reject(stale(followedBy(first, 'b', 1)));
      expect(await published).to.equal(undefined);
      expect(draft).to.include({ base: first, newer: undefined, published: undefined });
      expect(draft.document).to.deep.equal({ a: 0, b: 0, c: 2 });
    }
  });

  type Step = { who: number; what: Change | (typeof deeds)[number] };
  const deeds = ['undo', 'redo', 'compare', 'keepMine', 'discard', 'publish', 'hear'] as const;
  /** What somebody does with one of the drafts of a document that several people edit. */
  const step: fc.Arbitrary<Step> = fc.record({
    who: fc.nat(2),
    what: fc.oneof({ arbitrary: changes, weight: 4 }, fc.constantFrom(...deeds)),
  });

  it('loses nobody’s published change unseen, whatever several people do at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        let inForce = first;
        const publish = async (publication: Publication<Settings>): Promise<Version> => {
          if (publication.basedOn !== inForce.version) throw stale(inForce);
          inForce = await putInForce(publication);
          return inForce;
        };
        const drafts = [0, 1, 2].map(() => draftOf(first));
        for (const { who, what } of steps) {
          const draft = drafts[who];
          if (!draft) throw new Error(`There is no draft ${who}.`);
          const before = { base: draft.base?.version ?? 0, document: draft.document };
          if (typeof what === 'object') draft.apply(what);
          else if (what === 'hear') draft.receive(inForce);
          else if (what === 'publish') await draft.publish(publish);
          else draft[what]();
          // Versions only go up, and what is changed is what differs.
          expect(draft.base?.version).to.be.at.least(before.base);
          expect(draft.isDirty).to.equal(draft.changes.length > 0);
          expect(draft.newer !== undefined).to.equal(
            draft.isDirty && (draft.newer?.version ?? 0) > (draft.base?.version ?? 0),
          );
          if (draft.isComparing) expect(draft.newer).to.exist;
          // News is no reason to show another draft than before.
          if (what === 'hear' && draft.newer) expect(draft.document).to.equal(before.document);
        }
        // Whoever discards what is left of theirs and hears the news sees what is in force.
        for (const draft of drafts) {
          draft.discard();
          draft.receive(inForce);
          expect(draft.document).to.deep.equal(inForce.settings);
        }
      }),
    );
  });

  it('tells its listener of everything that can be read there', async () => {
    let told = 0;
    const draft = new DocumentDraft(settings, () => {
      told += 1;
    });
    const isTold = async (act: () => unknown) => {
      const before = told;
      await act();
      expect(told, String(act)).to.be.above(before);
    };
    await isTold(() => draft.receive(first));
    await isTold(() => draft.apply({ field: 'a', to: 1 }));
    await isTold(() => draft.undo());
    await isTold(() => draft.redo());
    await isTold(() => draft.receive(followedBy(first, 'b', 1)));
    await isTold(() => draft.compare());
    await isTold(() => draft.keepMine());
    await isTold(() => draft.publish(putInForce));
    await isTold(() => draft.apply({ field: 'a', to: 2 }));
    await isTold(() => draft.discard());
    await isTold(() => draft.forget());
  });

  describe('a publication that got no answer', () => {
    const noAnswer = new KitRequestError('no-answer', 'It takes too long.', 0);
    const b7 = { field: 'b', to: 7 };
    const own = followedBy(first, 'b', 7);

    async function unanswered(): Promise<ReturnType<typeof draftOf>> {
      const draft = draftOf(first, b7);
      expect(await draft.publish(() => Promise.reject(noAnswer))).to.equal(undefined);
      expect(draft.problem).to.equal(noAnswer);
      return draft;
    }

    it('is known for what it is when it arrives', async () => {
      const draft = await unanswered();
      draft.receive(own);
      expect(draft.published).to.equal(2);
      expect(draft).to.include({ newer: undefined, isDirty: false, problem: undefined, base: own });
    });

    it('is known when it had arrived before the answer was given up', async () => {
      const draft = draftOf(first, b7);
      await draft.publish(() => {
        draft.receive(own);
        return Promise.reject(noAnswer);
      });
      expect(draft).to.include({ published: 2, newer: undefined, isDirty: false, base: own });
    });

    it('is known when it is published again and refused as stale', async () => {
      const draft = await unanswered();
      expect(await draft.publish(() => Promise.reject(stale(own)))).to.equal(own);
      expect(draft).to.include({ published: 2, isComparing: false, isDirty: false });
    });

    it('keeps what was changed since then, as a draft of it', async () => {
      const draft = await unanswered();
      draft.apply({ field: 'c', to: 9 });
      draft.receive(own);
      expect(draft.base).to.equal(own);
      expect(draft.changes).to.deep.equal([{ field: 'c', to: 9 }]);
      expect(draft.newer).to.equal(undefined);
    });

    it('is not taken for what somebody else published', async () => {
      const draft = await unanswered();
      draft.receive(followedBy(first, 'b', 8));
      expect(draft.newer?.settings.b).to.equal(8);
      expect(draft.published).to.equal(undefined);
    });
  });
});
