import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { render } from 'lit';
import { world } from '../../stories/support.ts';
import { watchLiveRegions } from './support/live-regions.ts';
import { until } from './support/until.ts';

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

/** How people see pages: what their system says, and which way the page's language is read. */
const views = {
  light: { scheme: 'light', forced: 'none', dir: 'ltr' },
  dark: { scheme: 'dark', forced: 'none', dir: 'ltr' },
  'forced colours': { scheme: 'dark', forced: 'active', dir: 'ltr' },
  'right to left': { scheme: 'light', forced: 'none', dir: 'rtl' },
} as const;

async function show({ scheme, forced, dir }: (typeof views)[keyof typeof views]): Promise<void> {
  await executeServerCommand('emulate-colors', {
    'prefers-color-scheme': scheme,
    'forced-colors': forced,
  });
  const inForce = `(prefers-color-scheme: ${scheme}) and (forced-colors: ${forced})`;
  await until(() => matchMedia(inForce).matches, inForce);
  document.documentElement.dir = dir;
}

/** Of a tree and of the shadow trees in it. */
function animationsIn(root: Document | ShadowRoot): Animation[] {
  const inner = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? animationsIn(shadowRoot) : [],
  );
  return [...root.getAnimations(), ...inner];
}

/** Past what slides in or changes its colour: the frame that sees the change begins it, or the next. */
async function settled(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) {
    await nextFrame();
    for (const animation of animationsIn(document)) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  }
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
  const unheard = watchLiveRegions();
  before(() => {
    // A ground of its own: axe takes white for that of a page that paints none.
    document.documentElement.style.cssText =
      'color-scheme: light dark; background: Canvas; color: CanvasText';
    document.body.append(place);
  });
  afterEach(() => {
    render(null, place);
    return show(views.light);
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
        const found = unheard.splice(0).map((region) => `not heard, ${region}`);
        for (const [view, media] of Object.entries(views)) {
          await show(media);
          await settled();
          const seen = expect(place).to.be.accessible({ ignoredRules: ['region'] });
          await Promise.resolve(seen).catch((error: Error) =>
            found.push(`${view}: ${error.message}`),
          );
        }
        expect(found.join('\n')).to.equal('');
      });
    }
  }
});
