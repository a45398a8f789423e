import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import type { KitClient } from '../packages/widgets/src/client/client.ts';
import { connect } from '../packages/widgets/src/client.ts';
import '../packages/widgets/src/incident-provider/define.ts';
import '../packages/widgets/src/incident-timeline/define.ts';
import type { KitElement } from '../packages/widgets/src/base/kit-element.ts';
import { pick, picture, torn } from './files.ts';
import { offline, online, onRecurring, waiting, world } from './support.ts';

interface Args {
  incident?: string;
  readonly?: boolean;
  headingLevel?: number;
}

type Story = StoryObj<Args>;

const timeline = ({ incident, readonly, headingLevel }: Args): TemplateResult =>
  html`<incident-timeline
    incident=${incident ?? nothing}
    ?readonly=${readonly ?? false}
    heading-level=${headingLevel ?? nothing}
  ></incident-timeline>`;

const meta: Meta<Args> = {
  title: 'Timeline',
  component: 'incident-timeline',
  args: { incident: world.incidents.breached },
  render: (args) => online(timeline(args), 'grace'),
};

export default meta;

export const Desk: Story = { parameters: { state: 'ready' } };

export const Reporter: Story = {
  parameters: { state: 'ready' },
  render: (args) => online(timeline(args), 'rosa'),
};

export const ReadOnly: Story = { args: { readonly: true }, parameters: { state: 'ready' } };

export const UnderAHeading: Story = {
  name: 'Under a heading of the third level',
  args: { headingLevel: 4 },
  parameters: { state: 'ready' },
};

export const Resolved: Story = {
  args: { incident: world.incidents.missed },
  parameters: { state: 'ready' },
};

export const IsItFixed: Story = {
  name: 'Resolved: whoever reported it is asked',
  args: { incident: world.incidents.met },
  parameters: { state: 'ready' },
  render: (args) => online(timeline(args), 'rosa'),
};

/** Presses a button of the timeline as soon as it is there. */
async function press(canvas: HTMLElement, selector: string): Promise<void> {
  const element = canvas.querySelector('incident-timeline');
  while (element?.isConnected) {
    const button = element.shadowRoot?.querySelector<HTMLElement>(selector);
    if (button) return button.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const NotFixed: Story = {
  ...IsItFixed,
  name: 'Resolved: what is still wrong?',
  play: ({ canvasElement }) => press(canvasElement, '.not-fixed'),
};

export const Similar: Story = {
  name: 'Similar incidents, and what helped before',
  args: { incident: 'INC-11' },
  parameters: { state: 'ready' },
  render: (args) => onRecurring(timeline(args), 'grace'),
  play: ({ canvasElement }) => press(canvasElement, '.similar [aria-expanded]'),
};

export const Waiting: Story = {
  args: { incident: world.incidents.paused },
  parameters: { state: 'ready' },
};

export const LetItWait: Story = {
  name: 'What is it waiting for?',
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await press(canvasElement, '.open-menu');
    await press(canvasElement, '[role=menuitem]');
  },
};

export const MoreActions: Story = {
  name: 'More actions',
  parameters: { state: 'ready' },
  play: ({ canvasElement }) => press(canvasElement, '.open-menu'),
};

/** Chooses in the menu as soon as it is there, and waits for what opens. */
async function chooseItem(canvas: HTMLElement, name: string, selector: string): Promise<Element> {
  await press(canvas, '.open-menu');
  const element = canvas.querySelector('incident-timeline');
  while (element?.isConnected) {
    const root = element.shadowRoot;
    const items = [...(root?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    items.find(({ textContent }) => textContent?.includes(name))?.click();
    const opened = root?.querySelector(selector);
    if (opened) return opened;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return document.createElement('input');
}

/** Looks for these words in the timeline. */
async function look(canvas: HTMLElement, words: string): Promise<void> {
  const field = (await chooseItem(canvas, 'Find…', '#find')) as HTMLInputElement;
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export const Save: Story = {
  name: 'Copy or download',
  parameters: { state: 'ready' },
  render: (args) => online(timeline(args), 'rosa'),
  async play({ canvasElement }) {
    await chooseItem(canvasElement, 'Copy or download…', '.save');
  },
};

export const DeskZone: Story = {
  name: 'Times in the desk’s zone',
  args: { incident: world.incidents.mixed },
  parameters: { state: 'ready' },
  render: (args) => online(timeline(args), 'rosa'),
  async play({ canvasElement }) {
    await chooseItem(canvasElement, 'Times in the desk’s zone', '.zone');
    // Other stories are told in the reader's.
    localStorage.removeItem('incident-kit/zone');
  },
};

export const Print: Story = {
  name: 'All of it, to be printed',
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    const { print } = window;
    // Nobody wants to be asked for a printer here.
    window.print = () => {
      window.print = print;
    };
    await chooseItem(canvasElement, 'Print…', '.print');
  },
};

export const Find: Story = {
  name: 'What was found',
  parameters: { state: 'ready' },
  play: ({ canvasElement }) => look(canvasElement, 'overdue'),
};

/** An incident with more entries than are drawn at once; the same one however often it is asked for. */
async function longIncident(): Promise<string> {
  const { endpoint, siteKey } = world;
  const [rosa, grace] = ['rosa', 'grace'].map((who) =>
    connect({ endpoint, siteKey, tokenUrl: `/token/${who}` }),
  ) as [KitClient, KitClient];
  const { incident } = await rosa.call((api) =>
    api.incidents.report.mutate({
      key: 'story-of-a-long-incident',
      title: 'The air conditioning of the server room fails again and again',
      impact: 'medium',
      urgency: 'medium',
    }),
  );
  for (let index = 1; index <= 120; index += 1) {
    const text = `Reading ${index}: ${20 + ((index * 7) % 13)} °C${index % 5 ? '' : '\nThe fan was started again by hand.'}`;
    const note = {
      incident,
      text,
      visibility: 'internal',
      key: `long-story-note-${index}`,
    } as const;
    await grace.call((api) => api.incidents.addNote.mutate(note));
  }
  return incident;
}

export const Long: Story = {
  name: 'Desk: more entries than are drawn at once',
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    const element = canvasElement.querySelector('incident-timeline');
    if (element) element.incident = await longIncident();
    await begin(canvasElement, '', '.jumps button');
  },
};

export const FindNothing: Story = {
  name: 'Nothing was found',
  parameters: { state: 'ready' },
  render: (args) => online(timeline(args), 'rosa'),
  play: ({ canvasElement }) => look(canvasElement, 'elephant'),
};

export const Reply: Story = {
  name: 'Desk: a reply, with an internal note begun',
  args: { incident: world.incidents.running },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await write(canvasElement, 'internal', 'They have called twice already.');
    await write(canvasElement, 'public', 'We are looking into it.');
  },
};

export const TakeBack: Story = {
  name: 'Desk: a reply that can be taken back',
  args: { incident: world.incidents.running },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await write(canvasElement, 'public', 'We are looking into it.');
    await press(canvasElement, '.composer button.primary');
    await begin(canvasElement, '', '.take-back');
  },
};

export const Doubts: Story = {
  name: 'Desk: a reply that calls a colleague',
  args: { incident: world.incidents.running },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await write(canvasElement, 'public', '@Amir has the key.');
    await press(canvasElement, '.composer button.primary');
    await begin(canvasElement, '', '.doubts');
  },
};

export const Mention: Story = {
  name: 'Desk: whom a note calls',
  args: { incident: world.incidents.running },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await write(canvasElement, 'internal', '@gra');
    await begin(canvasElement, '', '#note-list [role=option]');
  },
};

export const EditNote: Story = {
  name: 'Desk: a note that is edited',
  args: { incident: world.incidents.mixed },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await press(canvasElement, '.edit-note');
    await begin(canvasElement, '', '.note-edit textarea');
  },
};

/** Types into the box of the desk for these readers. */
async function write(
  canvas: HTMLElement,
  readers: 'public' | 'internal',
  text: string,
): Promise<void> {
  const timeline = canvas.querySelector('incident-timeline');
  const root = timeline?.shadowRoot;
  await begin(canvas, '', '.audiences');
  timeline?.compose(readers);
  await begin(canvas, '', `.composer[data-visibility=${readers}] #note`);
  const note = root?.querySelector<HTMLTextAreaElement>('#note');
  if (note) note.value = text;
  note?.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Begins something that the desk does, if anything, as soon as that is there; waits for what it shows. */
async function begin(canvas: HTMLElement, label: string, shows: string): Promise<void> {
  const element = canvas.querySelector('incident-timeline');
  const find = (selector: string) => element?.shadowRoot?.querySelectorAll<HTMLElement>(selector);
  let isBegun = false;
  while (element?.isConnected && !find(shows)?.length) {
    const items = label ? [...(find('[role=menuitem]') ?? [])] : [];
    const item = items.find((each) => each.textContent?.includes(label));
    if (!isBegun) item?.click();
    isBegun ||= !!item;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const WhyDue: Story = {
  name: 'Desk: why it is due then',
  args: { incident: world.incidents.warning },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await press(canvasElement, '.why[aria-label$=Resolution]');
    await press(canvasElement, '.why-due summary');
  },
};

export const WhyPaused: Story = {
  name: 'Desk: why it is not due yet',
  args: { incident: world.incidents.paused },
  parameters: { state: 'ready' },
  play: ({ canvasElement }) => press(canvasElement, '.why[aria-label$=Resolution]'),
};

export const Assign: Story = {
  name: 'Desk: to whom?',
  parameters: { state: 'ready' },
  play: ({ canvasElement }) => begin(canvasElement, 'Assign…', '[role=option]'),
};

export const Escalate: Story = {
  name: 'Desk: escalate',
  args: { incident: world.incidents.warning },
  parameters: { state: 'ready' },
  play: ({ canvasElement }) => begin(canvasElement, 'Escalate…', '#desk-to option + option'),
};

export const Prioritize: Story = {
  name: 'Desk: what another priority would mean',
  args: { incident: world.incidents.warning },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await begin(canvasElement, 'Impact and urgency…', '#desk-impact option:nth-child(4)');
    const root = canvasElement.querySelector('incident-timeline')?.shadowRoot;
    const impact = root?.querySelector<HTMLSelectElement>('#desk-impact');
    if (impact) impact.value = 'low';
    impact?.dispatchEvent(new Event('change', { bubbles: true }));
    while (root?.host.isConnected && !root.querySelector('.preview[data-say]')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
};

export const Colleagues: Story = {
  name: 'Desk: a colleague writes, and more happened meanwhile',
  args: { incident: world.incidents.running },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    const { endpoint, siteKey, incidents } = world;
    const incident = incidents.running;
    const amir = connect({ endpoint, siteKey, tokenUrl: '/token/amir' });
    await amir.call((api) => api.incidents.presence.mutate({ incident, doing: 'writing' }));
    // Who comes back to a page hears at once who is there.
    document.dispatchEvent(new Event('visibilitychange'));
    await begin(canvasElement, '', '.beside');
    await write(canvasElement, 'internal', 'I am looking into it');
    await amir.call((api) =>
      api.incidents.addNote.mutate({ incident, text: 'I am on it', visibility: 'internal' }),
    );
    await begin(canvasElement, '', '.beside .news');
  },
};

export const Merge: Story = {
  name: 'Desk: merge',
  parameters: { state: 'ready' },
  play: ({ canvasElement }) => begin(canvasElement, 'Merge into…', '#desk-into'),
};

export const FilesOfANote: Story = {
  name: 'Files of a note: one is refused for good',
  args: { incident: world.incidents.warning },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    const element = canvasElement.querySelector('incident-timeline') as KitElement;
    await pick(element);
    // Those of the last time were kept.
    const kept = () => element.renderRoot.querySelector<HTMLElement>('.files li button');
    for (let remove = kept(); remove; remove = kept()) {
      remove.click();
      await element.updateComplete;
    }
    await pick(element, picture(), torn());
  },
};

export const Closed: Story = {
  args: { incident: world.incidents.closed },
  parameters: { state: 'ready' },
};

export const Everything: Story = {
  name: 'Everything that can happen',
  args: { incident: world.incidents.mixed },
  parameters: { state: 'ready' },
};

export const Unfolded: Story = {
  name: 'Desk: what the system did is unfolded',
  args: { incident: world.incidents.mixed },
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await press(canvasElement, '.fold button');
    await begin(canvasElement, '', '.fold [aria-expanded=true]');
  },
};

export const Keys: Story = {
  name: 'Desk: keys',
  parameters: { state: 'ready' },
  async play({ canvasElement }) {
    await begin(canvasElement, '', '.audiences');
    const title = canvasElement.querySelector('incident-timeline')?.shadowRoot?.querySelector('h2');
    title?.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, composed: true }));
    await begin(canvasElement, '', '.keys-help[open]');
  },
};

export const EverythingForReporter: Story = {
  name: 'Everything that can happen, to whoever reported it',
  args: { incident: world.incidents.mixed },
  parameters: { state: 'ready' },
  render: (args) => online(timeline(args), 'rosa'),
};

export const Unknown: Story = {
  name: 'Not found',
  args: { incident: world.incidents.unknown },
  parameters: { state: 'unknown' },
};

export const SignInRequired: Story = {
  name: 'Not allowed',
  parameters: { state: 'error' },
  render: (args) => online(timeline(args)),
};

export const NoIncident: Story = { render: () => online(timeline({}), 'grace') };

export const Loading: Story = {
  parameters: { state: 'loading' },
  render: (args) => waiting(timeline(args)),
};

export const Offline: Story = {
  name: 'Error: the timeline cannot be read',
  parameters: { state: 'offline' },
  render: (args) => offline(timeline(args)),
};

export const NotConfigured: Story = {
  parameters: { state: 'unconfigured' },
  render: timeline,
};

export const RightToLeft: Story = {
  args: { incident: world.incidents.mixed },
  parameters: { state: 'ready' },
  render: (args) => online(html`<div dir="rtl">${timeline(args)}</div>`, 'grace'),
};
