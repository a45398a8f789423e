import { expect, nextFrame } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-notifications/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import type { IncidentNotifications } from '../../packages/widgets/src/incident-notifications/incident-notifications.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  reported,
  says,
  show,
  someone,
  unplug,
  until,
} from './support/stage.ts';

const bell = html`<incident-notifications></incident-notifications>`;

const bellOf = (element: IncidentNotifications) => find<HTMLButtonElement>(element, '.bell');
const nameOf = (element: IncidentNotifications) => bellOf(element).ariaLabel;
const countOf = (element: IncidentNotifications) => all(element, '.count')[0]?.textContent;
const rowsOf = (element: IncidentNotifications) => all(element, '.open');
const unreadOf = (element: IncidentNotifications) => all(element, 'li.unread');
const isOpen = (element: IncidentNotifications) => find(element, '.panel').matches(':popover-open');

/** Somebody is told something. Gives the reference. */
async function tell(title: string, assignee = 'grace'): Promise<string> {
  const incident = await reported(title);
  await someone('amir').call((api) =>
    api.incidents.assign.mutate({ incident, team: 'desk', assignee }),
  );
  return incident;
}

async function open(element: IncidentNotifications): Promise<void> {
  bellOf(element).focus();
  bellOf(element).click();
  await until(() => isOpen(element) && rowsOf(element).length > 0, 'the list is there');
}

/** As somebody to whom nothing is new. */
async function showRead(who: 'grace' | 'mei' = 'grace'): Promise<IncidentNotifications> {
  const { seq } = await someone(who).call((api) => api.notifications.list.query({}));
  await someone(who).call((api) => api.notifications.markAllRead.mutate({ until: seq }));
  return show<IncidentNotifications>(bell, who);
}

describe('<incident-notifications>', () => {
  before(async () => {
    await freshServer();
    const people = ['grace', 'mei'].map((id) => ({ id, name: id }));
    await someone('amir').call((api) =>
      api.configuration.publish.mutate({
        kind: 'teams',
        basedOn: 1,
        document: { teams: [{ id: 'desk', name: 'Service desk', members: people }] } as never,
      }),
    );
    await tell('The first thing');
  });
  afterEach(clear);

  it('LIVE-11: counts what comes, and says so to a screen reader', async () => {
    const element = await showRead();
    expect(nameOf(element)).to.equal('Notifications');
    expect(countOf(element)).to.equal(undefined);
    await tell('The lift is stuck');
    await until(() => countOf(element) === '1', 'it is counted');
    expect(nameOf(element)).to.equal('Notifications, 1 unread');
    expect(element.matches(':state(unread)')).to.be.true;
    await says(element, /New notification\. Assigned to [^:]+: The lift is stuck/);
    await until(
      () => find(element, '[role=status]').textContent?.includes('The lift is stuck') ?? false,
      'it is said',
    );
  });

  it('counts what was read on another page of the same browser no more', async () => {
    const element = await showRead();
    await tell('The roof leaks');
    const other = document.createElement('incident-notifications');
    element.after(other);
    await until(() => countOf(element) === '1' && countOf(other) === '1', 'both count it');
    await open(element);
    button(element, 'Mark all as read').click();
    await until(() => countOf(other) === undefined, 'the other has heard of it');
  });

  it('lists what one was told of, newest first, in a dialog that takes the focus', async () => {
    const element = await showRead();
    const incident = await tell('The door is open');
    await until(() => countOf(element) === '1', 'it is counted');
    await open(element);
    expect(rowsOf(element)[0]?.textContent).to.include('The door is open').and.include(incident);
    expect(unreadOf(element)).to.have.length(1);
    expect(unreadOf(element)[0]?.textContent).to.include('Unread');
    await until(() => focused(element) === find(element, '.panel'), 'the focus is in the panel');
    await isAccessible(element);
    bellOf(element).click();
    await until(() => !isOpen(element), 'it is closed');
  });

  it('closes with the focus that leaves it', async () => {
    const element = await showRead();
    await open(element);
    rowsOf(element)[0]?.focus();
    const elsewhere = document.createElement('button');
    document.body.append(elsewhere);
    elsewhere.focus();
    await until(() => !isOpen(element), 'it is closed');
    elsewhere.remove();
  });

  it('DESK-14: marks one, keeps the focus beside it, and has it read elsewhere too', async () => {
    const element = await showRead();
    await tell('One');
    await tell('Another');
    await until(() => countOf(element) === '2', 'both are counted');
    await open(element);
    find(element, '.mark').click();
    await until(() => countOf(element) === '1', 'one is read');
    expect((focused(element) as HTMLElement | null)?.className).to.equal('open');
    await until(async () => {
      const { unread } = await someone('grace').call((api) => api.notifications.list.query({}));
      return unread === 1;
    }, 'the server knows');
    const again = await show<IncidentNotifications>(bell, 'grace');
    expect(countOf(again)).to.equal('1');
  });

  it('DESK-14: marks all, and what comes after is unread', async () => {
    const element = await showRead();
    await tell('One more');
    await until(() => countOf(element) === '1', 'it is counted');
    await open(element);
    button(element, 'Mark all as read').click();
    await until(() => countOf(element) === undefined, 'all are read');
    expect(button(element, 'Mark all as read').ariaDisabled).to.equal('true');
    await tell('And one more');
    await until(() => countOf(element) === '1', 'it is counted');
    expect(unreadOf(element)).to.have.length(1);
  });

  it('sends what was chosen, marks it read and closes; a page may keep a link from being followed', async () => {
    const element = await showRead();
    const incident = await tell('Choose me');
    await until(() => countOf(element) === '1', 'it is counted');
    await open(element);
    const chosen = next(element, 'incident-selected');
    rowsOf(element)[0]?.click();
    expect((await chosen).detail).to.deep.equal({ incident, intent: 'open' });
    await until(() => !isOpen(element) && countOf(element) === undefined, 'it is closed, and read');
    element.href = '/incidents/{incident}';
    element.addEventListener('incident-selected', (event) => event.preventDefault(), {
      once: true,
    });
    await open(element);
    const [link] = rowsOf(element) as HTMLAnchorElement[];
    expect(link?.getAttribute('href')).to.equal(`/incidents/${incident}`);
    link?.click();
    await until(() => !isOpen(element), 'it is closed');
    element.href = 'javascript:alert(1)';
    await open(element);
    expect(rowsOf(element)[0]?.localName).to.equal('button');
  });

  it('reads older ones when asked, and goes to the first of them', async () => {
    for (let times = 0; times < 22; times += 1) await tell(`Thing ${times} of many`, 'mei');
    const element = await showRead('mei');
    await open(element);
    expect(rowsOf(element)).to.have.length(20);
    button(element, 'Show older ones').click();
    await until(() => rowsOf(element).length > 20, 'more are there');
    await until(() => focused(element) === rowsOf(element)[20], 'the focus is at the first');
    // What comes at the top leaves them there.
    const shown = rowsOf(element).length;
    await tell('News', 'mei');
    await until(() => rowsOf(element).length === shown + 1, 'it is above');
    expect(new Set(rowsOf(element).map((each) => each.dataset.seq)).size).to.equal(shown + 1);
  });

  it('takes a mark back that the server did not take, and says why', async () => {
    const element = await showRead();
    await tell('Not to be marked');
    await until(() => countOf(element) === '1', 'it is counted');
    await open(element);
    const plug = unplug();
    try {
      find(element, '.mark').click();
      await until(() => all(element, '.problem .notice').length > 0, 'it says so');
      expect(countOf(element)).to.equal('1');
      await says(element, 'There is no connection to the server.');
    } finally {
      plug();
    }
  });

  it('says why a mark was not taken, also when a list that was asked for before comes after', async () => {
    const element = await showRead();
    await tell('Marked while it is read');
    await until(() => countOf(element) === '1', 'it is counted');
    const { fetch } = globalThis;
    let letCome = () => {};
    const held = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    let hasCome = false;
    globalThis.fetch = async (input, init) => {
      const url = String(input instanceof Request ? input.url : input);
      if (url.includes('notifications.markRead')) throw new TypeError('Failed to fetch');
      const answer = await fetch(input, init);
      if (url.includes('notifications.list')) {
        await held;
        hasCome = true;
      }
      return answer;
    };
    try {
      await open(element);
      find(element, '.mark').click();
      await until(() => all(element, '.problem .notice').length > 0, 'it says so');
      letCome();
      await until(() => hasCome, 'the list comes');
      for (let frame = 0; frame < 5; frame += 1) await nextFrame();
      expect(all(element, '.problem .notice')).to.have.length(1);
      expect(countOf(element)).to.equal('1');
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('tells whoever is not of the desk that it is not for them', async () => {
    const element = await show<IncidentNotifications>(bell, 'rosa', 'error');
    bellOf(element).click();
    await says(element, 'may not do this');
    await isAccessible(element);
  });
});
