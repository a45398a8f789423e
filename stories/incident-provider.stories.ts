import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/sla-badge/define.ts';
import { online, world } from './support.ts';

const meta: Meta = { title: 'Provider', component: 'incident-provider' };

export default meta;

const badge = html`<sla-badge incident=${world.incidents.running}></sla-badge>`;

export const AroundElements: StoryObj = { render: () => online(badge) };

export const ById: StoryObj = {
  render: () => html`
    <incident-provider id="story-provider" endpoint=${world.endpoint} site-key=${world.siteKey}>
    </incident-provider>
    <sla-badge provider="story-provider" incident=${world.incidents.running}></sla-badge>
  `,
};

export const SignedIn: StoryObj = { render: () => online(badge, 'grace') };

export const InsideAnother: StoryObj = {
  render: () =>
    online(html`<incident-provider token-url="/token/rosa">${badge}</incident-provider>`),
};
