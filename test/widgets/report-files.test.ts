import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-report/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { Network } from './support/network.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  freshServer,
  isAccessible,
  says,
  show,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';
import { transferOf } from './support/transfer.ts';

const form = html`<incident-report></incident-report>`;

async function fill(report: IncidentReport, title: string): Promise<void> {
  await type(report, '#title', title);
  find<HTMLInputElement>(report, '[name=impact][value=medium]').click();
  find<HTMLInputElement>(report, '[name=urgency][value=high]').click();
  await report.updateComplete;
}

const submit = (report: IncidentReport) => find(report, 'button.primary').click();

function drop(report: IncidentReport, ...files: File[]): void {
  const dropped = { dataTransfer: transferOf(...files), bubbles: true, composed: true };
  find(report, '.files').dispatchEvent(new DragEvent('drop', dropped));
}

const takesFiles = (element: IncidentReport | IncidentTimeline) =>
  until(() => element.renderRoot.querySelector('.files input'), 'files may be attached');

const count = (element: IncidentReport | IncidentTimeline, state: string, many: number) =>
  until(() => all(element, `.files [data-state=${state}]`).length === many, `${many} are ${state}`);

/** The names of the files that came with a report. */
async function filesOf(incident: string): Promise<string[]> {
  const client = someone('grace');
  const { entries } = await client.call((api) => api.incidents.timeline.query({ incident }));
  return entries.flatMap((entry) =>
    'attachments' in entry ? (entry.attachments ?? []).map(({ name }) => name) : [],
  );
}

const torn = new File(
  [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82)],
  'torn.png',
);

describe('attachments in <incident-report>', () => {
  let network: Network;
  before(freshServer);
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => {
    network.restore();
    clear();
    sessionStorage.clear();
  });

  it('takes files that are dropped, pasted or chosen, and sends those that stay', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    await takesFiles(report);
    drop(report, new File(['it says 42'], 'dropped.txt'));
    const pasted = transferOf(new File(['it says 43'], 'pasted.txt'));
    find(report, '#title').dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, composed: true }),
    );
    const input = find<HTMLInputElement>(report, '.files input');
    input.files = transferOf(new File(['x'], 'not this.txt')).files;
    input.dispatchEvent(new Event('change'));
    await count(report, 'ready', 3);
    await isAccessible(report);
    find(report, '[aria-label="Remove not this.txt"]').click();
    await fill(report, 'With files');
    submit(report);
    await comesTo(report, 'sent');
    expect(await filesOf(find(report, '.number').textContent ?? '')).to.eql([
      'dropped.txt',
      'pasted.txt',
    ]);
    button(report, 'Report another problem').click();
    await takesFiles(report);
    expect(all(report, '.files li')).to.have.length(0);
  });

  it('keeps files through a reload, and uploads none of them twice', async () => {
    let report = await show<IncidentReport>(form, 'rosa');
    await takesFiles(report);
    drop(report, new File(['it says 42'], 'kept.txt'));
    await count(report, 'ready', 1);
    await until(() => sessionStorage.length > 0, 'it is kept');
    await new Promise((resolve) => setTimeout(resolve, 300));
    report = await show<IncidentReport>(form, 'rosa');
    await count(report, 'ready', 1);
    expect(network.to('/uploads')).to.have.length(1);
    find(report, '[aria-label="Remove kept.txt"]').click();
    await report.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 300));
    report = await show<IncidentReport>(form, 'rosa');
    await takesFiles(report);
    expect(all(report, '.files li')).to.have.length(0);
  });

  it('keeps the files of a report that waits, through a reload, and sends them with it', async () => {
    let report = await show<IncidentReport>(form, 'rosa');
    await takesFiles(report);
    network.leave();
    drop(report, new File(['seen offline'], 'offline.txt'));
    await count(report, 'waiting', 1);
    await isAccessible(report);
    await fill(report, 'Offline with a file');
    submit(report);
    await comesTo(report, 'waiting');
    network.comeBack();
    report = await show<IncidentReport>(form, 'rosa');
    await says(report, 'A report that was waiting has been sent: INC-');
    const [incident = ''] = /INC-\d+/.exec(textOf(report)) ?? [];
    expect(await filesOf(incident)).to.eql(['offline.txt']);
  });

  it('offers to send again only what can succeed', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    await takesFiles(report);
    drop(report, torn);
    await says(report, 'is damaged');
    await count(report, 'failed', 1);
    expect(textOf(report)).not.to.include('Send again');
    await fill(report, 'With a torn picture');
    submit(report);
    await comesTo(report, 'refused');
    expect(find(report, '.summary').textContent).to.include('is damaged');
    network.leave();
    drop(report, new File(['x'], 'later.txt'));
    await count(report, 'waiting', 1);
    expect(textOf(report)).to.include('Send again');
    network.comeBack();
    await count(report, 'ready', 1);
    find(report, '[aria-label="Remove torn.png"]').click();
    submit(report);
    await comesTo(report, 'sent');
    expect(await filesOf(find(report, '.number').textContent ?? '')).to.eql(['later.txt']);
  });

  it('puts the files of a report that came back into the form again', async () => {
    const report = await show<IncidentReport>(form, 'rosa');
    await takesFiles(report);
    network.leave();
    drop(report, torn);
    await count(report, 'waiting', 1);
    await fill(report, 'Comes back');
    submit(report);
    await comesTo(report, 'waiting');
    button(report, 'Report another problem').click();
    await report.updateComplete;
    network.comeBack();
    await says(report, 'Your report “Comes back” could not be sent');
    button(report, 'Correct it').click();
    await count(report, 'failed', 1);
    expect(find(report, '.files li').textContent).to.include('torn.png').and.to.include('damaged');
  });
});
