import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/alert-rules/define.ts';
import type { AlertRules } from '../packages/widgets/src/alert-rules/alert-rules.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import { offline, online, onMonitored, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const rules = ({ readonly }: Args): TemplateResult =>
  html`<alert-rules ?readonly=${readonly ?? false}></alert-rules>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<AlertRules>('alert-rules')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Alert rules',
  component: 'alert-rules',
  render: (args) => onMonitored(rules(args), 'amir'),
};

export default meta;

export const All: Story = { name: 'The rules', parameters: { state: 'ready' } };

export const Editing: Story = {
  name: 'A rule is changed',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.rule:last-child .edit')).click();
    await when(canvasElement, '#rule-name');
  },
};

export const Trying: Story = {
  name: 'A draft is tried',
  parameters: { state: 'dirty' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.rule:last-child .remove')).click();
    (await when(canvasElement, '.what-if button')).click();
    await when(canvasElement, '.would-be');
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const None: Story = {
  name: 'There is no rule yet',
  parameters: { state: 'empty' },
  render: (args) => online(rules(args), 'amir'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onMonitored(rules(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(rules(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(rules(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: rules,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onMonitored(html`<div dir="rtl">${rules(args)}</div>`, 'amir'),
};
