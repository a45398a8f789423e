import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/knowledge-search/define.ts';
import type { KnowledgeSearch } from '../packages/widgets/src/knowledge-search/knowledge-search.ts';
import { offline, online, onRecurring, waiting } from './support.ts';

interface Args {
  service?: string;
}

type Story = StoryObj<Args>;

const search = ({ service }: Args): TemplateResult =>
  html`<knowledge-search service=${service ?? ''}></knowledge-search>`;

/** Chooses what articles have saved, as soon as it can be chosen, and waits until it is there. */
async function chooseSaved({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const element = canvasElement.querySelector<KnowledgeSearch>('knowledge-search');
  const find = (selector: string) => element?.shadowRoot?.querySelector<HTMLElement>(selector);
  let isChosen = false;
  while (element?.isConnected && !find('.saved')) {
    const last = find('.tools button:last-of-type');
    if (last && !isChosen) {
      last.click();
      isChosen = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

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

export const WhatTheySaved: Story = {
  name: 'To the desk: what they saved',
  parameters: { state: 'ready' },
  render: (args) => onRecurring(search(args), 'grace'),
  play: chooseSaved,
};

export const SavedNothing: Story = {
  name: 'To the desk: what they saved, when none helped yet',
  parameters: { state: 'ready' },
  render: (args) => online(search(args), 'grace'),
  play: chooseSaved,
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
