import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/sent-messages/define.ts';
import type { SentMessages } from '../packages/widgets/src/sent-messages/sent-messages.ts';
import { offline, online, onMonitored, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const sentMessages = ({ readonly }: Args): TemplateResult =>
  html`<sent-messages ?readonly=${readonly ?? false}></sent-messages>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<SentMessages>('sent-messages')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Sent messages',
  component: 'sent-messages',
  render: (args) => onMonitored(sentMessages(args), 'amir'),
};

export default meta;

export const All: Story = { name: 'All messages', parameters: { state: 'ready' } };

export const Failed: Story = {
  name: 'What failed',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.filters button:last-child')).click();
    await when(canvasElement, '.message.dead');
  },
};

export const Targets: Story = {
  name: 'Testing a target',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.opener')).click();
    await when(canvasElement, '#targets-target');
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const None: Story = {
  name: 'Nothing was sent yet',
  parameters: { state: 'empty' },
  render: (args) => online(sentMessages(args), 'amir'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onMonitored(sentMessages(args), 'grace'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(sentMessages(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(sentMessages(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: sentMessages,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onMonitored(html`<div dir="rtl">${sentMessages(args)}</div>`, 'amir'),
};
