import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import type { IncidentProvider } from '../../packages/widgets/src/incident-provider/incident-provider.ts';
import '../../packages/widgets/src/service-objectives/define.ts';
import type {
  DefinedObjective,
  ObjectivesVersion,
} from '../../packages/widgets/src/service-objectives/objective-changes.ts';
import type { ServiceObjectives } from '../../packages/widgets/src/service-objectives/service-objectives.ts';
import {
  all,
  button,
  choose,
  clear,
  comesTo,
  find,
  focused,
  freshServer,
  isAccessible,
  next,
  press,
  says,
  show,
  someone,
  textOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

const objectives = html`<service-objectives></service-objectives>`;
const mail: DefinedObjective = {
  ...{ id: 'mail', name: 'Mail is there', service: 'email', target: 99.5, windowDays: 28 },
  ...{ indicator: { kind: 'incidents', priority: 'P2' }, isPublic: true },
};
const orders: DefinedObjective = {
  ...{ id: 'orders', name: 'Orders go through', service: 'applications', target: 99.9 },
  ...{ windowDays: 30, indicator: { kind: 'measurements' }, isPublic: false },
};

const inForce = async () => {
  const { current } = await someone('amir').call((api) =>
    api.configuration.get.query({ kind: 'objectives' }),
  );
  // What is asked for by its kind is of that kind.
  return current as unknown as ObjectivesVersion;
};
const publish = (basedOn: number, ...objectives: DefinedObjective[]) =>
  someone('mei').call((api) =>
    api.configuration.publish.mutate({
      ...{ kind: 'objectives', basedOn, reason: 'As agreed' },
      document: { objectives },
    }),
  );
const names = (element: ServiceObjectives) =>
  all(element, '.objectives h3').map((each) => each.textContent);
const cardOf = (element: ServiceObjectives, id: string) =>
  find(element, `[data-objective=${id}]`).textContent?.replace(/\s+/g, ' ') ?? '';
const act = (element: ServiceObjectives, id: string, what: 'edit' | 'remove') =>
  find(element, `[data-objective=${id}] .${what}`).click();
const keep = (element: ServiceObjectives) => find(element, '.objective-form .primary').click();
const hasFocus = (element: ServiceObjectives, id: string) =>
  until(() => focused(element)?.id === id, `the focus is on ${id}`);

async function edit(element: ServiceObjectives, id: string): Promise<void> {
  act(element, id, 'edit');
  await hasFocus(element, 'objective-name');
}

describe('<service-objectives>, edited', () => {
  beforeEach(async () => {
    await freshServer();
    await publish(0, mail, orders);
  });
  afterEach(clear);

  it('SLO-9: one is added as a draft, and published with why', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    button(element, 'Add an objective').click();
    await hasFocus(element, 'objective-name');
    keep(element);
    await says(element, 'Give it a name.');
    await says(element, 'Choose a service.');
    await hasFocus(element, 'objective-name');
    const name = find(element, '#objective-name');
    expect(name.getAttribute('aria-invalid')).to.equal('true');
    expect(name.getAttribute('aria-describedby')).to.equal(
      'objective-name-error objective-name-hint',
    );
    await isAccessible(element);
    await type(element, '#objective-name', 'Wi-Fi für alle ist da');
    await choose(element, '#objective-service', 'network');
    expect(find<HTMLSelectElement>(element, '#objective-service').value).to.equal('network');
    await choose(element, '#objective-priority', 'P2');
    for (const [target, days, said] of [
      ['49.9', '30', 'Write a number from 50'],
      ['100', '30', 'Write a number from 50'],
      ['99.99999', '30', 'Write a number from 50'],
      ['99.5', '91', 'Write a whole number from 1 to 90.'],
      ['99.5', '7.5', 'Write a whole number from 1 to 90.'],
    ] as const) {
      await type(element, '#objective-target', target);
      await type(element, '#objective-windowDays', days);
      keep(element);
      await says(element, said);
      await hasFocus(element, said.includes('50') ? 'objective-target' : 'objective-windowDays');
    }
    await type(element, '#objective-target', '99,5 %');
    await type(element, '#objective-windowDays', '30');
    await says(element, 'That allows for 3 hr 36 min with such an incident in 30 days.');
    keep(element);
    await comesTo(element, 'dirty');
    await until(() => focused(element)?.localName === 'h3', 'the focus is on what was added');
    expect(cardOf(element, 'wi-fi-fur-alle-ist-da')).to.include('not published yet');
    await says(element, '“Wi-Fi für alle ist da” is new');
    await isAccessible(element);
    await type(element, '#reason', 'They asked for it');
    const published = next(element, 'objectives-published');
    button(element, 'Publish').click();
    const { version } = (await published).detail;
    await says(element, `Version ${version} is in force.`);
    const { document, reason, ...rest } = await inForce();
    expect([rest.version, reason]).to.deep.equal([version, 'They asked for it']);
    expect(document.objectives[2]).to.deep.equal({
      ...{ id: 'wi-fi-fur-alle-ist-da', name: 'Wi-Fi für alle ist da', service: 'network' },
      ...{ target: 99.5, windowDays: 30, isPublic: false },
      indicator: { kind: 'incidents', priority: 'P2' },
    });
    // How it stands is asked for at once.
    await until(
      () => /On track/.test(cardOf(element, 'wi-fi-fur-alle-ist-da')),
      'it has its figures',
    );
    await until(() => focused(element)?.className === 'add', 'the focus stays');
  });

  it('SLO-9: one that is changed keeps its figures and its id, and Escape changes nothing', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    await edit(element, 'mail');
    await type(element, '#objective-name', 'Nothing');
    await press(element, find(element, '#objective-name'), 'Escape');
    await until(() => focused(element)?.classList.contains('edit') === true, 'it was left');
    expect(names(element)[0]).to.equal('Mail is there');
    await edit(element, 'mail');
    await type(element, '#objective-name', 'Mail arrives');
    await type(element, '#objective-target', '99');
    find<HTMLInputElement>(element, '#objective-isPublic').click();
    keep(element);
    await comesTo(element, 'dirty');
    expect(names(element)).to.deep.equal(['Mail arrives', 'Orders go through']);
    expect(cardOf(element, 'mail'))
      .to.include('changed')
      .and.include('99.5% of 28 days')
      .and.include('Once published: Email and calendar · 99% of 28 days')
      .and.include('of the error budget is left');
    const untouched = find(element, '[data-objective=orders] .first').textContent;
    expect(untouched?.replace(/\s+/g, ' ')).to.equal(
      ' Orders go through Too few events Edit Remove ',
    );
    await says(
      element,
      '“Mail is there”: is called “Mail arrives”, target 99% (was 99.5%), is public no longer',
    );
    button(element, 'Undo').click();
    await until(() => names(element)[0] === 'Mail is there', 'it is as it was');
    expect(all(element, '.draft')).to.be.empty;
    button(element, 'Redo').click();
    await comesTo(element, 'dirty');
    button(element, 'Publish').click();
    await says(element, /Version \d+ is in force\./);
    const [first] = (await inForce()).document.objectives;
    expect(first).to.deep.equal({ ...mail, name: 'Mail arrives', target: 99, isPublic: false });
  });

  it('SLO-9: what is counted can be another, by the name that sources know', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    await edit(element, 'mail');
    await choose(element, '#objective-counted', 'measurements');
    await says(element, 'Sources post its measurements as “mail”.');
    expect(all(element, '#objective-priority')).to.be.empty;
    await says(element, 'That allows for 5 bad of 1,000 events.');
    keep(element);
    await says(element, 'counts measured events (was incidents of High or higher)');
    button(element, 'Publish').click();
    await says(element, /Version \d+ is in force\./);
    const [first] = (await inForce()).document.objectives;
    expect(first?.indicator).to.deep.equal({ kind: 'measurements' });
  });

  it('SLO-9: removes one, and takes that back', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    act(element, 'mail', 'remove');
    await says(element, '“Mail is there” is removed');
    expect(names(element)).to.deep.equal(['Orders go through']);
    await until(() => focused(element)?.textContent === 'Orders go through', 'the focus stays');
    button(element, 'Undo').click();
    await until(() => names(element).length === 2, 'it is back');
    act(element, 'orders', 'remove');
    await comesTo(element, 'dirty');
    // Its measurements would count for another of its id.
    button(element, 'Add an objective').click();
    await hasFocus(element, 'objective-name');
    await type(element, '#objective-name', 'Orders!');
    await choose(element, '#objective-service', 'applications');
    keep(element);
    await until(() => all(element, '[data-objective=orders-2]').length === 1, 'it is another');
    button(element, 'Discard all').click();
    await until(() => names(element).join() === 'Mail is there,Orders go through', 'all is back');
    expect((await inForce()).version).to.equal(1);
  });

  it('begins where there is none', async () => {
    await freshServer();
    const element = await show<ServiceObjectives>(objectives, 'amir', 'empty');
    button(element, 'Add an objective').click();
    await hasFocus(element, 'objective-name');
    await type(element, '#objective-name', '電子メール');
    await choose(element, '#objective-service', 'email');
    keep(element);
    await comesTo(element, 'ready');
    expect(all(element, '[data-objective=objective-1]')).to.have.length(1);
    button(element, 'Publish').click();
    await says(element, 'Version 1 is in force.');
  });

  it('is of the service that is shown, and shows what becomes of another', async () => {
    const element = await show<ServiceObjectives>(
      html`<service-objectives service="email"></service-objectives>`,
      'amir',
    );
    expect(names(element)).to.deep.equal(['Mail is there']);
    button(element, 'Add an objective').click();
    await hasFocus(element, 'objective-name');
    const service = () => find<HTMLSelectElement>(element, '#objective-service');
    expect(service().value).to.equal('email');
    button(element, 'Cancel').click();
    await edit(element, 'mail');
    await choose(element, '#objective-service', 'accounts');
    keep(element);
    await says(element, 'service Accounts and access (was Email and calendar)');
    expect(names(element)).to.deep.equal(['Mail is there']);
  });

  it('SLO-9: shows nothing to edit to whoever may not, or on a page that says so', async () => {
    for (const who of ['grace', 'rosa'] as const) {
      const element = await show<ServiceObjectives>(
        objectives,
        who,
        who === 'rosa' ? 'empty' : 'ready',
      );
      expect(all(element, 'button')).to.be.empty;
    }
    const page = html`<service-objectives readonly></service-objectives>`;
    const element = await show<ServiceObjectives>(page, 'amir');
    expect(all(element, 'button')).to.be.empty;
    element.readonly = false;
    await until(() => all(element, '.edit').length === 2, 'it can be edited');
  });

  it('SLO-9: says what the server refuses, and keeps the draft', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    await edit(element, 'mail');
    await choose(element, '#objective-service', 'laptop');
    keep(element);
    await comesTo(element, 'dirty');
    await someone('mei').call(async (api) => {
      const { current } = await api.configuration.get.query({ kind: 'catalogue' });
      const { services, categories } = current.document as never as {
        services: { id: string; name: string }[];
        categories: { id: string; name: string }[];
      };
      await api.configuration.publish.mutate({
        ...{ kind: 'catalogue', basedOn: current.version },
        document: { categories, services: services.filter(({ id }) => id !== 'laptop') },
      });
    });
    button(element, 'Publish').click();
    await until(() => all(element, '.draft .notice.danger').length > 0, 'it is refused');
    expect(find(element, '.draft .notice').textContent).to.include('laptop');
    await says(element, 'service Laptop or phone (was Email and calendar)');
    expect((await inForce()).version).to.equal(1);
    await isAccessible(element);
  });

  it('SLO-9: what somebody else has published meanwhile is compared, and mine is put on top of it', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    await edit(element, 'mail');
    await type(element, '#objective-target', '99');
    keep(element);
    await comesTo(element, 'dirty');
    const fax: DefinedObjective = { ...orders, id: 'fax', name: 'Faxes arrive' };
    await publish(1, { ...mail, name: 'Mail goes' }, fax);
    await comesTo(element, 'conflict');
    expect(cardOf(element, 'mail')).to.include('changed');
    button(element, 'Compare').click();
    await says(element, 'Theirs: version 2, by Mei Tanaka');
    await says(element, '“Mail is there”: is called “Mail goes”');
    await says(element, '“Orders go through” is removed');
    await says(element, 'target 99% (was 99.5%)');
    await until(
      () => focused(element)?.classList.contains('conflict') === true,
      'it has the focus',
    );
    await isAccessible(element);
    button(element, 'Keep mine on top of theirs').click();
    await until(() => names(element).join() === 'Mail goes,Faxes arrive', 'both are there');
    button(element, 'Publish').click();
    await says(element, 'Version 3 is in force.');
    const { document } = await inForce();
    expect(document.objectives).to.deep.equal([{ ...mail, name: 'Mail goes', target: 99 }, fax]);
  });

  it('SLO-9: takes theirs and drops mine, where somebody says so', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    act(element, 'mail', 'remove');
    await comesTo(element, 'dirty');
    await publish(1, { ...mail, name: 'Mail goes' }, orders);
    await comesTo(element, 'conflict');
    button(element, 'Compare').click();
    await until(() => all(element, '.conflict').length > 0, 'they are compared');
    button(element, 'Take theirs, drop mine').click();
    await until(() => names(element).join() === 'Mail goes,Orders go through', 'theirs are there');
    expect(element.matches(':state(dirty)')).to.equal(false);
  });

  it('SLO-9: loses nothing that is typed when it is read again or the server is away', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    await edit(element, 'mail');
    await type(element, '#objective-name', 'Half a na');
    const typed = () => find<HTMLInputElement>(element, '#objective-name').value;
    await publish(1, orders);
    // What is edited was removed by somebody else: it is apart from now on.
    await until(() => names(element).join() === 'Orders go through', 'theirs are there');
    expect(typed()).to.equal('Half a na');
    const plugIn = unplug();
    try {
      await comesTo(element, 'offline');
      expect(typed()).to.equal('Half a na');
      await type(element, '#objective-name', 'A whole name');
      keep(element);
      await comesTo(element, 'dirty');
      button(element, 'Publish').click();
      await until(() => all(element, '.draft .notice.danger').length > 0, 'it could not be sent');
    } finally {
      plugIn();
    }
    button(element, 'Publish').click();
    await says(element, 'Version 3 is in force.');
    const { document } = await inForce();
    expect(document.objectives.map(({ name }) => name)).to.deep.equal([
      'Orders go through',
      'A whole name',
    ]);
  });

  it('forgets a draft with the identity that it was made for', async () => {
    const element = await show<ServiceObjectives>(objectives, 'amir');
    act(element, 'mail', 'remove');
    await comesTo(element, 'dirty');
    const provider = element.closest('incident-provider') as IncidentProvider;
    provider.tokenUrl = '/token/grace';
    await until(() => all(element, 'button').length === 0, 'she may only read');
    expect(element.matches(':state(dirty)')).to.equal(false);
    provider.tokenUrl = '/token/amir';
    await until(() => all(element, '.edit').length === 2, 'all is as it is in force');
    expect(textOf(element)).not.to.include('is removed');
  });
});
