import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/knowledge-article/define.ts';
import type { KnowledgeArticle } from '../packages/widgets/src/knowledge-article/knowledge-article.ts';
import { offline, online, waiting, world } from './support.ts';

interface Args {
  article?: string;
}

type Story = StoryObj<Args>;

const articleOf = ({ article }: Args): TemplateResult =>
  html`<knowledge-article article-id=${article ?? world.article}></knowledge-article>`;

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<KnowledgeArticle>('knowledge-article')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

const meta: Meta<Args> = {
  title: 'Knowledge article',
  component: 'knowledge-article',
  render: (args) => online(articleOf(args), 'rosa'),
};

export default meta;

export const Article: Story = { parameters: { state: 'ready' } };

export const ToVisitors: Story = {
  name: 'To visitors',
  parameters: { state: 'ready' },
  render: (args) => online(articleOf(args)),
};

export const ToTheDesk: Story = {
  name: 'To the desk',
  parameters: { state: 'ready' },
  render: (args) => online(articleOf(args), 'grace'),
};

export const Versions: Story = {
  parameters: { state: 'ready' },
  render: (args) => online(articleOf(args), 'grace'),
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.open-versions')).click();
    await when(canvasElement, '.versions li');
  },
};

export const Editor: Story = {
  parameters: { state: 'ready' },
  args: { article: 'new' },
  render: (args) => online(articleOf(args), 'grace'),
};

export const NoArticle: Story = {
  name: 'Empty: no article is chosen',
  parameters: { state: 'empty' },
  args: { article: '' },
};

export const NoneSuch: Story = {
  name: 'Error: there is none, or none to see',
  parameters: { state: 'error' },
  args: { article: 'KB-999999' },
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(articleOf(args)),
};

export const Offline: Story = {
  name: 'Error: it cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(articleOf(args)),
};

export const NotSetUp: Story = { parameters: { state: 'unconfigured' }, render: articleOf };

export const RightToLeft: Story = {
  name: 'Right to left',
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${articleOf(args)}</div>`, 'grace'),
};
