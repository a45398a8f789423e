import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/knowledge-search/define.ts';
import { offline, online, waiting } from './support.ts';

interface Args {
  service?: string;
}

type Story = StoryObj<Args>;

const search = ({ service }: Args): TemplateResult =>
  html`<knowledge-search service=${service ?? ''}></knowledge-search>`;

const meta: Meta<Args> = {
  title: 'Knowledge search',
  component: 'knowledge-search',
  render: (args) => online(search(args), 'rosa'),
};

export default meta;

export const Search: Story = { parameters: { state: 'ready' } };

export const ToVisitors: Story = {
  name: 'To visitors',
  parameters: { state: 'ready' },
  render: (args) => online(search(args)),
};

export const ToTheDesk: Story = {
  name: 'To the desk',
  parameters: { state: 'ready' },
  render: (args) => online(search(args), 'grace'),
};

export const None: Story = {
  name: 'Empty: there are none',
  parameters: { state: 'empty' },
  args: { service: 'none-such' },
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(search(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(search(args)),
};

export const NotSetUp: Story = { parameters: { state: 'unconfigured' }, render: search };

export const RightToLeft: Story = {
  name: 'Right to left',
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${search(args)}</div>`, 'grace'),
};
