import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/service-objectives/define.ts';
import type { ServiceObjectives } from '../packages/widgets/src/service-objectives/service-objectives.ts';
import { offline, online, onMeasured, waiting } from './support.ts';

interface Args {
  service?: string;
}

type Story = StoryObj<Args>;

const objectives = ({ service }: Args): TemplateResult =>
  html`<service-objectives service=${service ?? nothing} href="#{incident}"></service-objectives>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

const meta: Meta<Args> = {
  title: 'Objectives',
  component: 'service-objectives',
  render: (args) => onMeasured(objectives(args), 'grace'),
};

export default meta;

export const All: Story = { name: 'Of all services', parameters: { state: 'ready' } };

export const OneService: Story = { args: { service: 'mail' }, parameters: { state: 'ready' } };

export const Public: Story = {
  name: 'For visitors: what is public',
  parameters: { state: 'ready' },
  render: (args) => onMeasured(objectives(args)),
};

export const AsTable: Story = {
  name: 'As a table',
  args: { service: 'mail' },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    for (;;) {
      const root = canvasElement.querySelector<ServiceObjectives>('service-objectives')?.renderRoot;
      const summary = root?.querySelector<HTMLElement>('summary');
      if (summary) return summary.click();
      await aMoment();
    }
  },
};

export const Past: Story = {
  name: 'When it burned too fast',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<ServiceObjectives>('service-objectives');
    const inIt = (what: string) => element?.renderRoot.querySelector<HTMLElement>(what);
    while (!inIt('.past summary')) await aMoment();
    inIt('.past summary')?.click();
    while (!inIt('.past table')) await aMoment();
  },
};

export const Nothing: Story = {
  name: 'Nothing is to be achieved yet',
  parameters: { state: 'empty' },
  render: (args) => online(objectives(args), 'amir'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(objectives(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(objectives(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: objectives,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onMeasured(html`<div dir="rtl">${objectives(args)}</div>`, 'grace'),
};
