import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { render } from 'lit';
import { world } from '../../stories/support.ts';
import { watchLiveRegions } from './support/live-regions.ts';
import { until } from './support/until.ts';

declare global {
  interface Window {
    axe: { getRules(): { ruleId: string }[] };
  }
}

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

interface View {
  name: string;
  scheme: 'light' | 'dark';
  forced: 'none' | 'active';
  dir: 'ltr' | 'rtl';
  /** The rules whose outcome this view can change; all of them when there are none. */
  rules?: string[];
}

/** How people see pages: what their system says, and which way the page's language is read. */
const views: View[] = [
  { name: 'light', scheme: 'light', forced: 'none', dir: 'ltr' },
  {
    ...{ name: 'dark, right to left', scheme: 'dark', forced: 'none', dir: 'rtl' },
    // Names and roles are read the same from either side: what is left is colours, places and what no longer fits.
    rules: ['color-contrast', 'target-size', 'scrollable-region-focusable'],
  },
  {
    ...{ name: 'forced colours', scheme: 'dark', forced: 'active', dir: 'ltr' },
    rules: ['color-contrast'],
  },
];
const [light] = views as [View];

async function show({ scheme, forced, dir }: View): Promise<void> {
  await executeServerCommand('emulate-colors', {
    'prefers-color-scheme': scheme,
    'forced-colors': forced,
  });
  const inForce = `(prefers-color-scheme: ${scheme}) and (forced-colors: ${forced})`;
  await until(() => matchMedia(inForce).matches, inForce);
  document.documentElement.dir = dir;
}

/** Which rules say nothing new in a view. axe is there once the first view was looked at, the one with all rules. */
function ignored({ rules }: View): string[] {
  if (!rules) return ['region'];
  return window.axe.getRules().flatMap(({ ruleId }) => (rules.includes(ruleId) ? [] : [ruleId]));
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
    return show(light);
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
        for (const view of views) {
          await show(view);
          await settled();
          const seen = expect(place).to.be.accessible({ ignoredRules: ignored(view) });
          await Promise.resolve(seen).catch((error: Error) =>
            found.push(`${view.name}: ${error.message}`),
          );
        }
        expect(found.join('\n')).to.equal('');
      });
    }
  }
});
