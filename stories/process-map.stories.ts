import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/process-map/define.ts';
import type { ProcessMap } from '../packages/widgets/src/process-map/process-map.ts';
import { offline, online, waiting } from './support.ts';

interface Args {
  by?: string;
}

type Story = StoryObj<Args>;

const map = ({ by }: Args): TemplateResult => html`<process-map by=${by ?? 'stage'}></process-map>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<ProcessMap>('process-map')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Process map',
  component: 'process-map',
  render: (args) => online(map(args), 'amir'),
};

export default meta;

export const Stages: Story = { parameters: { state: 'ready' } };

export const Teams: Story = { args: { by: 'team' }, parameters: { state: 'ready' } };

export const Behind: Story = {
  name: 'The incidents behind a stage',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.node')).click();
    await when(canvasElement, '.incidents li');
  },
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => online(map(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(map(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(map(args)),
};

export const NotSetUp: Story = { parameters: { state: 'unconfigured' }, render: map };

export const RightToLeft: Story = {
  name: 'Right to left',
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${map(args)}</div>`, 'amir'),
};
