import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/incident-review/define.ts';
import type { IncidentReview } from '../packages/widgets/src/incident-review/incident-review.ts';
import { offline, onRecurring, waiting } from './support.ts';

interface Args {
  readonly?: boolean;
  incident?: string;
}

type Story = StoryObj<Args>;

const review = ({ readonly, incident = 'INC-1' }: Args): TemplateResult =>
  html`<incident-review ?readonly=${readonly ?? false} incident=${incident}></incident-review>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<IncidentReview>('incident-review')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Review of an incident',
  component: 'incident-review',
  render: (args) => onRecurring(review(args), 'grace'),
};

export default meta;

export const Written: Story = { parameters: { state: 'ready' } };

export const NotBegun: Story = { args: { incident: 'INC-2' }, parameters: { state: 'ready' } };

export const Writing: Story = {
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.begin')).click();
    await when(canvasElement, '#what-1');
  },
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const None: Story = {
  name: 'None is chosen',
  args: { incident: '' },
  parameters: { state: 'empty' },
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onRecurring(review(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(review(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(review(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: review,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => onRecurring(html`<div dir="rtl">${review(args)}</div>`, 'grace'),
};
