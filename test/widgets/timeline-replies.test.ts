import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { connect } from '../../packages/widgets/src/client.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { type Who, world } from '../../stories/support.ts';
import {
  all,
  beginNote,
  button,
  clear,
  find,
  focused,
  isAccessible,
  noteOf,
  openBox,
  press,
  reported,
  says,
  show,
  showToDesk,
  someone,
  textOf,
  type,
  until,
  withhold,
} from './support/stage.ts';

/** Grace as a page knows her that was loaded anew: what it remembers goes by how it asks for her token. */
const laterLoads = ['grace?seconds=601', 'grace?seconds=602'] as string[] as Who[];

/** Under which name something is kept of what is being written about it. */
const kept = (incident: string) =>
  Object.keys(sessionStorage).find((name) => name.includes(`"${incident}"`));

/** What whoever reported it can read. */
async function read(incident: string): Promise<string[]> {
  const { entries } = await someone('rosa').call((api) =>
    api.incidents.timeline.query({ incident }),
  );
  return entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []));
}

const arrives = (incident: string, ...texts: string[]) =>
  until(async () => (await read(incident)).join() === texts.join(), `${texts} arrives`);

/** A reply that can still be taken back. */
async function replied(incident: string, text: string): Promise<IncidentTimeline> {
  const timeline = await showToDesk(incident);
  await reply(timeline, text);
  return timeline;
}

async function reply(timeline: IncidentTimeline, text: string): Promise<void> {
  await openBox(timeline, 'public');
  await type(timeline, '#note', text);
  await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
  await until(() => all(timeline, '.going .text')[0]?.textContent === text, 'is held');
}

describe('a reply of the desk', () => {
  afterEach(clear);

  it('can be taken back before it goes, by a button and a key, with every word', async () => {
    const incident = await reported();
    const timeline = await replied(incident, 'We look into it');
    expect(noteOf(timeline)).to.equal('');
    await until(() => focused(timeline)?.id === 'note', 'the box has the focus');
    await isAccessible(timeline);
    // How long it takes is seen, and said once.
    const { textContent: said } = find(timeline, '.going [data-say]');
    expect(said).to.include('goes in 8 seconds');
    expect(find(timeline, '.going [aria-hidden=true]').textContent).to.match(/goes in \d s/);
    await type(timeline, '#note', 'and more');
    button(timeline, 'Take back').click();
    await until(() => all(timeline, '.going').length === 0, 'is taken back');
    expect(noteOf(timeline)).to.equal('We look into it\n\nand more');
    await until(() => focused(timeline)?.id === 'note', 'the box has the focus again');
    await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
    await until(() => all(timeline, '.take-back').length === 1, 'is held again');
    find(timeline, 'h2').focus();
    await press(timeline, find(timeline, 'h2'), 'z');
    await until(() => noteOf(timeline).endsWith('and more'), 'is taken back by a key');
    expect(await read(incident)).to.deep.equal([]);
  });

  it('goes by itself after eight seconds', async () => {
    const incident = await reported();
    const timeline = await replied(incident, 'We look into it');
    const now = performance.now.bind(performance);
    performance.now = () => now() + 8_000;
    try {
      await says(timeline, 'Grace Okafor wrote');
      await until(() => all(timeline, '.going').length === 0, 'is held no more');
    } finally {
      performance.now = now;
    }
    await arrives(incident, 'We look into it');
    const status = find(timeline, '.frame > [role=status]');
    expect(status.textContent).to.include('Your note was sent.');
  });

  it('goes at once when told so, and when another is sent', async () => {
    const incident = await reported();
    const timeline = await replied(incident, 'one');
    await reply(timeline, 'two');
    await arrives(incident, 'one');
    const now = button(timeline, 'Send now');
    now.focus();
    now.click();
    await arrives(incident, 'one', 'two');
    await until(() => focused(timeline)?.id === 'note', 'the focus is in the box');
  });

  it('goes in the very turn in which its page is left: Firefox may run no more of it', async () => {
    const incident = await reported();
    await replied(incident, 'We look into it');
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = (url, init) => {
      asked.push(String(url));
      return fetch(url, init);
    };
    try {
      dispatchEvent(new Event('pagehide'));
      expect(asked.filter((url) => url.includes('incidents.addNote'))).to.have.length(1);
    } finally {
      globalThis.fetch = fetch;
    }
    await arrives(incident, 'We look into it');
  });

  for (const [how, leave] of [
    ['the element is removed', () => clear()],
    ['the page is left', () => dispatchEvent(new Event('pagehide'))],
    [
      'another incident is shown',
      async (timeline: IncidentTimeline) => {
        timeline.incident = await reported();
      },
    ],
  ] as const) {
    it(`goes at once when ${how}`, async () => {
      const incident = await reported();
      const timeline = await replied(incident, 'We look into it');
      await leave(timeline);
      await arrives(incident, 'We look into it');
    });
  }

  it('comes back into its box when it does not arrive, also after it was left', async () => {
    const incident = await reported();
    const timeline = await replied(incident, 'We look into it');
    const plugIn = withhold('/trpc/incidents.addNote');
    try {
      await openBox(timeline, 'internal');
      await type(timeline, '#note', 'He shouts');
      button(timeline, 'Send now').click();
      await says(timeline, 'Your reply was not sent. It is in its box.');
      expect(noteOf(timeline)).to.equal('He shouts');
      await openBox(timeline, 'public');
      expect(noteOf(timeline)).to.equal('We look into it');
      expect(textOf(timeline)).to.include('Your note is still here');
      await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
      await until(() => all(timeline, '.take-back').length === 1, 'is held again');
      clear();
      const again = await showToDesk(incident);
      await until(() => noteOf(again) === 'We look into it', 'is in its box');
    } finally {
      plugIn();
    }
    expect(await read(incident)).to.deep.equal([]);
  });

  it('is sent when the page is loaded again, once, if it could not be as it was left', async () => {
    const incident = await reported();
    await replied(incident, 'We look into it');
    // What a machine that stops has said of it: that it was sent, and nothing since.
    const before = { ...sessionStorage };
    clear();
    await arrives(incident, 'We look into it');
    for (const [name, value] of Object.entries(before)) sessionStorage.setItem(name, value);
    const timeline = await showToDesk(incident, laterLoads[0]);
    await until(() => !kept(incident), 'is seen to');
    expect(await read(incident)).to.deep.equal(['We look into it']);
    expect(all(timeline, '.going')).to.be.empty;
  });
});

describe('a note that got no answer, and is sent again with other words', () => {
  afterEach(clear);

  /** What is sent arrives, and nobody is told so. */
  async function unanswered(send: () => Promise<unknown>): Promise<void> {
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (String(input).includes('incidents.addNote')) throw new TypeError('Failed to fetch');
      return answer;
    };
    try {
      await send();
    } finally {
      globalThis.fetch = fetch;
    }
  }

  it('is another note of whoever reported it, and no word is lost', async () => {
    const incident = await reported();
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'rosa',
    );
    await beginNote(timeline);
    await unanswered(async () => {
      await type(timeline, '#note', 'Floor two, too');
      button(timeline, 'Send').click();
      await says(timeline, 'Your note is still here');
    });
    await type(timeline, '#note', ' Floor three, too ');
    button(timeline, 'Send').click();
    await says(timeline, 'What you sent before has arrived after all.');
    expect(noteOf(timeline)).to.equal(' Floor three, too ');
    expect(textOf(timeline)).to.include('Floor two, too');
    await isAccessible(timeline);
    button(timeline, 'Send').click();
    await until(() => noteOf(timeline) === '', 'is sent');
    expect(await read(incident)).to.deep.equal(['Floor two, too', 'Floor three, too']);
  });

  it('is another reply of the desk, and no word is lost', async () => {
    const incident = await reported();
    const timeline = await replied(incident, 'We look into it');
    await unanswered(async () => {
      button(timeline, 'Send now').click();
      await says(timeline, 'Your note is still here');
    });
    await type(timeline, '#note', 'A part is on its way');
    await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
    await until(() => all(timeline, '.going').length === 1, 'is held');
    button(timeline, 'Send now').click();
    await says(timeline, 'What you sent before has arrived after all.');
    expect(noteOf(timeline)).to.equal('A part is on its way');
    await reply(timeline, 'A part is on its way, from Ghent');
    button(timeline, 'Send now').click();
    await arrives(incident, 'We look into it', 'A part is on its way, from Ghent');
  });
});

describe('what whoever reported it has begun to write', () => {
  afterEach(clear);

  it('is there when the page is loaded again, and for nobody else', async () => {
    const incident = await reported();
    const content = html`<incident-timeline incident=${incident}></incident-timeline>`;
    const timeline = await show<IncidentTimeline>(content, 'rosa');
    await beginNote(timeline);
    await type(timeline, '#note', 'Floor two, too');
    await until(() => kept(incident), 'is kept');
    const desk = await showToDesk(incident);
    await openBox(desk, 'public');
    expect(noteOf(desk)).to.equal('');
    const again = await show<IncidentTimeline>(content, 'rosa?seconds=603' as Who);
    await until(() => noteOf(again).includes('Floor two, too'), 'is there again');
    await type(again, '#note', '');
    await until(() => !kept(incident), 'nothing is kept');
  });
});

describe('what the desk has begun to write', () => {
  afterEach(clear);

  it('is there for each of its readers when the page is loaded again, and for nobody else', async () => {
    const incident = await reported();
    const timeline = await showToDesk(incident);
    await type(timeline, '#note', 'He shouts');
    await openBox(timeline, 'public');
    await type(timeline, '#note', 'We look into it');
    const other = await showToDesk(incident, 'amir');
    await other.updateComplete;
    expect(noteOf(other)).to.equal('');
    await openBox(other, 'public');
    expect(noteOf(other)).to.equal('');
    const again = await showToDesk(incident, laterLoads[0]);
    await until(() => noteOf(again) === 'We look into it', 'is kept');
    expect(find(again, '.composer').dataset.visibility).to.equal('public');
    await openBox(again, 'internal');
    expect(noteOf(again)).to.equal('He shouts');
    button(again, 'Add internal note').click();
    await until(() => noteOf(again) === '', 'is sent');
    await openBox(again, 'public');
    await type(again, '#note', '');
    const last = await showToDesk(incident, laterLoads[1]);
    await until(() => noteOf(last) === '');
    await until(() => !kept(incident), 'nothing is kept');
  });

  it('is not shown to whoever signs in after them on the same page', async () => {
    const incident = await reported();
    let who = 'grace';
    const token = async () => (await (await fetch(`/token/${who}`)).json()).token;
    const client = connect({ endpoint: world.endpoint, siteKey: world.siteKey, token });
    const timeline = await showToDesk(
      incident,
      'grace',
      html`<incident-timeline incident=${incident} .client=${client}></incident-timeline>`,
    );
    await type(timeline, '#note', 'He shouts');
    who = 'amir';
    client.forgetToken();
    await someone('rosa').call((api) => api.incidents.addNote.mutate({ incident, text: 'Well?' }));
    await says(timeline, 'Well?');
    await until(() => noteOf(timeline) === '', 'is not shown');
    who = 'grace';
    client.forgetToken();
    await someone('rosa').call((api) => api.incidents.addNote.mutate({ incident, text: 'Hello?' }));
    await until(() => noteOf(timeline) === 'He shouts', 'is theirs again');
  });

  it('is written all the same where the browser keeps nothing', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
    try {
      const incident = await reported();
      const timeline = await showToDesk(incident);
      await type(timeline, '#note', 'He shouts');
      button(timeline, 'Add internal note').click();
      await says(timeline, 'He shouts');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('is nothing where what is kept is none of ours', async () => {
    const incident = await reported();
    const first = await showToDesk(incident);
    await type(first, '#note', 'He shouts');
    await until(() => kept(incident) !== undefined, 'it is kept');
    const name = kept(incident) ?? '';
    for (const [index, text] of ['[', '7', '{"public":{"text":1}}'].entries()) {
      sessionStorage.setItem(name, text);
      const who = `grace?seconds=${700 + index}` as Who;
      const timeline = await showToDesk(incident, who);
      await timeline.updateComplete;
      expect(noteOf(timeline)).to.equal('');
    }
  });
});
