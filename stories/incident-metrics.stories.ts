import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-metrics/define.ts';
import type { IncidentMetrics } from '../packages/widgets/src/incident-metrics/incident-metrics.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import { offline, online, onPublished, waiting } from './support.ts';

interface Args {
  figure?: string;
}

type Story = StoryObj<Args>;

const metrics = ({ figure }: Args): TemplateResult =>
  html`<incident-metrics figure=${figure ?? ''}></incident-metrics>`;

const published = ({ figure }: Args): TemplateResult =>
  html`<incident-metrics public figure=${figure ?? ''}></incident-metrics>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<IncidentMetrics>('incident-metrics')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Incident metrics',
  component: 'incident-metrics',
  render: (args) => online(metrics(args), 'amir'),
};

export default meta;

export const Dashboard: Story = { parameters: { state: 'ready' } };

export const OneFigure: Story = {
  name: 'One figure',
  args: { figure: 'time-to-resolve' },
  parameters: { state: 'ready' },
};

export const Behind: Story = {
  name: 'The incidents behind a figure',
  args: { figure: 'created' },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.foot button')).click();
    await when(canvasElement, '.incidents li');
  },
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => online(metrics(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(metrics(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(metrics(args)),
};

export const NotSetUp: Story = { parameters: { state: 'unconfigured' }, render: metrics };

export const RightToLeft: Story = {
  name: 'Right to left',
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${metrics(args)}</div>`, 'amir'),
};

export const Public: Story = {
  name: 'Public: on a status page',
  parameters: { state: 'ready' },
  render: (args) => onPublished(published(args)),
};

export const PublicOneFigure: Story = {
  name: 'Public: one figure',
  args: { figure: 'resolution-met' },
  parameters: { state: 'ready' },
  render: (args) => onPublished(published(args)),
};

export const PublicRightToLeft: Story = {
  name: 'Public: right to left',
  parameters: { state: 'ready' },
  render: (args) => onPublished(html`<div dir="rtl">${published(args)}</div>`),
};

export const PublicOfNoService: Story = {
  name: 'Public: no service is shown',
  parameters: { state: 'empty' },
  render: (args) => onPublished(published(args), 'pk_none'),
};

export const NotPublished: Story = {
  name: 'Public: nothing is published',
  parameters: { state: 'error' },
  render: (args) => online(published(args)),
};

export const PublicLoading: Story = {
  name: 'Public: loading',
  parameters: { state: 'loading' },
  render: (args) => waiting(published(args)),
};

export const PublicOffline: Story = {
  name: 'Public: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(published(args)),
};
