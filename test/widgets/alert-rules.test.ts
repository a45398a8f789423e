import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/alert-rules/define.ts';
import type { AlertRules } from '../../packages/widgets/src/alert-rules/alert-rules.ts';
import type { RulesVersion } from '../../packages/widgets/src/alert-rules/rule-changes.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import {
  all,
  button,
  choose,
  clear,
  comesTo,
  find,
  focused,
  isAccessible,
  monitoredServer,
  next,
  press,
  says,
  show,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

const rules = html`<alert-rules></alert-rules>`;
const names = (element: AlertRules) =>
  all(element, '.rules h3 bdi').map((each) => each.textContent);
const inForce = async () => {
  const { current } = await someone('amir').call((api) =>
    api.configuration.get.query({ kind: 'signals' }),
  );
  // What is asked for by its kind is of that kind.
  return current as unknown as RulesVersion;
};
const hasFocus = (element: AlertRules, id: string) =>
  until(() => focused(element)?.id === id, `the focus is on ${id}`);

describe('<alert-rules>', () => {
  beforeEach(monitoredServer);
  afterEach(clear);

  it('SIG-37: says in words and in their order which alerts a rule is for, and what becomes of them', async () => {
    const element = await show<AlertRules>(rules, 'grace');
    expect(names(element)).to.deep.equal(['Test systems are only listed', 'Queues, as one']);
    const [first, second] = all(element, '.rule').map((each) =>
      each.textContent?.replace(/\s+/g, ' '),
    );
    expect(first).to.include('For alerts whose environment is test or staging.');
    expect(first).to.include('They are listed, and become no incident.');
    expect(second).to.include('Those with the same alertname become one incident.');
    expect(second).to.include('Nobody is told in the first 5 minutes.');
    // The desk reads them.
    expect(all(element, 'button')).to.be.empty;
    await isAccessible(element);
  });

  it('SIG-37: a rule is written, tried on past alerts, and published with why', async () => {
    const element = await show<AlertRules>(rules, 'amir');
    button(element, 'Add a rule').click();
    await hasFocus(element, 'rule-name');
    find(element, '.rule-form .primary').click();
    await says(element, 'Give it a name.');
    await hasFocus(element, 'rule-name');
    await type(element, '#rule-name', 'Nothing of prometheus');
    await type(element, '#rule-labels', 'severity');
    await choose(element, '#rule-outcome', 'list');
    find(element, '.rule-form .primary').click();
    await says(element, 'Write each line like');
    await isAccessible(element);
    await type(element, '#rule-labels', 'severity = warning');
    find(element, '.rule-form .primary').click();
    await comesTo(element, 'dirty');
    expect(names(element).at(-1)).to.equal('Nothing of prometheus');
    await says(element, '“Nothing of prometheus” is new');
    // It is the last, so nothing is left for it.
    find(element, '[data-rule=rule-3] .up').click();
    await until(() => names(element)[1] === 'Nothing of prometheus', 'it is earlier');
    button(element, 'Try it on past alerts').click();
    await says(element, /It would have made \d+ incidents? of \d+ times that alerts fired/);
    await says(element, '2 times were only listed.');
    await isAccessible(element);
    await type(element, '#reason', 'Too many of them');
    const published = next(element, 'alert-rules-published');
    button(element, 'Publish').click();
    const { version } = (await published).detail;
    await says(element, `Version ${version} is in force.`);
    const { document, reason } = await inForce();
    expect(reason).to.equal('Too many of them');
    expect(document.rules[1]).to.deep.equal({
      ...{ id: 'rule-3', name: 'Nothing of prometheus' },
      when: { labels: { severity: ['warning'] } },
      outcome: { raise: false, threshold: 1, pauseMs: 0 },
    });
    await until(() => focused(element)?.className === 'add', 'the focus stays');
  });

  it('changes a rule and keeps what the form does not show; Escape changes nothing', async () => {
    const element = await show<AlertRules>(rules, 'amir');
    find(element, '[data-rule=queues] .edit').click();
    await hasFocus(element, 'rule-name');
    await press(element, find(element, '#rule-name'), 'Escape');
    await until(() => focused(element)?.classList.contains('edit') === true, 'it was left');
    find(element, '[data-rule=queues] .edit').click();
    await hasFocus(element, 'rule-name');
    await type(element, '#rule-pause', '16');
    find(element, '.rule-form .primary').click();
    await says(element, 'Write a number from 0 to 15.');
    await type(element, '#rule-pause', '0');
    await choose(element, '#rule-grouping', 'all');
    find(element, '.rule-form .primary').click();
    await says(element, 'All together become one incident.');
    await says(element, '“Queues, as one” is another');
    button(element, 'Undo').click();
    await says(element, 'Those with the same alertname become one incident.');
    expect(all(element, '.draft')).to.be.empty;
  });

  it('removes a rule, and takes that back with all else', async () => {
    const element = await show<AlertRules>(rules, 'amir');
    find(element, '[data-rule=queues] .remove').click();
    await says(element, '“Queues, as one” goes');
    expect(names(element)).to.have.length(1);
    button(element, 'Discard all').click();
    await until(() => names(element).length === 2, 'it is back');
  });

  it('CFG: what somebody else has published meanwhile is compared, and mine is put on top of it', async () => {
    const element = await show<AlertRules>(rules, 'amir');
    find(element, '[data-rule=queues] .up').click();
    await comesTo(element, 'dirty');
    const { version, document } = await inForce();
    await someone('amir').call((api) =>
      api.configuration.publish.mutate({
        ...{ kind: 'signals', basedOn: version, reason: 'Longer' },
        document: { ...document, settleMs: 300_000 },
      }),
    );
    await comesTo(element, 'conflict');
    expect(names(element)[0]).to.equal('Queues, as one');
    button(element, 'Compare').click();
    await says(element, 'Another setting: how long alerts have to be over');
    await says(element, 'The order is another');
    await isAccessible(element);
    button(element, 'Keep mine on top of theirs').click();
    await until(() => all(element, '.conflict').length === 0, 'mine is on top of theirs');
    button(element, 'Publish').click();
    await says(element, `Version ${version + 2} is in force.`);
    const now = (await inForce()).document;
    expect(now.settleMs).to.equal(300_000);
    expect(now.rules[0]?.id).to.equal('queues');
  });

  it('says what the server refuses, and keeps the draft', async () => {
    const element = await show<AlertRules>(rules, 'amir');
    button(element, 'Add a rule').click();
    await hasFocus(element, 'rule-name');
    await type(element, '#rule-name', 'Too long');
    await type(element, '#rule-source', 'x'.repeat(300));
    find(element, '.rule-form .primary').click();
    await comesTo(element, 'dirty');
    button(element, 'Publish').click();
    await until(() => all(element, '.draft .notice.danger').length > 0, 'it is refused');
    expect(names(element)).to.have.length(3);
  });

  it('is not for those who report', async () => {
    const element = await show<AlertRules>(rules, 'rosa', 'error');
    expect(textOf(element)).not.to.include('Queues');
  });
});
