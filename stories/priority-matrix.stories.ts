import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { connect } from '../packages/widgets/src/client.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/priority-matrix/define.ts';
import type { PriorityMatrix } from '../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { offline, online, waiting, world } from './support.ts';

interface Args {
  readonly?: boolean;
  incident?: string;
  /** What is done with the matrix once it is there. */
  script?: (matrix: PriorityMatrix) => unknown;
}

type Story = StoryObj<Args>;

const matrix = ({ readonly, incident, script }: Args): TemplateResult =>
  html`<priority-matrix
    ?readonly=${readonly ?? false}
    incident=${incident ?? nothing}
    ${script ? ref((element) => void whenReady(element, script)) : nothing}
  ></priority-matrix>`;

async function whenReady(
  element: Element | undefined,
  script: (matrix: PriorityMatrix) => unknown,
): Promise<void> {
  if (!element) return;
  const there = element as PriorityMatrix;
  // Lit hands over what it makes before it is on the page.
  await aMoment();
  while (there.isConnected && !there.matches(':state(ready)'))
    await there.updateComplete.then(aMoment);
  if (there.isConnected) script(there);
}

// Not a frame: a page in the background has none.
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Presses a key on a cell, as somebody at the keyboard would. */
function press(there: PriorityMatrix, place: string, key: string): void {
  const cell = there.renderRoot.querySelector<HTMLElement>(`[data-place="${place}"]`);
  cell?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
}

/** What is there, or comes. */
async function when(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (;;) {
    const root = canvas.querySelector<PriorityMatrix>('priority-matrix')?.renderRoot;
    const found = root?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await aMoment();
  }
}

/** Somebody else puts the same cells in force again, with a word about it. */
async function publishMeanwhile(): Promise<void> {
  const { endpoint, siteKey } = world;
  const other = connect({ endpoint, siteKey, tokenUrl: '/token/amir' });
  const { current } = await other.call((api) => api.matrix.current.query());
  await other.call((api) =>
    api.matrix.publish.mutate({
      basedOn: current.version,
      matrix: current.matrix,
      reason: 'Reviewed, nothing to change',
    }),
  );
}

const meta: Meta<Args> = {
  title: 'Priority matrix',
  component: 'priority-matrix',
  render: (args) => online(matrix(args), 'amir'),
};

export default meta;

export const Editor: Story = { parameters: { state: 'ready' } };

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const OfAnIncident: Story = {
  name: 'The cell of an incident',
  args: { readonly: true, incident: world.incidents.breached },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    await when(canvasElement, '[aria-current]');
  },
};

export const OfNoIncident: Story = {
  name: 'The cell of an incident that is not there',
  args: { readonly: true, incident: world.incidents.unknown },
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    await when(canvasElement, '[part=notice]');
  },
};

export const List: Story = {
  name: 'The list of a cell',
  args: { script: (there) => press(there, 'high/low', 'Enter') },
  parameters: { state: 'ready' },
};

export const Changed: Story = {
  args: { script: (there) => press(there, 'low/low', '3') },
  parameters: { state: 'dirty' },
};

export const NotMonotonic: Story = {
  name: 'Changed: a cell out of order',
  args: { script: (there) => press(there, 'high/high', '4') },
  parameters: { state: 'dirty' },
};

export const WhatIf: Story = {
  name: 'Changed: tried on past incidents',
  args: { script: (there) => press(there, 'high/high', '4') },
  parameters: { state: 'dirty' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.try')).click();
    (await when(canvasElement, '.what-if .start')).click();
    await when(canvasElement, '.what-if .pictures');
  },
};

export const WhatIfStopped: Story = {
  name: 'Changed: trying it was stopped',
  args: { script: (there) => press(there, 'high/high', '4') },
  parameters: { state: 'dirty' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '.try')).click();
    const start = await when(canvasElement, '.what-if .start');
    // As soon as the first have come, and before the next do.
    const watch = new MutationObserver(() => {
      if (!start.parentElement?.parentElement?.querySelector('.result')) return;
      watch.disconnect();
      start.click();
    });
    watch.observe(start.getRootNode(), { childList: true, subtree: true });
    start.click();
    await when(canvasElement, '.what-if [part=notice] button');
  },
};

export const WhatIfRefused: Story = {
  name: 'Changed: the server does not try it',
  parameters: { state: 'dirty' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '[data-panel="settings"]')).click();
    const name = await when(canvasElement, '[data-item="priorities/P4"] [data-field=name]');
    (name as HTMLInputElement).value = '';
    name.dispatchEvent(new Event('change', { bubbles: true }));
    (await when(canvasElement, '.try')).click();
    (await when(canvasElement, '.what-if .start')).click();
    await when(canvasElement, '.what-if [role=alert] [part=notice]');
  },
};

export const Levels: Story = {
  name: 'Levels and priorities, and what they are needed for',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '[data-panel="settings"]')).click();
    await when(canvasElement, '.usage:not(:empty)');
    (await when(canvasElement, '[data-item="priorities/P1"] .remove')).click();
    await when(canvasElement, '#cells-get');
  },
};

export const Versions: Story = {
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    (await when(canvasElement, '[data-panel="versions"]')).click();
    await when(canvasElement, '.history li');
  },
};

export const Comparison: Story = {
  name: 'Two versions side by side',
  parameters: { state: 'ready' },
  play: async ({ canvasElement }) => {
    // There have to be two.
    await publishMeanwhile();
    (await when(canvasElement, '[data-panel="versions"]')).click();
    (await when(canvasElement, '.history .compare')).click();
    await when(canvasElement, '.comparison .sides');
  },
};

export const Conflict: Story = {
  name: 'Changed: somebody else published',
  args: {
    script: (there) => {
      press(there, 'low/low', '2');
      return publishMeanwhile();
    },
  },
  parameters: { state: 'conflict' },
};

export const NotAllowed: Story = {
  name: 'Error: the server refuses',
  parameters: { state: 'error' },
  render: (args) => online(matrix(args)),
};

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(matrix(args)),
};

export const Offline: Story = {
  name: 'Error: the matrix cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(matrix(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: matrix,
};

export const RightToLeft: Story = {
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${matrix(args)}</div>`, 'amir'),
};
