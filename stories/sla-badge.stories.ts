import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/sla-badge/define.ts';
import { offline, online, waiting, world } from './support.ts';

interface Args {
  incident?: string;
  target?: 'resolution' | 'response' | 'update';
  variant?: 'pill' | 'ring' | 'bar';
}

type Story = StoryObj<Args>;

const badge = ({ incident, target, variant }: Args): TemplateResult =>
  html`<sla-badge
    incident=${incident ?? nothing}
    target=${target ?? nothing}
    variant=${variant ?? nothing}
  ></sla-badge>`;

const meta: Meta<Args> = {
  title: 'SLA badge',
  component: 'sla-badge',
  argTypes: {
    target: { control: 'radio', options: ['resolution', 'response', 'update'] },
    variant: { control: 'radio', options: ['pill', 'ring', 'bar'] },
  },
  render: (args) => online(badge(args)),
};

export default meta;

const at = (state: keyof typeof world.incidents, more: Args = {}): Story => ({
  args: { incident: world.incidents[state], target: 'resolution', ...more },
  parameters: { state },
});

export const Running = at('running');
export const RunningRing = at('running', { variant: 'ring' });
export const RunningBar = at('running', { variant: 'bar' });
export const Warning = at('warning');
export const WarningRing = at('warning', { variant: 'ring' });
export const WarningBar = at('warning', { variant: 'bar' });
export const Paused = at('paused');
export const PausedRing = at('paused', { variant: 'ring' });
export const PausedBar = at('paused', { variant: 'bar' });
export const Breached = at('breached');
export const BreachedRing = at('breached', { variant: 'ring' });
export const BreachedBar = at('breached', { variant: 'bar' });
export const Met = at('met');
export const Missed = at('missed');
export const UnknownIncident = at('unknown');

export const Response: Story = {
  args: { incident: world.incidents.running, target: 'response' },
};

export const DueFirst: Story = {
  name: 'No clock is asked for: the answer is overdue',
  args: { incident: world.incidents.warning },
  parameters: { state: 'breached' },
};

export const NoTarget: Story = {
  name: 'No target: nobody promised updates',
  args: { incident: world.incidents.running, target: 'update' },
  parameters: { state: 'none' },
};

export const Loading: Story = {
  args: { incident: world.incidents.running },
  parameters: { state: 'loading' },
  render: (args) => waiting(badge(args)),
};

export const Offline: Story = {
  args: { incident: world.incidents.running },
  parameters: { state: 'offline' },
  render: (args) => offline(badge(args)),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  args: { incident: world.incidents.running },
  parameters: { state: 'error' },
  render: (args) =>
    html`<incident-provider endpoint=${world.endpoint} site-key="pk_nobody"
      >${badge(args)}</incident-provider
    >`,
};

export const NotConfigured: Story = {
  args: { incident: world.incidents.running },
  parameters: { state: 'unconfigured' },
  render: badge,
};

export const RightToLeft: Story = {
  ...at('warning', { variant: 'bar' }),
  render: (args) => online(html`<div dir="rtl">${badge(args)}</div>`),
};

export const InSmallPrint: Story = {
  ...at('running'),
  render: (args) =>
    online(html`<p class="small">
      ${badge(args)} ${badge({ ...args, variant: 'ring' })} ${badge({ ...args, variant: 'bar' })}
    </p>`),
};
