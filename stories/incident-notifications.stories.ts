import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-notifications/define.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import type { IncidentNotifications } from '../packages/widgets/src/incident-notifications/incident-notifications.ts';
import { offline, online, waiting } from './support.ts';

interface Args {
  heading?: string;
  href?: string;
}

type Story = StoryObj<Args>;

const bell = ({ heading, href }: Args): TemplateResult =>
  html`<incident-notifications
    heading=${heading ?? nothing}
    href=${href ?? nothing}
  ></incident-notifications>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<IncidentNotifications>('incident-notifications')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

/** Opens the list, and waits until that is there. */
const opened =
  (selector: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    (await when(canvasElement, 'button.bell')).click();
    await when(canvasElement, `.panel:popover-open ${selector}`);
  };

const meta: Meta<Args> = {
  title: 'Notifications',
  component: 'incident-notifications',
  render: (args) => online(bell(args), 'grace'),
};

export default meta;

export const Unread: Story = { parameters: { state: 'unread' } };

export const Opened: Story = { parameters: { state: 'open' }, play: opened('.open') };

export const Links: Story = {
  name: 'Opened, with links to pages of incidents',
  args: { href: '/incidents/{incident}', heading: 'What you were told of' },
  parameters: { state: 'open' },
  play: opened('a.open'),
};

export const Nothing: Story = {
  name: 'Nothing yet',
  parameters: { state: 'open' },
  render: (args) => online(bell(args), 'mei'),
  play: opened('.none'),
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'open' },
  render: (args) => online(bell(args), 'rosa'),
  play: opened('.notice'),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(bell(args)),
};

export const LoadingOpened: Story = {
  name: 'Loading, opened',
  parameters: { state: 'loading' },
  render: (args) => waiting(bell(args)),
  play: opened('.bones'),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'open' },
  render: (args) => offline(bell(args)),
  play: opened('.notice'),
};

export const NotConfigured: Story = {
  parameters: { state: 'open' },
  render: bell,
  play: opened('.part-failed'),
};

export const RightToLeft: Story = {
  parameters: { state: 'open' },
  render: (args) => online(html`<div dir="rtl">${bell(args)}</div>`, 'grace'),
  play: opened('.open'),
};
