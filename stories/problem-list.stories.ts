import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/problem-list/define.ts';
import type { ProblemList } from '../packages/widgets/src/problem-list/problem-list.ts';
import { offline, online, onRecurring, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const problems = ({ readonly }: Args): TemplateResult =>
  html`<problem-list ?readonly=${readonly ?? false} href="#{problem}"></problem-list>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<ProblemList>('problem-list')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Problems',
  component: 'problem-list',
  render: (args) => onRecurring(problems(args), 'grace'),
};

export default meta;

export const All: Story = {
  name: 'Hints and records',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    await when(canvasElement, '.problem');
  },
};

export const Dismissing: Story = {
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.dismiss')).click();
    await when(canvasElement, '#text');
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const Nothing: Story = {
  name: 'Nothing yet',
  parameters: { state: 'empty' },
  render: (args) => online(problems(args), 'grace'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onRecurring(problems(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(problems(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(problems(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: problems,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onRecurring(html`<div dir="rtl">${problems(args)}</div>`, 'grace'),
};
