import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-list/define.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import { offline, online, waiting, world } from './support.ts';

interface Args {
  incident?: string;
  href?: string;
  heading?: string;
  headingLevel?: number;
}

type Story = StoryObj<Args>;

const list = ({ incident, href, heading, headingLevel }: Args): TemplateResult =>
  html`<incident-list
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
