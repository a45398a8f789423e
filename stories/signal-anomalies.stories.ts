import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/signal-anomalies/define.ts';
import type { SignalAnomalies } from '../packages/widgets/src/signal-anomalies/signal-anomalies.ts';
import { offline, online, onMonitored, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const anomalies = ({ readonly }: Args): TemplateResult =>
  html`<signal-anomalies ?readonly=${readonly ?? false} href="#{incident}"></signal-anomalies>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<SignalAnomalies>('signal-anomalies')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Anomalies',
  component: 'signal-anomalies',
  render: (args) => onMonitored(anomalies(args), 'grace'),
};

export default meta;

export const All: Story = { name: 'What is and was unusual', parameters: { state: 'ready' } };

export const Dismissing: Story = {
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.dismiss')).click();
    await when(canvasElement, '#reason');
  },
};

export const AsTable: Story = {
  name: 'As a table',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, 'summary')).click();
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const NothingWatched: Story = {
  name: 'Nothing is watched yet',
  parameters: { state: 'empty' },
  render: (args) => online(anomalies(args), 'grace'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onMonitored(anomalies(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(anomalies(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(anomalies(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: anomalies,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onMonitored(html`<div dir="rtl">${anomalies(args)}</div>`, 'grace'),
};
