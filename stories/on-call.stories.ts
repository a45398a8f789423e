import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/on-call/define.ts';
import type { OnCall } from '../packages/widgets/src/on-call/on-call.ts';
import { offline, online, waiting } from './support.ts';

interface Args {
  schedule?: string;
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const onCall = ({ schedule, readonly }: Args): TemplateResult =>
  html`<on-call schedule=${schedule ?? nothing} ?readonly=${readonly ?? false}></on-call>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<OnCall>('on-call')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'On call',
  component: 'on-call',
  render: (args) => online(onCall(args), 'grace'),
};

export default meta;

export const Several: Story = { name: 'Several schedules', parameters: { state: 'ready' } };

export const One: Story = {
  name: 'One schedule, by days',
  args: { schedule: 'database' },
  parameters: { state: 'ready' },
};

export const Gap: Story = {
  name: 'Nobody is on call',
  args: { schedule: 'nights' },
  parameters: { state: 'ready' },
};

export const Taking: Story = {
  name: 'Taking a shift',
  args: { schedule: 'database' },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.take')).click();
    await when(canvasElement, '#override-from');
  },
};

export const PuttingOnCall: Story = {
  name: 'Putting somebody on call',
  args: { schedule: 'network' },
  parameters: { state: 'ready' },
  render: (args) => online(onCall(args), 'amir'),
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.take')).click();
    await when(canvasElement, '#override-person');
  },
};

export const ReadOnly: Story = {
  args: { schedule: 'network', readonly: true },
  parameters: { state: 'ready' },
};

export const Unknown: Story = {
  name: 'A schedule that there is not',
  args: { schedule: 'weekends' },
  parameters: { state: 'empty' },
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => online(onCall(args), 'rosa'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(onCall(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(onCall(args)),
};

export const NotConfigured: Story = { parameters: { state: 'unconfigured' }, render: onCall };

export const RightToLeft: Story = {
  args: { schedule: 'database' },
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${onCall(args)}</div>`, 'grace'),
};
