import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-list/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import type { IncidentList } from '../../packages/widgets/src/incident-list/incident-list.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  freshServer,
  isAccessible,
  reported,
  says,
  show,
  someone,
  textOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

async function open(): Promise<IncidentList> {
  const list = await show<IncidentList>(
    html`<incident-list view="queue"></incident-list>`,
    'grace',
  );
  await until(() => all(list, '.view').length > 4, 'the desk’s views are there');
  return list;
}

const names = (list: IncidentList) =>
  all(list, '.view:not(.edit-views)').map((each) => each.querySelector('bdi')?.textContent);
const current = (list: IncidentList) =>
  all(list, '.view[aria-current=page]')[0]?.textContent?.trim();
const kept = async () =>
  (await someone('grace').call((api) => api.views.list.query())).own.map(({ name }) => name);
const submit = (list: IncidentList, selector = '.save-view') =>
  find<HTMLFormElement>(list, selector).requestSubmit();

/** Narrows it to what none of the desk's views shows, and begins to keep that. */
async function narrow(list: IncidentList, priority = 'P3'): Promise<void> {
  find(list, '.open-filters').click();
  await until(() => all(list, '.filters option[value=P3]').length > 0, 'can be narrowed');
  const field = all(list, '.filters select').findIndex((each) =>
    each.querySelector('option[value=P3]'),
  );
  await choose(list, `.filters .field:nth-of-type(${field + 1}) select`, priority);
  button(list, 'Done').click();
  await list.updateComplete;
}

async function beginToSave(list: IncidentList): Promise<void> {
  find(list, '.edit-views').click();
  await until(() => focused(list)?.matches('.save-view input'), 'asks for a name');
}

describe('views of one’s own', () => {
  before(async () => {
    await freshServer();
    await reported('Trouble');
  });
  afterEach(async () => {
    clear();
    const grace = someone('grace');
    const { own } = await grace.call((api) => api.views.list.query());
    for (const { id } of own) await grace.call((api) => api.views.remove.mutate({ id }));
  });

  it('are kept with filter, order and columns, and stand beside the desk’s with their count', async () => {
    const list = await open();
    expect(all(list, '.edit-views')).to.have.length(0);
    await narrow(list);
    expect(find(list, '.edit-views').textContent).to.equal('Save view…');
    await beginToSave(list);
    await isAccessible(list);
    await type(list, '.save-view input', 'Pressing enough');
    submit(list);
    await until(() => names(list).includes('Pressing enough'), 'is there');
    expect(find(list, '.view[aria-current=page]').textContent).to.include('Pressing enough');
    await until(() => current(list)?.endsWith('1'), 'counted');
    expect(await kept()).to.deep.equal(['Pressing enough']);
    expect(focused(list)?.matches('.edit-views')).to.be.true;
    // In another window, and the desk's own again.
    const again = await open();
    button(again, 'Pressing enough').click();
    await until(() => all(again, '.chip').length === 1, 'is narrowed');
    button(again, 'Open').click();
    await until(() => all(again, '.chip').length === 0);
  });

  it('are refused with a sentence where their name is missing, too long or taken', async () => {
    const list = await open();
    await narrow(list);
    await beginToSave(list);
    submit(list);
    await says(list, 'Give it a name.');
    await type(list, '.save-view input', 'x'.repeat(121));
    submit(list);
    await says(list, 'Keep the name within 120 characters.');
    await type(list, '.save-view input', ' mine');
    submit(list);
    await says(list, 'There is a view “Mine” already.');
    expect(find<HTMLInputElement>(list, '.save-view input').value).to.equal(' mine');
    expect(focused(list)?.matches('.save-view input')).to.be.true;
    expect(await kept()).to.deep.equal([]);
  });

  it('are kept once, however often that is pressed, and not under a name given elsewhere meanwhile', async () => {
    const list = await open();
    await narrow(list);
    await beginToSave(list);
    await someone('grace').call((api) =>
      api.views.save.mutate({ view: { id: 'other', name: 'Mornings', filter: { status: 'new' } } }),
    );
    await type(list, '.save-view input', 'Mornings');
    submit(list);
    await says(list, 'There is a view “Mornings” already.');
    expect(names(list)).to.include('Mornings');
    await type(list, '.save-view input', 'Evenings');
    submit(list);
    submit(list);
    await until(() => names(list).includes('Evenings'));
    expect(await kept()).to.deep.equal(['Mornings', 'Evenings']);
  });

  it('say that there is no connection, and keep the name that was typed', async () => {
    const list = await open();
    await narrow(list);
    await beginToSave(list);
    await type(list, '.save-view input', 'Pressing');
    const plugIn = unplug();
    try {
      submit(list);
      await says(list, 'You are offline.');
      expect(find<HTMLInputElement>(list, '.save-view input').value).to.equal('Pressing');
    } finally {
      plugIn();
    }
    submit(list);
    await until(() => names(list).includes('Pressing'));
  });

  it('are renamed, and removed with a way back', async () => {
    await someone('grace').call((api) =>
      api.views.save.mutate({
        view: { id: 'mornings', name: 'Mornings', filter: { status: 'new' } },
      }),
    );
    const list = await open();
    find(list, '.edit-views').click();
    await until(() => focused(list)?.id === 'view-mornings');
    await type(list, '#view-mornings', 'Early');
    submit(list, '.own form');
    await until(() => names(list).includes('Early'));
    await until(() => focused(list)?.id === 'view-mornings');
    button(list, 'Remove').click();
    await until(() => !names(list).includes('Early'));
    await says(list, '“Early” is removed.');
    await until(() => focused(list)?.matches('.undo-remove'));
    await isAccessible(list);
    (focused(list) as HTMLElement).click();
    await until(() => names(list).includes('Early'));
    expect(await kept()).to.deep.equal(['Early']);
    find(list, '.close-views').click();
    await until(() => focused(list)?.matches('.edit-views'));
  });

  it('are changed to what is shown, and come with their columns', async () => {
    await someone('grace').call((api) =>
      api.views.save.mutate({
        view: { id: 'open', name: 'All of it', filter: {}, columns: ['title', 'team'] },
      }),
    );
    // In place of the desk's of the same id, for oneself.
    const list = await open();
    await until(() => all(list, '[role=columnheader]').length === 3, 'has its columns');
    expect(names(list)).not.to.include('Open');
    button(list, 'All of it').click();
    await narrow(list);
    await beginToSave(list);
    button(list, 'Change “All of it” to this').click();
    await until(() => current(list)?.includes('All of it'));
    const { own } = await someone('grace').call((api) => api.views.list.query());
    expect(own).to.have.length(1);
    expect(own[0]).to.deep.include({ id: 'open', columns: ['title', 'team'] });
    expect(own[0]?.filter.priority).to.equal('P3');
    expect(textOf(list)).not.to.include('undefined');
  });

  it('are kept with columns in another order, which keys and the pointer put them in', async () => {
    const list = await show<IncidentList>(
      html`<incident-list view="queue" address="q."></incident-list>`,
      'grace',
    );
    await until(() => all(list, '.view').length > 4, 'the desk’s views are there');
    const heads = () => all(list, '.head [data-column]').map((each) => each.dataset.column);
    const item = (name: string) => find(list, `.columns [data-name=${name}]`);
    const drag = (type: string) =>
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });
    find(list, '.open-filters').click();
    await until(() => all(list, '.columns li').length > 10, 'columns can be chosen');
    expect(heads().slice(-2)).to.deep.equal(['due', 'updated']);

    const sooner = () => find<HTMLButtonElement>(list, '.columns [data-name=due] [data-by="-1"]');
    sooner().focus();
    sooner().click();
    await says(list, 'Due is column 6 of 8.');
    await until(() => focused(list) === sooner(), 'the button keeps the focus');
    expect(heads().slice(-3)).to.deep.equal(['due', 'status', 'updated']);
    const row = all(list, '.row')[0];
    const cells = [...(row?.children ?? [])].map((each) => (each as HTMLElement).dataset.column);
    expect(cells).to.deep.equal(heads());

    item('updated').dispatchEvent(drag('dragstart'));
    item('priority').dispatchEvent(drag('dragover'));
    item('priority').dispatchEvent(drag('drop'));
    await until(() => heads()[1] === 'updated', 'is drawn to the start');
    const last = find(list, '.columns [data-name=status] [data-by="1"]');
    expect(last.ariaDisabled).to.equal('true');
    last.click();
    find<HTMLInputElement>(list, '.columns [data-name=team] input').click();
    await until(() => heads().includes('team'), 'is shown as well');
    const shown = heads().slice(1);
    expect(new URLSearchParams(location.search).get('q.columns')).to.equal(shown.join());
    await isAccessible(list);

    button(list, 'Done').click();
    await beginToSave(list);
    await type(list, '.save-view input', 'My order');
    submit(list);
    await until(async () => (await kept()).includes('My order'));
    all(list, '.view')[0]?.click();
    await until(() => heads().at(-1) === 'updated', 'the desk’s has its own');
    button(list, 'My order').click();
    await until(() => heads().slice(1).join() === shown.join(), 'one’s own comes back');
    clear();
    const again = await show<IncidentList>(
      html`<incident-list view="queue" address="q."></incident-list>`,
      'grace',
    );
    expect(
      all(again, '.head [data-column]')
        .slice(1)
        .map((each) => each.dataset.column),
    ).to.deep.equal(shown);
    history.replaceState(history.state, '', location.pathname);
  });
});
