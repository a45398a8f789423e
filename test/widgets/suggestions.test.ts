import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-report/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import { newKey } from '../../packages/widgets/src/base/new-key.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  clear,
  find,
  freshServer,
  isAccessible,
  show,
  someone,
  type,
  until,
} from './support/stage.ts';

const report = (title: string, category?: string) =>
  someone('rosa').call((api) =>
    api.incidents.report.mutate({
      ...{ key: newKey(), title, impact: 'medium', urgency: 'high' },
      ...(category && { category }),
    }),
  );

/** A server that has learned of a few incidents what such are about. */
async function learnedServer(): Promise<void> {
  await freshServer();
  await someone('amir').call(async (api) => {
    const { current } = await api.configuration.get.query({ kind: 'routing-rules' });
    const learning = { category: 'suggest' as const, team: 'suggest' as const };
    const document = { rules: [], learning };
    const { version } = (await api.configuration.get.query({ kind: 'teams' })).current;
    const teams = ['Accounts', 'Printers'].map((name) => ({
      ...{ id: name.toLowerCase(), name, members: [] },
    }));
    await api.configuration.publish.mutate({
      kind: 'teams',
      basedOn: version,
      document: { teams },
    });
    await api.configuration.publish.mutate({
      ...{ kind: 'routing-rules', basedOn: current.version, document },
    });
  });
  for (const [title, category] of [
    ['My password is locked', 'access'],
    ['The printer is dead', 'outage'],
    ['Locked account and password', 'access'],
    ['No paper, printer dead', 'outage'],
  ] as const) {
    const { incident } = await report(title, category);
    await someone('grace').call(async ({ incidents }) => {
      await incidents.assign.mutate({
        incident,
        team: category === 'access' ? 'accounts' : 'printers',
      });
      await incidents.resolve.mutate({ incident, code: 'fixed', text: 'It works.' });
    });
  }
  await until(async () => {
    const { fields } = await someone('grace').call((api) => api.learning.figures.query());
    return (fields.category.figures?.judged ?? 0) > 0;
  }, 'it has learned');
}

describe('what an incident may be about', () => {
  before(learnedServer);

  afterEach(() => {
    clear();
    sessionStorage.clear();
  });

  it('LRN-3: is suggested to whoever writes a report, and chosen by pressing it', async () => {
    const form = await show<IncidentReport>(html`<incident-report></incident-report>`, 'rosa');
    await until(() => form.renderRoot.querySelector('.suggestions'), 'there is room for it');
    await type(form, '#title', 'password locked again');
    await until(() => form.renderRoot.querySelector('.suggestions button'), 'one is suggested');
    const suggested = find<HTMLButtonElement>(form, '.suggestions button');
    expect(suggested.textContent?.trim()).to.equal('I cannot get in');
    expect(suggested.title).to.contain('“locked”');
    await isAccessible(form);
    suggested.click();
    await form.updateComplete;
    expect(find<HTMLSelectElement>(form, '#category').value).to.equal('access');
    expect(form.renderRoot.querySelector('.suggestions')).to.equal(null);
  });

  it('LRN-3: is suggested to the desk with reasons, and set by pressing it', async () => {
    const { incident } = await report('password locked at night');
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'grace',
    );
    const first = '.suggested-choices button';
    await until(() => timeline.renderRoot.querySelector(first), 'one is suggested');
    const suggested = find<HTMLButtonElement>(timeline, first);
    expect(suggested.textContent).to.match(/I cannot get in \(\d+%\)/);
    const reasons = find(timeline, '.suggested-choices li').textContent;
    expect(reasons).to.contain('“locked”').and.to.contain('INC-');
    await isAccessible(timeline);
    suggested.click();
    const ofCategory = '.suggested-choices[data-field="category"]';
    await until(() => !timeline.renderRoot.querySelector(ofCategory), 'it is settled');
    const { incident: now } = await someone('grace').call((api) =>
      api.incidents.get.query({ incident }),
    );
    expect(now.category).to.equal('access');
  });

  it('LRN-3: whose it may be is suggested to the desk while nobody has said so', async () => {
    const { incident } = await report('printer dead at night', 'outage');
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'grace',
    );
    const first = '.suggested-choices button';
    await until(() => timeline.renderRoot.querySelector(first), 'one is suggested');
    const suggested = find<HTMLButtonElement>(timeline, first);
    expect(suggested.textContent).to.match(/Printers \(\d+%\)/);
    await isAccessible(timeline);
    suggested.click();
    await until(() => !timeline.renderRoot.querySelector('.suggested-choices'), 'it is settled');
    const { incident: now } = await someone('grace').call((api) =>
      api.incidents.get.query({ incident }),
    );
    expect(now.team).to.equal('printers');
  });
});
