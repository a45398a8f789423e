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

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<ServiceObjectives>('service-objectives')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

function write(field: HTMLElement, text: string): void {
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

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
    (await when(canvasElement, 'summary')).click();
    await when(canvasElement, '.course table');
  },
};

export const Past: Story = {
  name: 'When it burned too fast',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.past summary')).click();
    await when(canvasElement, '.past table');
  },
};

export const Editing: Story = {
  name: 'One is changed',
  parameters: { state: 'ready' },
  render: () => onMeasured(objectives({ service: 'mail' }), 'amir'),
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '[data-objective=mail] .edit')).click();
    await when(canvasElement, '#objective-name');
  },
};

export const Draft: Story = {
  name: 'A draft that is not published',
  parameters: { state: 'dirty' },
  render: () => onMeasured(objectives({ service: 'mail' }), 'amir'),
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '[data-objective=fax] .edit')).click();
    write(await when(canvasElement, '#objective-target'), '99.5');
    (await when(canvasElement, '.objective-form .primary')).click();
    await when(canvasElement, '.draft');
    (await when(canvasElement, '.add')).click();
    write(await when(canvasElement, '#objective-name'), 'Calendars open');
    (await when(canvasElement, '.objective-form .primary')).click();
    await when(canvasElement, '.new');
  },
};

export const ReadOnly: Story = {
  parameters: { state: 'ready' },
  render: () =>
    onMeasured(html`<service-objectives service="mail" readonly></service-objectives>`, 'amir'),
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
