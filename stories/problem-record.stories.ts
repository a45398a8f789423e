import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/problem-record/define.ts';
import type { ProblemRecord } from '../packages/widgets/src/problem-record/problem-record.ts';
import { offline, onRecurring, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
  problem?: string;
}

type Story = StoryObj<Args>;

const record = ({ readonly, problem = 'PRB-1' }: Args): TemplateResult =>
  html`<problem-record ?readonly=${readonly ?? false} problem=${problem}></problem-record>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<ProblemRecord>('problem-record')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'A problem',
  component: 'problem-record',
  render: (args) => onRecurring(record(args), 'grace'),
};

export default meta;

export const KnownError: Story = { name: 'A known error', parameters: { state: 'ready' } };

export const Open: Story = { args: { problem: 'PRB-2' }, parameters: { state: 'ready' } };

export const Editing: Story = {
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.begin-edit')).click();
    await when(canvasElement, '#cause');
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const None: Story = {
  name: 'None is chosen',
  args: { problem: '' },
  parameters: { state: 'empty' },
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onRecurring(record(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(record(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(record(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: record,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onRecurring(html`<div dir="rtl">${record(args)}</div>`, 'grace'),
};
