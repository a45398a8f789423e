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
  holderOf,
  isAccessible,
  next,
  says,
  show,
  someone,
  textOf,
  type,
  unplug,
} from './support/stage.ts';

const form = html`<incident-report></incident-report>`;

async function fill(report: IncidentReport, title = 'The printer smokes'): Promise<void> {
  await type(report, '#title', title);
  find<HTMLInputElement>(report, '[name=impact][value=medium]').click();
  find<HTMLInputElement>(report, '[name=urgency][value=high]').click();
  await report.updateComplete;
}

const submit = (report: IncidentReport) => find(report, 'button.primary').click();

describe('<incident-report>', () => {
  before(freshServer);

  afterEach(() => {
    clear();
    sessionStorage.clear();
  });

  it('asks in everyday words, never for impact and urgency', async () => {
    const report = await show<IncidentReport>(form, undefined);
    expect(textOf(report)).to.include('Who is affected?').and.to.include('How bad is it?');
    expect(textOf(report)).not.to.match(/impact|urgency/i);
  });

  it('answers with a number, the priority, a time and a link for people without an account', async () => {
    const report = await show<IncidentReport>(form, undefined);
    await fill(report);
    const submitted = next(report, 'incident-submitted');
    submit(report);
    const { detail } = await submitted;
    await comesTo(report, 'sent');
    await report.updateComplete;
    expect(find(report, '.number').textContent).to.equal(detail.incident);
    expect(textOf(report))
      .to.include('P2')
      .and.to.match(/We aim to answer by .*\d:\d\d/);
    expect(find<HTMLInputElement>(report, '#receipt').value).to.equal(detail.receipt?.url);
    expect(focused(report)).to.equal(find(report, '.number'));
    await isAccessible(report);
    const { incident } = await holderOf(detail.receipt?.token ?? '').call((api) =>
      api.incidents.get.query({ incident: detail.incident }),
    );
    expect(incident.title).to.equal('The printer smokes');
  });

  it('gives people who are signed in no receipt and asks for no contact', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    expect(all(report, '#contact-email')).to.be.empty;
    expect(textOf(report)).to.include('You report as Rosa Alvarez.');
    await fill(report);
    submit(report);
    await comesTo(report, 'sent');
    await report.updateComplete;
    expect(all(report, '#receipt')).to.be.empty;
  });

  it('marks what is missing, gives the focus to a summary, and leads from there to the field', async () => {
    const report = await show<IncidentReport>(form, undefined);
    submit(report);
    await comesTo(report, 'refused');
    await report.updateComplete;
    expect(focused(report)).to.equal(find(report, '.summary'));
    expect(find(report, '#title').getAttribute('aria-invalid')).to.equal('true');
    expect(find(report, '#title').getAttribute('aria-describedby')).to.include('title-error');
    await isAccessible(report);
    const [title, impact] = all(report, '.summary a');
    title?.click();
    expect(focused(report)).to.equal(find(report, '#title'));
    impact?.click();
    expect((focused(report) as HTMLInputElement).name).to.equal('impact');
  });

  it('checks as one types once it was tried, and counts only near the limit', async () => {
    const report = await show<IncidentReport>(form, undefined);
    await type(report, '#title', 'ab');
    expect(all(report, '.field-error, #title-count')).to.be.empty;
    submit(report);
    await report.updateComplete;
    expect(find(report, '#title-error').textContent).to.include('at least 3');
    await type(report, '#title', 'abc');
    expect(all(report, '#title-error')).to.be.empty;
    await type(report, '#title', 'a'.repeat(181));
    expect(find(report, '#title-count').textContent).to.include('19 characters left');
    await type(report, '#title', 'a'.repeat(201));
    expect(find(report, '#title-count').textContent).to.include('1 character too many');
    expect(find(report, '#title-error').textContent).to.include('within 200');
  });

  it('keeps everything that was typed when the server refuses, and says what under the field', async () => {
    const report = await show<IncidentReport>(form, undefined);
    await fill(report);
    await type(report, '#description', 'Since nine.');
    // Passes the form's own check; the server knows better.
    await type(report, '#contact-email', 'rosa@exa_mple..com');
    const failed = next(report, 'incident-submit-failed');
    submit(report);
    const { detail } = await failed;
    expect(detail.code).to.equal('invalid-input');
    await report.updateComplete;
    expect(find(report, '#contact-email-error').textContent).to.include('email');
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('The printer smokes');
    expect(find<HTMLTextAreaElement>(report, '#description').value).to.equal('Since nine.');
    expect(find<HTMLInputElement>(report, '[name=impact]:checked').value).to.equal('medium');
    await type(report, '#contact-email', 'rosa@example.com');
    submit(report);
    await comesTo(report, 'sent');
  });

  it('asks again when the levels were changed while it was open, and keeps the text', async () => {
    const admin = someone('amir');
    const { current } = await admin.call((api) => api.matrix.current.query());
    const report = await show<IncidentReport>(form, undefined);
    await fill(report);
    const renamed = structuredClone(current.matrix);
    const level = renamed.impacts.find(({ id }) => id === 'medium');
    if (!level) throw new Error('The matrix has no medium impact.');
    level.id = 'team';
    level.everyday = 'All of my team';
    renamed.cells.team = renamed.cells.medium ?? {};
    delete renamed.cells.medium;
    await admin.call((api) =>
      api.matrix.publish.mutate({ basedOn: current.version, matrix: renamed }),
    );
    submit(report);
    await says(report, 'All of my team');
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('The printer smokes');
    expect(all(report, '[name=impact]:checked')).to.be.empty;
    expect(find<HTMLInputElement>(report, '[name=urgency]:checked').value).to.equal('high');
    find<HTMLInputElement>(report, '[name=impact][value=team]').click();
    await report.updateComplete;
    submit(report);
    await comesTo(report, 'sent');
    await admin.call((api) =>
      api.matrix.publish.mutate({ basedOn: current.version + 1, matrix: current.matrix }),
    );
  });

  it('lets the page look at a report before it is sent, change it, or stop it', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    await fill(report);
    report.addEventListener('incident-before-submit', (event) => event.preventDefault(), {
      once: true,
    });
    await report.submit();
    expect(report.matches(':state(ready)')).to.equal(true);
    report.addEventListener(
      'incident-before-submit',
      ({ detail }) => {
        detail.title += ' (from the intranet)';
      },
      { once: true },
    );
    const submitted = next(report, 'incident-submitted');
    await report.submit();
    const { detail } = await submitted;
    const { incident } = await someone('rosa').call((api) =>
      api.incidents.get.query({ incident: detail.incident }),
    );
    expect(incident.title).to.equal('The printer smokes (from the intranet)');
  });

  it('sends once, however often the button is pressed', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    const total = async () =>
      (await someone('grace').call((api) => api.incidents.list.query({ status: 'all' }))).total;
    const before = await total();
    await fill(report);
    submit(report);
    submit(report);
    await Promise.all([report.submit(), report.submit()]);
    await comesTo(report, 'sent');
    expect(await total()).to.equal(before + 1);
  });

  it('keeps a report without a network and delivers it exactly once when it is back', async () => {
    const report = await show<IncidentReport>(form, undefined);
    await says(report, 'Send report');
    await someone().outbox();
    await fill(report, 'The network is gone');
    const total = async () =>
      (await someone('grace').call((api) => api.incidents.list.query({ status: 'all' }))).total;
    const before = await total();
    const plugIn = unplug();
    try {
      submit(report);
      await comesTo(report, 'waiting');
      await report.updateComplete;
      expect(textOf(report)).to.include('You are offline. Your report is safe and will be sent.');
      await isAccessible(report);
    } finally {
      plugIn();
    }
    await comesTo(report, 'sent');
    expect(await total()).to.equal(before + 1);
  });

  it('gives a report back that is refused after it waited, with everything that was typed', async () => {
    const report = await show<IncidentReport>(form, undefined);
    await someone().outbox();
    await fill(report, 'Refused later');
    await type(report, '#contact-email', 'rosa@exa_mple..com');
    const plugIn = unplug();
    try {
      submit(report);
      await comesTo(report, 'waiting');
    } finally {
      plugIn();
    }
    await comesTo(report, 'refused');
    await says(report, 'email address');
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('Refused later');
    await type(report, '#contact-email', '');
    submit(report);
    await comesTo(report, 'sent');
  });

  it('takes another report while one waits, and gives back either', async () => {
    const report = await show<IncidentReport>(form, undefined);
    await someone().outbox();
    await fill(report, 'The first waits');
    await type(report, '#contact-email', 'rosa@exa_mple..com');
    const plugIn = unplug();
    try {
      submit(report);
      await comesTo(report, 'waiting');
      await report.updateComplete;
      button(report, 'Report another problem').click();
      await says(report, 'One report waits to be sent.');
      await fill(report, 'The second too');
      submit(report);
      await comesTo(report, 'waiting');
    } finally {
      plugIn();
    }
    await comesTo(report, 'sent');
    await report.updateComplete;
    button(report, 'Report another problem').click();
    await says(report, 'Your report “The first waits” could not be sent');
    await isAccessible(report);
    button(report, 'Correct it').click();
    await comesTo(report, 'refused');
    await report.updateComplete;
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('The first waits');
    await type(report, '#contact-email', 'rosa@example.com');
    submit(report);
    await comesTo(report, 'sent');
  });

  it('keeps what was typed through a reload, under the same key, unless told not to', async () => {
    let report = await show<IncidentReport>(form, undefined);
    await fill(report, 'Half a report');
    report = await show<IncidentReport>(form, undefined);
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('Half a report');
    expect(find<HTMLInputElement>(report, '[name=urgency]:checked').value).to.equal('high');
    report = await show<IncidentReport>(
      html`<incident-report no-draft></incident-report>`,
      undefined,
    );
    expect(find<HTMLInputElement>(report, '#title').value).to.equal('');
  });

  it('begins anew with another key after a report', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    const numbers: string[] = [];
    for (const title of ['The first', 'The second']) {
      await fill(report, title);
      const submitted = next(report, 'incident-submitted');
      submit(report);
      numbers.push((await submitted).detail.incident);
      await report.updateComplete;
      button(report, 'Report another problem').click();
      await comesTo(report, 'ready');
      await report.updateComplete;
      expect(find<HTMLInputElement>(report, '#title').value).to.equal('');
    }
    expect(new Set(numbers).size).to.equal(2);
  });

  it('chooses what is preset and hides it where nothing else has to be asked', async () => {
    const report = await show<IncidentReport>(
      html`<incident-report impact="low" service="email" hide="impact service urgency">
      </incident-report>`,
      undefined,
    );
    expect(all(report, '#impact, #service')).to.be.empty;
    expect(find(report, '#urgency')).to.exist;
    await type(report, '#title', 'Preset');
    find<HTMLInputElement>(report, '[name=urgency][value=low]').click();
    let sent: unknown;
    report.addEventListener('incident-before-submit', (event) => {
      sent = event.detail;
      event.preventDefault();
    });
    await report.submit();
    expect(sent).to.deep.equal({
      title: 'Preset',
      service: 'email',
      impact: 'low',
      urgency: 'low',
    });
  });

  it('ignores a preset that is not offered', async () => {
    const report = await show<IncidentReport>(
      html`<incident-report impact="apocalyptic" hide="impact"></incident-report>`,
      undefined,
    );
    expect(find(report, '#impact')).to.exist;
    expect(all(report, '[name=impact]:checked')).to.be.empty;
  });

  it('does not grow wider than its box by a word of 200 characters', async () => {
    const report = await show<IncidentReport>(
      html`<incident-report heading=${'W'.repeat(200)}></incident-report>`,
      undefined,
    );
    report.style.inlineSize = '320px';
    expect(report.scrollWidth).to.be.at.most(320);
  });
});
