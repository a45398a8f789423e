import type { TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { doubtsAbout } from '../../packages/widgets/src/incident-timeline/desk/before-sending.ts';

const note = (seq: number, text: string, visibility: 'public' | 'internal') =>
  ({ kind: 'note', seq, text, visibility }) as TimelineEntry;

const secret = 'The vendor says that the board was soldered badly.';

describe('what is doubtful about a reply', () => {
  const repeatedIn = (text: string, ...entries: TimelineEntry[]) =>
    doubtsAbout(text, entries, '')?.repeated;

  it('is a run of words that an internal note has, however it is written', () => {
    const internal = note(2, secret, 'internal');
    expect(
      repeatedIn('Well, THE VENDOR says — that the board\nwas soldered. Sorry!', internal),
    ).to.equal('THE VENDOR says — that the board\nwas soldered');
    expect(repeatedIn('The vendor says that they come tomorrow.', internal)).to.equal(undefined);
    expect(repeatedIn('', internal)).to.equal(undefined);
  });

  it('is found where words are not told apart by spaces', () => {
    const internal = note(2, '業者によると基板のはんだ付けが悪かったそうです', 'internal');
    expect(repeatedIn('業者によると基板のはんだ付けが悪かったそうです。', internal)).to.be.a(
      'string',
    );
  });

  it('is not what everybody has read already', () => {
    const asked = note(1, 'Nobody of us can open the door since this morning', 'public');
    const quoted = note(2, '> Nobody of us can open the door since this morning', 'internal');
    expect(repeatedIn('You wrote: nobody of us can open the door since', asked, quoted)).to.equal(
      undefined,
    );
  });

  it('goes by how a note reads now, and by one that is still being written', () => {
    const edited = { kind: 'note-edited', seq: 3, note: 2, visibility: 'internal', text: 'Well.' };
    expect(repeatedIn(secret, note(2, secret, 'internal'), edited as TimelineEntry)).to.equal(
      undefined,
    );
    expect(doubtsAbout(secret, [], secret)).to.have.keys('repeated');
  });

  for (const [text, mention] of [
    ['@Amir Haddad has the key', '@Amir Haddad'],
    ['Ask (@amir) for the key', '@amir'],
    ['Write to help@example.com, or 3 @ 4', undefined],
    ['@ noon', undefined],
  ] as const) {
    it(`${mention ? 'is' : 'is not'} that somebody is called in “${text}”`, () => {
      expect(doubtsAbout(text, [], '')?.mention).to.equal(mention);
    });
  }
});
