import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/incident-report/define.ts';
import type { IncidentReport } from '../packages/widgets/src/incident-report/incident-report.ts';
import { many, over, pick, picture, torn } from './files.ts';
import { offline, online, waiting, world } from './support.ts';

interface Args {
  heading?: string;
  impact?: string;
  urgency?: string;
  service?: string;
  hide?: string;
  /** Over which it speaks with its server, when it is not its provider's. */
  client?: unknown;
  /** What is done with the form once it is there. */
  script?: (form: IncidentReport) => unknown;
}

type Story = StoryObj<Args>;

const form = ({ heading, impact, urgency, service, hide, client, script }: Args): TemplateResult =>
  html`<incident-report
    no-draft
    heading=${heading ?? nothing}
    impact=${impact ?? nothing}
    urgency=${urgency ?? nothing}
    service=${service ?? nothing}
    hide=${hide ?? nothing}
    .client=${client}
    ${script ? ref((element) => void whenReady(element, script)) : nothing}
  ></incident-report>`;

async function whenReady(
  element: Element | undefined,
  script: (form: IncidentReport) => unknown,
): Promise<void> {
  if (!element) return;
  const report = element as IncidentReport;
  // Lit hands over what it makes before it is on the page.
  await aMoment();
  while (report.isConnected && !report.matches(':state(ready)'))
    await report.updateComplete.then(aMoment);
  if (report.isConnected) script(report);
}

// Not a frame: a page in the background has none.
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

function write(report: IncidentReport, id: string, text: string): void {
  const field = report.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event('input'));
}

const meta: Meta<Args> = {
  title: 'Report form',
  component: 'incident-report',
  render: (args) => online(form(args)),
};

export default meta;

export const Visitor: Story = { parameters: { state: 'ready' } };

export const SignedIn: Story = {
  parameters: { state: 'ready' },
  render: (args) => online(form(args), 'rosa'),
};

export const Preset: Story = {
  args: { service: 'email', impact: 'low', urgency: 'low', hide: 'service impact urgency' },
  parameters: { state: 'ready' },
};

export const Mistakes: Story = {
  name: 'Refused: mistakes are marked',
  args: { script: (report) => report.submit() },
  parameters: { state: 'refused' },
};

export const NearTheLimit: Story = {
  args: { script: (report) => write(report, 'title', 'The printer smokes. '.repeat(9)) },
  parameters: { state: 'ready' },
};

const send = (report: IncidentReport) => {
  write(report, 'title', 'The coffee machine asks for a password');
  return report.submit();
};

export const Sent: Story = {
  args: { impact: 'low', urgency: 'medium', script: send },
  parameters: { state: 'sent' },
};

export const FilesNone: Story = {
  name: 'Files: none yet',
  args: { script: (report) => pick(report) },
  parameters: { state: 'ready' },
  render: (args) => online(form(args), 'rosa'),
};

export const FilesMany: Story = {
  name: 'Files: many, with long names',
  args: { script: (report) => pick(report, ...many()) },
  parameters: { state: 'ready' },
  render: (args) => online(form(args), 'rosa'),
};

export const FilesRefused: Story = {
  name: 'Files: one is refused for good',
  args: { script: (report) => pick(report, picture(), torn()) },
  parameters: { state: 'ready' },
  render: (args) => online(form(args), 'rosa'),
};

export const FilesUploading: Story = {
  name: 'Files: on their way',
  args: { script: (report) => pick(report, picture()) },
  parameters: { state: 'ready' },
  render: (args) => over('slow', (client) => form({ ...args, client })),
};

export const FilesStopped: Story = {
  name: 'Files: to be sent again',
  args: { script: (report) => pick(report, picture()) },
  parameters: { state: 'ready' },
  render: (args) => over('away', (client) => form({ ...args, client })),
};

export const FilesOffline: Story = {
  name: 'Files: without a network',
  args: { script: (report) => pick(report, picture()) },
  parameters: { state: 'ready' },
  render: (args) => over('offline', (client) => form({ ...args, client })),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(form(args)),
};

export const Offline: Story = {
  name: 'Error: the form cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(form(args)),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) =>
    html`<incident-provider endpoint=${world.endpoint} site-key="pk_nobody"
      >${form(args)}</incident-provider
    >`,
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: form,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${form(args)}</div>`),
};
