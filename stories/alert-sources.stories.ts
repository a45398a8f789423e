import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/alert-sources/define.ts';
import type { AlertSources } from '../packages/widgets/src/alert-sources/alert-sources.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import { offline, online, onMonitored, waiting } from './support.ts';

interface Args {
  source?: string;
  readonly?: boolean;
}

type Story = StoryObj<Args>;

const alertSources = ({ source, readonly }: Args): TemplateResult =>
  html`<alert-sources source=${source ?? nothing} ?readonly=${readonly ?? false}></alert-sources>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<AlertSources>('alert-sources')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Alert sources',
  component: 'alert-sources',
  render: (args) => onMonitored(alertSources(args), 'amir'),
};

export default meta;

export const All: Story = { name: 'All sources', parameters: { state: 'ready' } };

export const Open: Story = {
  name: 'A source with a delivery',
  args: { source: 'prometheus' },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.delivery .opener')).click();
    await when(canvasElement, '.whole .signals');
  },
};

export const Trying: Story = {
  name: 'Trying a mapping',
  args: { source: 'checks' },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.trier')).click();
    const options = (await when(canvasElement, '#try-options')) as HTMLTextAreaElement;
    await when(canvasElement, '.delivery');
    options.value = JSON.stringify(
      { mapping: "{ 'key': host, 'state': ok ? 'resolved' : 'firing', 'title': what }" },
      null,
      2,
    );
    options.dispatchEvent(new Event('input'));
    (await when(canvasElement, '.try [type=submit]')).click();
    await when(canvasElement, '.tried .signals');
  },
};

export const SetUp: Story = {
  name: 'How to set one up',
  args: { source: 'grafana' },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, 'summary')).click();
    await when(canvasElement, '.setup p');
  },
};

export const ReadOnly: Story = {
  args: { source: 'prometheus', readonly: true },
  parameters: { state: 'ready' },
};

export const None: Story = {
  name: 'There is no source',
  parameters: { state: 'empty' },
  render: (args) => online(alertSources(args), 'amir'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => onMonitored(alertSources(args), 'grace'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(alertSources(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(alertSources(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: alertSources,
};

export const RightToLeft: Story = {
  args: { source: 'prometheus' },
  parameters: { state: 'ready' },
  render: (args) => onMonitored(html`<div dir="rtl">${alertSources(args)}</div>`, 'amir'),
};
