import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/service-objectives/define.ts';
import type { ServiceObjectives } from '../../packages/widgets/src/service-objectives/service-objectives.ts';
import {
  all,
  clear,
  find,
  freshServer,
  isAccessible,
  measuredServer,
  next,
  says,
  show,
  textOf,
  until,
} from './support/stage.ts';

const objectives = html`<service-objectives href="/incidents/{incident}"></service-objectives>`;
const cards = (element: ServiceObjectives) => all(element, '.objective');

describe('<service-objectives>', () => {
  before(measuredServer);
  afterEach(clear);

  it('SLO-4 SLO-5: says in words, a bar and a drawing how each stands, with a table behind', async () => {
    const element = await show<ServiceObjectives>(objectives, 'grace');
    const states = cards(element).map((each) => [
      each.querySelector('h3')?.textContent,
      each.querySelector('.state')?.textContent,
    ]);
    expect(states).to.deep.equal([
      ['Payments are taken', 'Burns too fast'],
      ['Search answers within a second', 'Burns faster than it lasts'],
      ['Orders go through', 'On track'],
      ['Mail is there', 'Budget used up'],
      ['Faxes arrive', 'Too few events'],
    ]);
    const [payments, , orders, mail, fax] = cards(element).map((each) => each.textContent ?? '');
    expect(payments)
      .to.include('99.9% good over 28 days')
      .and.match(/It burns too fast since/);
    expect(orders)
      .to.match(/\d+% of the error budget is left/)
      .and.match(/[\d,]+ of [\d,]+ events used/);
    expect(mail).to.include('without an open incident of priority High or higher');
    expect(mail)
      .to.include('overdrawn by')
      .and.match(/6 hrs? of 3 hrs? 22 mins? used/);
    expect(fax).to.include('Fewer than ten events were counted');
    const charts = all(element, '.course svg');
    expect(charts).to.have.length(4);
    expect(charts[3]?.getAttribute('role')).to.equal('img');
    expect(charts[3]?.getAttribute('aria-label')).to.match(/Mail is there: .* It is -\d+% now\./);
    const rows = () => cards(element)[3]?.querySelectorAll('tbody tr').length ?? 0;
    expect(rows()).to.equal(0);
    cards(element)[3]?.querySelector('summary')?.click();
    await until(() => rows() === 57, 'the table is there');
    await isAccessible(element);
  });

  it('SLO-6: leads to the incident that was raised', async () => {
    const element = await show<ServiceObjectives>(objectives, 'grace');
    const link = find<HTMLAnchorElement>(element, '.burning a');
    expect(link.getAttribute('href')).to.match(/^\/incidents\/INC-\d+$/);
    const selected = next(element, 'incident-selected');
    element.addEventListener('incident-selected', (event) => event.preventDefault());
    link.click();
    expect((await selected).detail).to.deep.equal({
      ...{ incident: link.textContent, intent: 'open' },
    });
  });

  it('SLO-6: has when it burned too fast, once somebody asks for that', async () => {
    const element = await show<ServiceObjectives>(objectives, 'grace');
    const past = (index: number) => cards(element)[index]?.querySelector('.past') as HTMLElement;
    expect(past(0).querySelector('table')).to.equal(null);
    for (const index of [0, 2]) past(index).querySelector('summary')?.click();
    await until(() => past(0).querySelectorAll('tbody tr').length > 0, 'they are there');
    expect(past(0).textContent).to.match(/so far\s*Alert: [\d.]+× ·\s+[\d.]+×/);
    await until(() => /Not once/.test(past(2).textContent ?? ''), 'that there was none');
    await isAccessible(element);
    // What comes later of the others leaves them as they are.
    element.service = 'shop';
    await until(() => cards(element).length === 3, 'those of one service are there');
    expect(cards(element)[0]?.querySelectorAll('.past tbody tr').length).to.be.greaterThan(0);
    past(0).querySelector('summary')?.click();
    await until(() => past(0).querySelector('table') === null, 'it is closed');
  });

  it('shows those of one service, also when that changes', async () => {
    const element = await show<ServiceObjectives>(
      html`<service-objectives service="mail"></service-objectives>`,
      'grace',
    );
    expect(cards(element)).to.have.length(2);
    element.service = 'shop';
    await until(() => cards(element).length === 3, 'the others are there');
  });

  it('SLO-7: shows others what is public, without how many events there were', async () => {
    const element = await show<ServiceObjectives>(objectives, undefined);
    expect(cards(element).map((each) => each.dataset.objective)).to.deep.equal(['orders', 'mail']);
    expect(textOf(element)).not.to.include('events used');
    expect(all(element, 'a')).to.be.empty;
    await isAccessible(element);
  });

  it('says where there is none, and lets whoever may begin', async () => {
    await freshServer();
    const element = await show<ServiceObjectives>(objectives, 'amir', 'empty');
    await says(element, 'No objectives are shown here.');
    expect(find(element, '.add').textContent).to.include('Add an objective');
    const other = await show<ServiceObjectives>(objectives, 'grace', 'empty');
    expect(all(other, 'button')).to.be.empty;
    await isAccessible(other);
  });
});
