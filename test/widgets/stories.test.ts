import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { render } from 'lit';
import { world } from '../../stories/support.ts';

interface Story {
  render?: (args: object) => unknown;
  args?: object;
  /** What somebody does before the state is there. */
  play?: (context: { canvasElement: HTMLElement }) => void | Promise<void>;
  parameters?: { state?: string };
}

type Module = { default: Story & { component: string } } & Record<string, Story>;

const modules = new Map<string, Module>();
for (const name of world.stories ?? []) {
  modules.set(name, await import(new URL(`../../stories/${name}`, import.meta.url).href));
}

/** An element is there when it has shown itself and is no longer loading, or is meant to be. */
async function arrived(element: HTMLElement, state: string | undefined): Promise<void> {
  await waitUntil(
    () => element.matches(state ? `:state(${state})` : ':not(:state(loading))'),
    `comes to ${state ?? 'something other than loading'}`,
    { timeout: 10_000 },
  );
}

describe('every story', () => {
  const place = document.createElement('main');
  before(() => document.body.append(place));
  afterEach(() => {
    render(null, place);
  });

  it('is found', () => {
    expect(modules).not.to.be.empty;
  });

  for (const [file, { default: meta, ...stories }] of modules) {
    for (const [name, story] of Object.entries(stories)) {
      it(`${file} ${name} shows its state, accessibly`, async () => {
        const draw = story.render ?? meta.render;
        render(draw?.({ ...meta.args, ...story.args }), place);
        const element = place.querySelector<HTMLElement>(meta.component);
        if (!element) throw new Error(`There is no <${meta.component}> in the story.`);
        await story.play?.({ canvasElement: place });
        await arrived(element, story.parameters?.state);
        // Past what slides in.
        await Promise.all(
          document.getAnimations().map((animation) => animation.finished.catch(() => null)),
        );
        await aTimeout(0);
        await expect(place).to.be.accessible({ ignoredRules: ['region'] });
      });
    }
  }
});
