import { readersOf } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import '../../packages/widgets/src/incident-list/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import type { IncidentList } from '../../packages/widgets/src/incident-list/incident-list.ts';
import { moreActions } from '../../packages/widgets/src/incident-list/queue/queue-keys.ts';
import { messages } from '../../packages/widgets/src/locales/en/queue-actions.ts';
import type { Who } from '../../stories/support.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  freshServer,
  hostSession,
  isAccessible,
  press,
  reported,
  says,
  showQueue,
  someone,
  textOf,
  until,
} from './support/stage.ts';

const open = showQueue;
const row = (list: IncidentList, incident: string) => find(list, `[data-incident="${incident}"]`);
const cell = (list: IncidentList, incident: string, column: string) =>
  find(list, `[data-incident="${incident}"] [data-column=${column}]`).textContent?.trim();
const selected = (list: IncidentList) =>
  all(list, '.row[aria-selected=true]').map((each) => each.dataset.incident);
const refusals = (list: IncidentList) => all(list, '[role=alert] li').length;
const key = (list: IncidentList, name: string) => press(list, focused(list) ?? list, name);

/** Puts the focus on a row, once what acts on rows has come. */
async function standOn(list: IncidentList, incident: string): Promise<void> {
  await until(() => list.renderRoot.querySelector(`[data-incident="${incident}"]`), 'is shown');
  row(list, incident).focus();
  await until(() => all(list, '.said').length > 0, 'can be worked with');
}

async function write(list: IncidentList, text: string): Promise<void> {
  const field = focused(list) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await list.updateComplete;
}

const submit = (list: IncidentList) => (find(list, '.ask') as HTMLFormElement).requestSubmit();
const stands = async (incident: string) =>
  (await someone('grace').call((api) => api.incidents.get.query({ incident }))).incident;

describe('what is done to rows of a queue', () => {
  let incidents: string[] = [];

  before(async () => {
    await freshServer();
    const desk = someone('amir');
    const { current } = await desk.call((api) => api.configuration.get.query({ kind: 'teams' }));
    const members = [{ id: 'grace', name: 'Grace Okafor' }];
    await desk.call((api) =>
      api.configuration.publish.mutate({
        kind: 'teams',
        basedOn: current.version,
        document: { teams: [{ id: 'helpers', name: 'Helpers', members }] },
        reason: 'Somebody to work',
      }),
    );
  });
  beforeEach(async () => {
    incidents = [await reported('Trouble one'), await reported('Trouble two')];
  });
  afterEach(async () => {
    clear();
    for (const incident of incidents) {
      await someone('amir')
        .call((api) => api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Enough' }))
        .catch(() => undefined);
    }
  });

  it('INC-25 says who reads the words of each form before anything is typed', async () => {
    const list = await open();
    await standOn(list, incidents[0] ?? '');
    let asked = 0;
    for (const [action, pressed] of [
      ['escalate', 'e'],
      ['hold', 'h'],
      ['resolve', 's'],
      ['merge', 'm'],
    ] as const) {
      await key(list, pressed);
      await until(() => focused(list)?.closest('.ask'), `asks before ${action}`);
      const words = find<HTMLTextAreaElement>(list, '.ask textarea');
      expect(words.value).to.equal('');
      const hint = find(list, '#ask-readers');
      expect(words.getAttribute('aria-describedby')).to.include(hint.id);
      expect(hint.textContent, action).to.match(
        readersOf[action] === 'desk' ? /^Only the desk/ : /^The reporter and the desk/,
      );
      await isAccessible(list);
      await key(list, 'Escape');
      await until(() => focused(list)?.matches('.row'), 'the row has the focus');
      asked += 1;
    }
    expect(asked).to.equal(4);
    expect(Object.keys(messages.final)).to.deep.equal(['escalate', 'cancel', 'merge']);
    for (const action of ['cancel'] as const) expect(moreActions).to.include(action);
  });

  it('lets rows wait, and lets them go on when that is undone', async () => {
    const [one = '', two = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    await key(list, 'x');
    await key(list, 'j');
    await key(list, 'x');
    await key(list, 'h');
    await until(() => focused(list)?.matches('#ask-write'));
    await until(() => all(list, '#ask-choose option').length > 0, 'what for can be chosen');
    submit(list);
    await says(list, messages.missing.write);
    await write(list, 'A part is ordered');
    submit(list);
    await until(async () => (await stands(two)).status.category === 'waiting');
    await until(() => button(list, 'Undo'));
    button(list, 'Undo').click();
    await says(list, '2 undone');
    expect((await stands(one)).status.category).not.to.equal('waiting');
    expect(refusals(list)).to.equal(0);
  });

  it('says that what the log keeps cannot be undone', async () => {
    const [one = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    await key(list, 'c');
    await says(list, 'Acknowledged');
    expect(all(list, '.said button')).to.have.length(0);
    await key(list, 'z');
    await says(list, messages.kept.acknowledge);
    expect((await stands(one)).status.category).to.equal('active');
  });

  it('keeps what is written, and the focus, where what is asked becomes a sheet and a panel again', async () => {
    const list = await open();
    await standOn(list, incidents[0] ?? '');
    await key(list, 's');
    await until(() => focused(list)?.matches('#ask-write'));
    await write(list, 'Half a sen');
    list.style.inlineSize = '20rem';
    await until(() => list.renderRoot.querySelector('dialog[open] #ask-write'), 'is a sheet');
    await until(() => focused(list)?.matches('#ask-write'), 'has the focus');
    expect((focused(list) as HTMLTextAreaElement).value).to.equal('Half a sen');
    list.style.inlineSize = '';
    await until(() => !list.renderRoot.querySelector('dialog'), 'is a panel');
    await until(() => focused(list)?.matches('#ask-write'), 'has the focus');
    expect((focused(list) as HTMLTextAreaElement).value).to.equal('Half a sen');
  });

  it('undoes priorities to what they were: of the matrix, or set by hand for the reason there was', async () => {
    const [one = '', two = ''] = incidents;
    await someone('amir').call((api) =>
      api.incidents.overridePriority.mutate({
        incident: two,
        priority: 'P4',
        reason: 'It can wait for the spring',
      }),
    );
    const list = await open();
    await standOn(list, one);
    const before = (await stands(one)).priority;
    await press(list, focused(list) ?? list, 'a', { ctrlKey: true });
    await says(list, '2 selected');
    await key(list, 'p');
    await until(() => focused(list)?.matches('#ask-find'));
    await write(list, 'P1');
    await until(() => all(list, '#ask-options li').length === 1);
    await key(list, 'Enter');
    await says(list, '2 set to priority P1');
    expect((await stands(one)).override?.reason).to.equal(messages.priorityReason);
    await until(() => button(list, 'Undo'));
    button(list, 'Undo').click();
    await says(list, '2 undone');
    expect(await stands(one)).to.include({ priority: before, isOverridden: false, override: null });
    const again = await stands(two);
    expect(again.priority).to.equal('P4');
    expect(again.override?.reason).to.equal('It can wait for the spring');
    expect(refusals(list)).to.equal(0);
  });

  it('cancels after saying that it cannot be undone, and goes on to the next row', async () => {
    const [one = '', two = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    await key(list, 'x');
    button(list, 'More').click();
    await until(() => textOf(list).includes('Cancel incident…'), 'all is offered');
    button(list, 'Cancel incident…').click();
    await until(() => focused(list)?.matches('#ask-write'));
    expect(find(list, '.ask .primary').getAttribute('aria-describedby')).to.equal('ask-final');
    expect(find(list, '#ask-final').textContent).to.equal(messages.final.cancel);
    await write(list, 'It was none');
    submit(list);
    await until(() => (focused(list) as HTMLElement | null)?.dataset.incident === two, 'goes on');
    await until(() => row(list, one).dataset.left === '', 'is struck through');
    expect((await stands(one)).status.category).to.equal('closed');
  });

  it('merges several into one of them, which stays', async () => {
    const [one = '', two = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    await key(list, 'x');
    await key(list, 'j');
    await key(list, 'x');
    await key(list, 'm');
    await until(() => focused(list)?.matches('#ask-find'));
    await write(list, one);
    await key(list, 'Enter');
    await until(() => focused(list)?.matches('.ask .primary'), 'takes a press of its own');
    expect((await stands(two)).status.category).to.equal('new');
    submit(list);
    await says(list, `Merged into ${one}`);
    expect((await stands(two)).duplicateOf).to.equal(one);
    expect((await stands(one)).status.category).to.equal('new');
    expect(refusals(list)).to.equal(0);
  });

  it('refuses a merge into a ring with a sentence, and keeps the row', async () => {
    const [one = '', two = ''] = incidents;
    await someone('amir').call((api) => api.incidents.merge.mutate({ incident: two, into: one }));
    const list = await open();
    await standOn(list, one);
    await key(list, 'm');
    await until(() => focused(list)?.matches('#ask-find'));
    await write(list, two);
    await until(() => all(list, '#ask-options li').length === 1);
    await key(list, 'Enter');
    await until(() => focused(list)?.matches('.ask .primary'));
    submit(list);
    await says(list, 'One was refused');
    expect(refusals(list)).to.equal(1);
    expect((await stands(one)).status.category).to.equal('new');
    await until(() => row(list, one).dataset.left === undefined, 'stands as it did');
  });

  it('does what is pressed faster than the server answers, one after the other', async () => {
    const [one = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    void key(list, 'c');
    void key(list, 'i');
    await until(() => cell(list, one, 'assignee') === 'Grace Okafor');
    await until(async () => (await stands(one)).status.category === 'active');
    await until(async () => (await stands(one)).assignee?.id === 'grace');
    expect(refusals(list)).to.equal(0);
  });

  it('tells one of two agents on the same rows what the other has done to some of them', async () => {
    const [one = '', two = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    await key(list, 'x');
    await key(list, 'j');
    await key(list, 'x');
    await someone('amir').call((api) =>
      api.incidents.resolve.mutate({ incident: one, code: 'fixed', text: 'Faster' }),
    );
    await key(list, 's');
    await until(() => focused(list)?.matches('#ask-write'));
    await write(list, 'Both at once');
    submit(list);
    await says(list, 'One was refused and stays selected');
    expect(selected(list)).to.deep.equal([one]);
    expect((await stands(one)).resolved?.text).to.equal('Faster');
    expect((await stands(two)).resolved?.text).to.equal('Both at once');
    expect(find(list, '[role=alert] li b').textContent).to.equal(one);
  });

  it('keeps what was written when there was no connection to send it', async () => {
    const [one = ''] = incidents;
    const list = await open();
    await standOn(list, one);
    await key(list, 's');
    await until(() => focused(list)?.matches('#ask-write'));
    await write(list, 'A long story');
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    try {
      submit(list);
      await says(list, 'One incident may be as it was, and stays selected.');
      await says(list, 'The server cannot be reached just now.');
    } finally {
      globalThis.fetch = fetch;
    }
    expect(row(list, one).dataset.left).to.equal(undefined);
    await until(() => !textOf(list).includes('cannot be reached'), 'the connection is back');
    expect(textOf(list)).to.include('One incident may be as it was, and stays selected.');
    await standOn(list, one);
    await key(list, 's');
    await until(() => focused(list)?.matches('#ask-write'));
    expect((focused(list) as HTMLTextAreaElement).value).to.equal('A long story');
    submit(list);
    await until(async () => (await stands(one)).resolved?.text === 'A long story');
  });

  it('says that the session has ended, and leaves rows as the server has them', async () => {
    const [one = ''] = incidents;
    // A token so short that it is asked for each time.
    const session = hostSession();
    try {
      const list = await open('grace?seconds=20' as Who);
      await standOn(list, one);
      await key(list, 'x');
      session.end();
      await key(list, 'i');
      await says(list, 'Your session has ended.');
      await says(list, 'stays selected');
      expect(selected(list)).to.deep.equal([one]);
      expect(cell(list, one, 'assignee')).not.to.include('Grace');
      expect(textOf(list)).to.include(one);
    } finally {
      session.leave();
    }
    expect((await stands(one)).assignee).to.equal(null);
  });
});

describe('what is done to a hundred rows and more', () => {
  afterEach(clear);

  it('says what was done before the network went, and keeps the others selected', async () => {
    await freshServer();
    const count = 120;
    await Promise.all(Array.from({ length: count }, (_, index) => reported(`Chair ${index}`)));
    const list = await open();
    await until(() => textOf(list).includes(`${count} incidents`), 'all are counted');
    find(list, '.row[tabindex="0"]').focus();
    await until(() => all(list, '.said').length > 0, 'can be worked with');
    await press(list, focused(list) ?? list, 'a', { ctrlKey: true });
    await says(list, `${count} selected`);
    const { fetch } = globalThis;
    let sent = 0;
    globalThis.fetch = (input, init) => {
      const isBulk = String(input instanceof Request ? input.url : input).includes(
        'incidents.bulk',
      );
      if (isBulk) sent += 1;
      return isBulk && sent > 1
        ? Promise.reject(new TypeError('Failed to fetch'))
        : fetch(input, init);
    };
    try {
      await key(list, 'c');
      await says(list, '20 incidents may be as they were, and stay selected. Done: 100.');
      await says(list, '100 acknowledged');
      await says(list, '20 selected');
    } finally {
      globalThis.fetch = fetch;
    }
    // Another agent does some of the rest meanwhile.
    const { incidents: left } = await someone('amir').call((api) =>
      api.incidents.list.query({ status: 'new', limit: 100 }),
    );
    expect(left).to.have.length(20);
    for (const { incident } of left.slice(0, 5)) {
      await someone('amir').call((api) => api.incidents.acknowledge.mutate({ incident }));
    }
    await key(list, 'c');
    await says(list, '5 were refused and stay selected');
    await says(list, '15 acknowledged');
    await says(list, '5 selected');
    expect(refusals(list)).to.equal(5);
  });
});
