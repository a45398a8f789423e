import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-report/define.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import {
  all,
  button,
  clear,
  comesTo,
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

const form = html`<incident-report></incident-report>`;

async function fill(report: IncidentReport, title: string): Promise<void> {
  await type(report, '#title', title);
  find<HTMLInputElement>(report, '[name=impact][value=medium]').click();
  find<HTMLInputElement>(report, '[name=urgency][value=high]').click();
  await report.updateComplete;
}

describe('what is like the report that is being written', () => {
  before(freshServer);

  afterEach(() => {
    clear();
    sessionStorage.clear();
  });

  it('SIM-1: is told to whoever reported it, with how it ended, and goes with what was typed', async () => {
    const incident = await reported('The projector of room 12 stays dark');
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({
        incident,
        code: 'user-guidance',
        text: 'Press its key twice',
      }),
    );
    const report = await show<IncidentReport>(form, 'rosa');
    await fill(report, 'Projector stays dark');
    await says(report, 'This may be known already');
    expect(textOf(report)).to.include(incident).and.to.include('Press its key twice');
    await isAccessible(report);
    await type(report, '#title', '');
    await until(() => all(report, '.similar').length === 0);
    // Nobody else is told of it.
    const others = await show<IncidentReport>(form, undefined);
    await fill(others, 'Projector stays dark');
    find(others, 'button.primary').click();
    await comesTo(others, 'sent');
    expect(textOf(others)).not.to.include('known already');
  });

  it('SIM-2: is a report saved when somebody says that it solved it, and the form is empty then', async () => {
    const incident = await reported('The door of the archive sticks');
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Lift it a little' }),
    );
    const saved = async () => {
      const { entries } = await someone('grace').call((api) =>
        api.incidents.timeline.query({ incident }),
      );
      return entries.filter(({ kind }) => kind === 'report-saved').length;
    };
    const report = await show<IncidentReport>(form, 'rosa');
    await fill(report, 'Door of the archive sticks');
    await says(report, 'Lift it a little');
    expect(await saved()).to.equal(0);
    button(report, 'This solved it').click();
    await says(report, 'There is nothing to report, then.');
    expect(await saved()).to.equal(1);
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('');
    await until(() => focused(report) === find(report, '#title'));
  });

  it('SIM-2: what was typed comes back when it did not solve it after all', async () => {
    const incident = await reported('The window of the attic rattles');
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Wedge it' }),
    );
    const report = await show<IncidentReport>(form, 'rosa');
    await fill(report, 'Window of the attic rattles');
    await type(report, '#description', 'A long description');
    await says(report, 'Wedge it');
    button(report, 'This solved it').click();
    await says(report, 'There is nothing to report, then.');
    await isAccessible(report);
    button(report, 'Report it all the same').click();
    await says(report, 'What you typed is back.');
    await until(() => focused(report) === find(report, '#title'));
    const typed = () =>
      ['#title', '#description'].map((each) => find<HTMLInputElement>(report, each).value);
    expect(typed()).to.deep.equal(['Window of the attic rattles', 'A long description']);
    expect(find<HTMLInputElement>(report, '[name=urgency][value=high]').checked).to.equal(true);
    // Also after the page was loaded again.
    const again = await show<IncidentReport>(form, 'rosa');
    expect(find<HTMLInputElement>(again, '#description').value).to.equal('A long description');
    find(again, 'button.primary').click();
    await comesTo(again, 'sent');
  });

  it('KB-5: an article that may help is read there, and a report is saved when somebody says that it did', async () => {
    const desk = someone('grace');
    const { article } = await desk.call((api) =>
      api.knowledge.create.mutate({
        ...{ title: 'The shredder blinks', language: 'en' },
        body: 'Empty **the bin** first\n\n## What helps\n\n1. Wait',
        audience: 'reporters',
      }),
    );
    const saved = async () => {
      const answer = await desk.call((api) => api.knowledge.get.query({ article }));
      return answer.article.desk?.saved;
    };
    await desk.call((api) =>
      api.knowledge.rate.mutate({ article, basedOn: 1, confidence: 'validated' }),
    );
    const report = await show<IncidentReport>(form, 'rosa');
    await fill(report, 'The shredder blinks');
    await says(report, 'This may help');
    button(report, 'Read it').click();
    await until(() => all(report, '.articles strong').length === 1, 'it is drawn');
    // As articles look: a heading, and a list whose numbers are within it.
    const styleOf = (selector: string) => getComputedStyle(find(report, `.articles ${selector}`));
    expect(styleOf('[role=heading]').fontWeight).to.equal('600');
    expect(Number.parseFloat(styleOf('ol').paddingInlineStart)).to.be.above(10);
    expect(await saved()).to.equal(0);
    button(report, 'This solved it').click();
    await says(report, 'There is nothing to report, then.');
    expect(await saved()).to.equal(1);
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('');
  });

  it('KB-5: visitors are shown articles for everyone, which they can read there, and nothing else', async () => {
    const desk = someone('grace');
    for (const [title, audience] of [
      ['The barrier of the car park stays down', 'everyone'],
      ['The barrier of the car park stays up', 'reporters'],
    ] as const) {
      const text = { title, body: 'Drive **back** a little', language: 'en', audience };
      const { article } = await desk.call((api) => api.knowledge.create.mutate(text));
      const validated = { article, basedOn: 1, confidence: 'validated' } as const;
      await desk.call((api) => api.knowledge.rate.mutate(validated));
    }
    const report = await show<IncidentReport>(form, undefined);
    await fill(report, 'The barrier of the car park');
    await says(report, 'This may help');
    expect(all(report, '.articles li')).to.have.length(1);
    button(report, 'Read it').click();
    await until(() => all(report, '.articles strong').length === 1, 'it is drawn');
    expect(textOf(report)).not.to.include('This solved it');
    await isAccessible(report);
  });

  it('SIM-1: what was found for one person goes when another is there, and nothing is kept for who comes', async () => {
    await reported('The kettle of floor two hums');
    const report = await show<IncidentReport>(form, 'rosa');
    await fill(report, 'Kettle of floor two hums');
    await says(report, 'This may be known already');
    report.client = someone();
    await until(() => all(report, '.similar').length === 0, 'the list is gone');
    // What was typed is still whoever's who typed it.
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('Kettle of floor two hums');
    report.client = someone('rosa');
    await says(report, 'This may be known already');
  });

  it('SIM-2: a report is sent without it when that does not come', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    const plugIn = unplug();
    await fill(report, 'Projector stays dark');
    plugIn();
    find(report, 'button.primary').click();
    await comesTo(report, 'sent');
  });
});
