import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-learning/define.ts';
import type { IncidentLearning } from '../packages/widgets/src/incident-learning/incident-learning.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import { offline, onLearned, online, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const learning = ({ readonly }: Args): TemplateResult =>
  html`<incident-learning ?readonly=${readonly ?? false} href="#{incident}"></incident-learning>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<IncidentLearning>('incident-learning')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Incident learning',
  component: 'incident-learning',
  render: (args) => onLearned(learning(args), 'amir'),
};

export default meta;

export const AsItStands: Story = {
  name: 'How well it does',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    await when(canvasElement, '[data-field=team] progress');
  },
};

export const Wrong: Story = {
  name: 'What would have been set wrongly',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.wrong summary')).click();
  },
};

export const Changing: Story = {
  name: 'About to change what is done',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '[data-field=team] [value=set]')).click();
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const NothingJudged: Story = {
  name: 'Nothing was judged yet',
  parameters: { state: 'empty' },
  render: (args) => online(learning(args), 'grace'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onLearned(learning(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(learning(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(learning(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: learning,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onLearned(html`<div dir="rtl">${learning(args)}</div>`, 'amir'),
};
