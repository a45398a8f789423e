import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-list/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentList } from '../../packages/widgets/src/incident-list/incident-list.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  reported,
  says,
  show,
  showQueue,
  someone,
  textOf,
  unplug,
  until,
} from './support/stage.ts';

const queue = html`<incident-list view="queue"></incident-list>`;

const open = (content: unknown = queue) => showQueue('grace', content);
const rows = (list: IncidentList) => all(list, '.row');
const shown = (list: IncidentList) =>
  rows(list)
    .sort((a, b) => Number(a.ariaRowIndex ?? 0) - Number(b.ariaRowIndex ?? 0))
    .map((row) => row.dataset.incident);
const cell = (list: IncidentList, incident: string, column: string) =>
  find(list, `[data-incident="${incident}"] [data-column=${column}]`);

/** Presses keys where the focus is, one after the other, as somebody who waits for none of them. */
async function keys(list: IncidentList, ...pressed: string[]): Promise<void> {
  for (const each of pressed) {
    const [key = '', ...modifiers] = each.split('+').reverse();
    const target = focused(list) ?? list;
    target.dispatchEvent(
      new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        composed: true,
        cancelable: true,
        shiftKey: modifiers.includes('Shift'),
        ctrlKey: modifiers.includes('Ctrl'),
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 0));
    await list.updateComplete;
  }
}

async function typed(list: IncidentList, text: string): Promise<void> {
  const field = focused(list) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await list.updateComplete;
}

function submit(list: IncidentList): void {
  (find(list, '.ask') as HTMLFormElement).requestSubmit();
}

describe('<incident-list view="queue">', () => {
  const incidents: string[] = [];

  before(async () => {
    await freshServer();
    const desk = someone('amir');
    const { current } = await desk.call((api) => api.configuration.get.query({ kind: 'teams' }));
    const members = [
      { id: 'grace', name: 'Grace Okafor' },
      { id: 'tomas', name: 'Tomás Novak' },
    ];
    await desk.call((api) =>
      api.configuration.publish.mutate({
        kind: 'teams',
        basedOn: current.version,
        document: { teams: [{ id: 'helpers', name: 'Helpers', members }] },
        reason: 'Somebody to work',
      }),
    );
    for (let index = 1; index <= 6; index++) incidents.push(await reported(`Trouble ${index}`));
  });
  afterEach(clear);

  it('is a grid with what is due first on top, and tells how many there are', async () => {
    const list = await open();
    const grid = find(list, '[role=grid]');
    expect(grid.getAttribute('aria-rowcount')).to.equal('7');
    expect(grid.getAttribute('aria-multiselectable')).to.equal('true');
    // All alike: the newest first of what is due at the same time, else the oldest.
    expect(shown(list)).to.deep.equal(incidents);
    expect(rows(list).map((row) => row.getAttribute('tabindex'))).to.deep.equal([
      '0',
      '-1',
      '-1',
      '-1',
      '-1',
      '-1',
    ]);
    expect(find(list, '[role=columnheader][data-column=due]').ariaSort).to.equal('ascending');
    expect(cell(list, incidents[0] ?? '', 'due').textContent).to.match(/^Answer in /);
    await until(() => all(list, '.view').length > 4, 'the desk’s views are there');
    await isAccessible(list);
  });

  it('is worked by the keyboard alone', async () => {
    const list = await open();
    rows(list)[0]?.focus();
    await keys(list, 'j', 'ArrowDown', 'k');
    expect((focused(list) as HTMLElement).dataset.incident).to.equal(incidents[1]);
    await keys(list, 'End');
    expect((focused(list) as HTMLElement).dataset.incident).to.equal(incidents[5]);
    await keys(list, 'Home', 'ArrowRight', 'ArrowRight');
    expect((focused(list) as HTMLElement).dataset.column).to.equal('priority');
    await keys(list, 'ArrowDown');
    expect(focused(list)).to.equal(cell(list, incidents[1] ?? '', 'priority'));
    await keys(list, 'ArrowLeft', 'ArrowLeft');
    expect((focused(list) as HTMLElement).dataset.incident).to.equal(incidents[1]);
    await keys(list, 'x', 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(all(list, '.row[aria-selected=true]')).to.have.length(3);
    expect(find(list, '[role=toolbar]').ariaLabel).to.equal('3 selected');
    await keys(list, 'Shift+ArrowUp');
    expect(all(list, '.row[aria-selected=true]')).to.have.length(2);
    await keys(list, 'Ctrl+a');
    await says(list, '6 selected');
    await isAccessible(list);
    await keys(list, 'Escape');
    expect(all(list, '.row[aria-selected=true]')).to.have.length(0);
    await keys(list, '?');
    await until(() => focused(list)?.closest('[role=dialog]'), 'the keys are shown');
    await keys(list, 'Escape');
    expect(focused(list)?.matches('.row')).to.be.true;
  });

  it('is sorted by its heads, which are above the first row, by keyboard and pointer', async () => {
    const list = await open(html`<div style="inline-size: 76rem">${queue}</div>`);
    rows(list)[0]?.focus();
    await keys(list, 'ArrowUp');
    expect((focused(list) as HTMLElement).dataset.order).to.equal('due');
    expect((focused(list) as HTMLElement).ariaSort).to.equal('ascending');
    await keys(list, 'ArrowRight');
    expect((focused(list) as HTMLElement).dataset.order).to.equal('updated');
    expect((focused(list) as HTMLElement).ariaSort).to.equal('none');
    await keys(list, 'Enter');
    await until(() => rows(list).length === incidents.length, 'is read in that order');
    expect((focused(list) as HTMLElement).ariaSort).to.equal('descending');
    await isAccessible(list);
    await keys(list, 'ArrowDown');
    await until(() => focused(list)?.matches('.row'), 'a row has the focus');
    find(list, '[data-order=priority]').click();
    await until(() => find(list, '[data-order=priority]').ariaSort === 'ascending');
    expect(find(list, '[data-order=updated]').ariaSort).to.equal('none');
  });

  it('does what was pressed before what does it had come, and moves no row for it', async () => {
    const before = await open();
    const list = before.cloneNode() as IncidentList;
    const rowsAreThere = Promise.withResolvers<void>();
    before.replaceWith(list);
    await list.updateComplete;
    const observer = new MutationObserver(() => rows(list).length > 0 && rowsAreThere.resolve());
    observer.observe(list.renderRoot, { childList: true, subtree: true });
    await rowsAreThere.promise;
    observer.disconnect();
    const [first, second] = rows(list);
    expect(all(list, '.view')).to.have.length(0);
    const { top } = find(list, '.scroller').getBoundingClientRect();
    first?.focus();
    for (const key of ['j', 'x', 'k', 'x', 'j']) {
      const options = { key, bubbles: true, composed: true, cancelable: true };
      const event = new KeyboardEvent('keydown', options);
      first?.dispatchEvent(event);
      expect(event.defaultPrevented).to.be.true;
    }
    await until(() => all(list, '.row[aria-selected=true]').length === 2, 'both are selected');
    await until(() => focused(list) === second, 'the second has the focus');
    await keys(list, 'Escape');
    await until(() => all(list, '.view').length > 4, 'the desk’s views are there');
    expect(find(list, '.scroller').getBoundingClientRect().top).to.equal(top);
  });

  it('leaves keys alone that are typed, or pressed with others', async () => {
    const list = await open();
    rows(list)[0]?.focus();
    await keys(list, 'Ctrl+i', 'Ctrl+x');
    expect(all(list, '[aria-selected=true]')).to.have.length(0);
    await keys(list, '/');
    expect(focused(list)?.matches('[type=search]')).to.be.true;
    await keys(list, 'x', 'i', 'j');
    expect(all(list, '[aria-selected=true]')).to.have.length(0);
    expect(focused(list)?.matches('[type=search]')).to.be.true;
  });

  it('stands still while somebody is in it, and tells what would move', async () => {
    const list = await open();
    rows(list)[2]?.focus();
    const desk = someone('grace');
    const [first = ''] = incidents;
    await desk.call((api) =>
      api.incidents.resolve.mutate({ incident: first, code: 'fixed', text: 'Done.' }),
    );
    await says(list, '1 change, update order');
    expect(shown(list)).to.deep.equal(incidents);
    expect(find(list, `[data-incident="${first}"]`).dataset.left).to.equal('');
    const fresh = await reported('Trouble 7');
    await says(list, '2 changes, update order');
    button(list, '2 changes').focus();
    button(list, '2 changes').click();
    await until(() => all(list, '.changes').length === 0);
    expect(shown(list)).to.deep.equal([...incidents.slice(1), fresh]);
    await until(() => focused(list)?.matches('.row'), 'a row has the focus');
    // Without anybody in it, it moves by itself.
    (focused(list) as HTMLElement).blur();
    await desk.call((api) =>
      api.incidents.resolve.mutate({ incident: fresh, code: 'fixed', text: 'Done.' }),
    );
    await until(() => !shown(list).includes(fresh), 'is gone');
    await desk.call((api) => api.incidents.reopen.mutate({ incident: first, reason: 'Not done' }));
    await until(() => shown(list).includes(first), 'is back');
  });

  it('keeps the focus when the row that has it goes', async () => {
    const list = await open();
    const [incident = '', after = ''] = shown(list);
    rows(list)
      .find((row) => row.dataset.incident === incident)
      ?.focus();
    const desk = someone('grace');
    await desk.call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Done.' }),
    );
    await says(list, '1 change, update order');
    button(list, '1 change').click();
    await until(() => (focused(list) as HTMLElement | null)?.dataset.incident === after);
    await desk.call((api) => api.incidents.reopen.mutate({ incident, reason: 'Not done' }));
  });

  it('acknowledges the fifth row with five keys, and takes it with one more', async () => {
    const list = await open();
    const incident = shown(list)[4] ?? '';
    find(list, '.row[tabindex="0"]').focus();
    await keys(list, 'j', 'j', 'j', 'j', 'c');
    await until(() => cell(list, incident, 'status').textContent === 'In progress');
    await says(list, 'Acknowledged');
    await keys(list, 'i');
    await until(() => cell(list, incident, 'assignee').textContent === 'Grace Okafor');
    await says(list, 'Assigned to you');
    await keys(list, 'z');
    await until(() => cell(list, incident, 'assignee').matches('[data-none]'), 'is undone');
    expect((focused(list) as HTMLElement).dataset.incident).to.equal(incident);
  });

  it('assigns several at once to somebody who is found by typing, and takes it back', async () => {
    const list = await open();
    const [one = '', two = ''] = shown(list);
    find(list, '.row[tabindex="0"]').focus();
    await keys(list, 'x', 'j', 'x', 'a');
    await until(() => focused(list)?.matches('.ask input'), 'asks whom');
    await typed(list, 'nov');
    await until(() => all(list, '[role=option]').length === 1);
    expect(find(list, '[role=option]').textContent).to.include('Tomás Novak');
    await isAccessible(list);
    submit(list);
    await says(list, '2 assigned to Tomás Novak');
    for (const each of [one, two]) {
      await until(() => cell(list, each, 'assignee').textContent === 'Tomás Novak');
    }
    expect(all(list, '[aria-selected=true]')).to.have.length(0);
    button(list, 'Undo').click();
    await until(() => cell(list, one, 'assignee').matches('[data-none]'), 'is undone');
    await until(() => cell(list, two, 'assignee').matches('[data-none]'), 'is undone');
  });

  it('says of each that was refused why, and keeps it selected', async () => {
    const list = await open();
    const [one = '', two = ''] = shown(list);
    find(list, '.row[tabindex="0"]').focus();
    await keys(list, 'x', 'j', 'x');
    // Somebody else is faster with the first.
    const { incident: view } = await someone('amir').call((api) =>
      api.incidents.get.query({ incident: one }),
    );
    await someone('amir').call((api) =>
      api.incidents.resolve.mutate({ incident: one, code: 'fixed', text: 'Faster.' }),
    );
    await until(() => cell(list, one, 'status').textContent === 'Resolved');
    await keys(list, 'c');
    await says(list, 'One was refused and stays selected');
    await says(list, 'Acknowledged');
    expect(find(list, '[role=alert] li').textContent).to.include(one);
    expect(all(list, '.row[aria-selected=true]').map((row) => row.dataset.incident)).to.deep.equal([
      one,
    ]);
    await until(() => cell(list, two, 'status').textContent === 'In progress');
    expect(view.incident).to.equal(one);
    await isAccessible(list);
    await someone('amir').call((api) =>
      api.incidents.reopen.mutate({ incident: one, reason: 'Not done' }),
    );
  });

  it('puts back what was not sent when the network goes, and keeps it selected', async () => {
    const list = await open();
    const [one = ''] = shown(list);
    const before = cell(list, one, 'assignee').textContent;
    find(list, '.row[tabindex="0"]').focus();
    await keys(list, 'x');
    // Loaded by now, as it is for whoever has done something before.
    await import('../../packages/widgets/src/incident-list/queue/bulk-actions.ts');
    const plugIn = unplug();
    try {
      await keys(list, 'i');
      await says(list, 'One incident may be as it was, and stays selected.');
      expect(cell(list, one, 'assignee').textContent).to.equal(before);
      expect(all(list, '.row[aria-selected=true]')).to.have.length(1);
    } finally {
      plugIn();
    }
  });

  it('is narrowed by search and filters, which can be taken away', async () => {
    const list = await open();
    find(list, '.row[tabindex="0"]').focus();
    await keys(list, '/');
    await typed(list, 'nothing of the sort');
    await says(list, 'Nothing fits these filters.');
    await typed(list, 'trouble');
    await until(() => rows(list).length === 6);
    button(list, 'Filter').click();
    await until(() => all(list, '.filters select').length === 6);
    const status = find<HTMLSelectElement>(list, '.filters select');
    await isAccessible(list);
    status.value = 'resolved';
    status.dispatchEvent(new Event('change'));
    await until(() => rows(list).length === 1, 'is narrowed');
    expect(find(list, '.chip').ariaLabel).to.equal('Remove filter: Status: Resolved');
    find(list, '.chip').click();
    await until(() => rows(list).length === 6, 'is wide again');
    expect(focused(list)?.matches('.open-filters')).to.be.true;
  });

  it('keeps what it is narrowed to in the page’s address, where the page wants that', async () => {
    const before = location.href;
    history.replaceState(null, '', '?q.assignee=me&other=1');
    try {
      const list = await open(html`<incident-list view="queue" address="q."></incident-list>`);
      expect(find(list, '.chip').ariaLabel).to.equal('Remove filter: Assignee: Me');
      expect(rows(list)).to.have.length(0);
      find(list, '.chip').click();
      await until(() => rows(list).length === 6);
      expect(location.search).to.equal('?other=1');
      find(list, '[data-order=priority]').click();
      await until(() => location.search === '?other=1&q.order=priority');
      await until(() => rows(list).length === 6);
      expect(find(list, '[data-order=priority]').ariaSort).to.equal('ascending');
    } finally {
      history.replaceState(null, '', before);
    }
  });

  it('opens a timeline with Enter, to write with r, and comes back to the row with Escape', async () => {
    const list = await open(
      html`<incident-list view="queue" opens="desk"></incident-list
        ><incident-timeline id="desk" hidden></incident-timeline>`,
    );
    const timeline = document.querySelector('#desk') as IncidentTimeline;
    find(list, '.row[tabindex="0"]').focus();
    await keys(list, 'j');
    const row = focused(list) as HTMLElement;
    const selected = next(list, 'incident-selected');
    await keys(list, 'Enter');
    expect((await selected).detail).to.deep.equal({
      incident: row.dataset.incident,
      intent: 'open',
    });
    await comesTo(timeline, 'ready');
    await until(() => focused(timeline)?.matches('h2'), 'the title has the focus');
    expect(row.getAttribute('aria-current')).to.equal('true');
    find(timeline, 'h2').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    await until(() => focused(list) === row, 'the row has the focus');
    const reply = next(list, 'incident-selected');
    await keys(list, 'r');
    expect((await reply).detail.intent).to.equal('reply');
  });

  it('shows what it had while the server is away', async () => {
    const list = await open();
    const plugIn = unplug();
    try {
      await comesTo(list, 'offline');
      await says(list, 'There is no connection to the server.');
      expect(rows(list)).to.have.length(6);
    } finally {
      plugIn();
    }
    await until(() => !list.matches(':state(offline)'), 'is back');
  });

  it('is for the desk alone: others have what they reported', async () => {
    const list = await show<IncidentList>(queue, undefined, 'error');
    await says(list, 'Sign in to do this.');
    expect(textOf(list)).not.to.include('Trouble');
  });
});
