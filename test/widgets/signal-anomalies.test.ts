import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/signal-anomalies/define.ts';
import type { SignalAnomalies } from '../../packages/widgets/src/signal-anomalies/signal-anomalies.ts';
import {
  all,
  button,
  clear,
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
  unplug,
  until,
} from './support/stage.ts';

const anomalies = html`<signal-anomalies href="/incidents/{incident}"></signal-anomalies>`;
const rows = (element: SignalAnomalies, state = '') =>
  all(element, state ? `.anomaly.${state}` : '.anomaly');

describe('<signal-anomalies>', () => {
  beforeEach(monitoredServer);
  afterEach(clear);

  it('ANO-9: shows what is unusual and what was, each drawn with a sentence and as a table', async () => {
    const element = await show<SignalAnomalies>(anomalies, 'grace');
    const states = rows(element).map((each) => [
      each.querySelector('h4')?.textContent,
      each.querySelector('.state')?.textContent,
    ]);
    expect(states).to.deep.equal([
      ['mails-waiting is unusual', 'To be decided'],
      ['disk-used is unusual', 'Raised'],
      ['login-ms is unusual', 'Dismissed'],
    ]);
    const [proposed, raised, dismissed] = rows(element).map((each) => each.textContent ?? '');
    expect(proposed).to.match(/It is [\d.]+, and [\d.]+ was expected\. Nothing like it/);
    expect(raised).to.include('decided by grace').and.include('Nobody knows what fills it.');
    expect(dismissed).to.include('over since').and.include('The tests of load');
    const chart = find(element, '.course svg');
    expect(chart.getAttribute('role')).to.equal('img');
    expect(chart.getAttribute('aria-label')).to.match(/The last is [\d.]+; usual is [\d.]+ to/);
    expect(rows(element)[0]?.querySelectorAll('tbody tr')).to.have.length(48);
    expect(rows(element)[0]?.querySelectorAll('tr.unusual')).to.have.length(1);
    await isAccessible(element);
  });

  it('ANO-9: raises what is proposed, says so, links its incident and keeps the focus', async () => {
    const element = await show<SignalAnomalies>(anomalies, 'grace');
    button(element, 'Raise an incident').click();
    await until(() => focused(element)?.id === 'reason', 'it asks why');
    await isAccessible(element);
    const decided = next(element, 'anomaly-decided');
    find(element, '.deciding .primary').click();
    await says(element, 'It was raised.');
    const { incident, decision } = (await decided).detail;
    expect(decision).to.equal('raise');
    expect(find(element, '.anomaly a').getAttribute('href')).to.equal(`/incidents/${incident}`);
    await until(() => focused(element)?.localName === 'h4', 'the focus stays');
    expect(rows(element, 'proposed')).to.be.empty;
  });

  it('ANO-9: dismisses with a reason, which others read; Escape leaves it as it was', async () => {
    const element = await show<SignalAnomalies>(anomalies, 'grace');
    button(element, 'Dismiss').click();
    await until(() => focused(element)?.id === 'reason', 'it asks why');
    await press(element, find(element, '#reason'), 'Escape');
    await until(() => focused(element)?.className === 'dismiss', 'it was left');
    button(element, 'Dismiss').click();
    await until(() => focused(element)?.id === 'reason', 'it asks why');
    await type(element, '#reason', 'The newsletter of the month.');
    find(element, '.deciding .primary').click();
    await says(element, 'It was dismissed.');
    const { open } = await someone('amir').call((api) => api.signals.anomalies.query({}));
    expect(open[0]).to.include({ state: 'dismissed', decidedWhy: 'The newsletter of the month.' });
  });

  it('says that somebody else was first, and shows what they decided', async () => {
    const element = await show<SignalAnomalies>(anomalies, 'grace');
    button(element, 'Raise an incident').click();
    await until(() => focused(element)?.id === 'reason', 'it asks why');
    const other = someone('amir');
    const { open } = await other.call((api) => api.signals.anomalies.query({}));
    const id = open[0]?.id ?? '';
    await other.call((api) => api.signals.decideAnomaly.mutate({ id, decision: 'dismiss' }));
    find(element, '.deciding .primary').click();
    await says(element, 'It was dismissed by amir already.');
    await until(() => rows(element, 'dismissed').length === 2, 'it is read again');
  });

  it('LIVE: shows what was raised elsewhere without being asked', async () => {
    const element = await show<SignalAnomalies>(anomalies, 'grace');
    const other = someone('amir');
    const { open } = await other.call((api) => api.signals.anomalies.query({}));
    const id = open[0]?.id ?? '';
    await other.call((api) => api.signals.decideAnomaly.mutate({ id, decision: 'raise' }));
    await until(() => rows(element, 'raised').length === 2, 'it is raised here');
  });

  it('only shows where the page wants no more, and keeps what it has without a server', async () => {
    const element = await show<SignalAnomalies>(
      html`<signal-anomalies readonly></signal-anomalies>`,
      'grace',
    );
    expect(all(element, '.actions')).to.be.empty;
    const plug = unplug();
    try {
      button(element, 'Refresh').click();
      await says(element, 'There is no connection to the server.');
      expect(rows(element)).to.have.length(3);
    } finally {
      plug();
    }
  });

  it('is not for those who report', async () => {
    const element = await show<SignalAnomalies>(anomalies, 'rosa', 'error');
    expect(textOf(element)).to.include('may not');
  });
});
