import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-list/define.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import { offline, online, waiting, world } from './support.ts';

interface Args {
  view?: 'queue';
  opens?: string;
  incident?: string;
  href?: string;
  heading?: string;
  headingLevel?: number;
}

type Story = StoryObj<Args>;

const list = ({ view, opens, incident, href, heading, headingLevel }: Args): TemplateResult =>
  html`<incident-list
    view=${view ?? nothing}
    opens=${opens ?? nothing}
    incident=${incident ?? nothing}
    href=${href ?? nothing}
    heading=${heading ?? nothing}
    heading-level=${headingLevel ?? nothing}
  ></incident-list>`;

const meta: Meta<Args> = {
  title: 'List',
  component: 'incident-list',
  render: (args) => online(list(args), 'rosa'),
};

export default meta;

export const MyReports: Story = { parameters: { state: 'ready' } };

export const OneIsOpen: Story = {
  args: { incident: world.incidents.breached },
  parameters: { state: 'ready' },
};

export const Links: Story = {
  name: 'Each report has a page of its own',
  args: { href: '/reports/{incident}', incident: world.incidents.met },
  parameters: { state: 'ready' },
};

export const UnderAHeading: Story = {
  name: 'Under a heading of the third level',
  args: { heading: 'What you have told us', headingLevel: 4 },
  parameters: { state: 'ready' },
};

export const WithoutAHeading: Story = {
  args: { heading: '' },
  parameters: { state: 'ready' },
};

export const NothingReported: Story = {
  name: 'Nothing was reported yet',
  parameters: { state: 'ready' },
  render: (args) => online(list(args), 'grace'),
};

export const Narrow: Story = {
  name: 'In a narrow column',
  parameters: { state: 'ready' },
  render: (args) => online(html`<div style="inline-size: 20rem">${list(args)}</div>`, 'rosa'),
};

export const SignIn: Story = {
  name: 'Nobody is signed in',
  parameters: { state: 'error' },
  render: (args) => online(list(args)),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(list(args)),
};

export const Offline: Story = {
  parameters: { state: 'offline' },
  render: (args) => offline(list(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: list,
};

// ---- the desk's queue ----

const desk = (width: string) => (args: Args) =>
  online(html`<div style="inline-size: ${width}">${list(args)}</div>`, 'grace');

export const Queue: Story = {
  args: { view: 'queue', incident: world.incidents.breached },
  parameters: { state: 'ready' },
  render: desk('76rem'),
};

export const QueueInAPane: Story = { ...Queue, render: desk('40rem') };

export const QueueOnAPhone: Story = { ...Queue, render: desk('20rem') };

/** Waits for something of the list, and gives it. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector('incident-list')?.shadowRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found || !canvas.isConnected) return found as HTMLElement;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const key = (target: HTMLElement, name: string) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
  );

export const QueueSelected: Story = {
  ...Queue,
  name: 'Queue: some are selected',
  play: async ({ canvasElement }) => {
    const row = await when(canvasElement, '.row');
    row.focus();
    key(row, 'x');
    await when(canvasElement, '[role=toolbar]');
  },
};

export const QueueAsksWhom: Story = {
  ...Queue,
  name: 'Queue: whom to assign it to',
  play: async ({ canvasElement }) => {
    const row = await when(canvasElement, '.row');
    row.focus();
    key(row, 'a');
    await when(canvasElement, '.ask input');
  },
};

export const QueueFilters: Story = {
  ...Queue,
  name: 'Queue: filters',
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.open-filters')).click();
    await when(canvasElement, '.filters');
  },
};

export const QueueColumns: Story = {
  ...Queue,
  name: 'Queue: columns in another order',
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.open-filters')).click();
    for (let place = 0; place < 6; place += 1) {
      (await when(canvasElement, '.columns [data-name=due] [data-by="-1"]')).click();
    }
    await when(canvasElement, '.head [data-column=due]:nth-child(2)');
  },
};

export const QueueKeys: Story = {
  ...Queue,
  name: 'Queue: keys',
  play: async ({ canvasElement }) => {
    const row = await when(canvasElement, '.row');
    row.focus();
    key(row, '?');
    await when(canvasElement, '.keys');
  },
};

export const QueueResolves: Story = {
  ...Queue,
  name: 'Queue: how it was resolved',
  play: async ({ canvasElement }) => {
    const row = await when(canvasElement, '.row');
    row.focus();
    key(row, 's');
    await when(canvasElement, '#ask-choose option');
  },
};

export const QueueMerges: Story = {
  ...Queue,
  name: 'Queue: what cannot be undone',
  play: async ({ canvasElement }) => {
    const row = await when(canvasElement, '.row');
    row.focus();
    key(row, 'm');
    await when(canvasElement, '#ask-options li');
  },
};

export const QueueKeepsAView: Story = {
  ...Queue,
  name: 'Queue: a view of one’s own',
  play: async ({ canvasElement }) => {
    await when(canvasElement, '.view');
    (await when(canvasElement, '[data-order=priority]')).click();
    (await when(canvasElement, '.edit-views')).click();
    await when(canvasElement, '.own-views');
  },
};

export const QueueSelectedOnAPhone: Story = {
  ...QueueOnAPhone,
  name: 'Queue on a phone: what can be done',
  play: async ({ canvasElement }) => {
    const row = await when(canvasElement, '.row');
    row.focus();
    key(row, 'x');
    (await when(canvasElement, '[role=toolbar] .primary')).click();
    await when(canvasElement, '.choices');
  },
};

export const QueueFiltersOnAPhone: Story = {
  ...QueueOnAPhone,
  name: 'Queue on a phone: filters',
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.open-filters')).click();
    await when(canvasElement, '.filters');
  },
};

export const QueueLoading: Story = {
  args: { view: 'queue' },
  parameters: { state: 'loading' },
  render: (args) => waiting(list(args)),
};

export const QueueOffline: Story = {
  args: { view: 'queue' },
  parameters: { state: 'offline' },
  render: (args) => offline(list(args)),
};
