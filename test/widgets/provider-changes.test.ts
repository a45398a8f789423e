import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../../packages/widgets/src/define.ts';
import type { KitElement } from '../../packages/widgets/src/base/kit-element.ts';
import * as spokenAround from '../../packages/widgets/src/base/spoken-around.ts';
import { page } from '../../packages/widgets/src/client/settings.ts';
import type { IncidentProvider } from '../../packages/widgets/src/incident-provider/incident-provider.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { world } from '../../stories/support.ts';
import { Network } from './support/network.ts';
import { find, type } from './support/stage.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey, incidents } = world;
const place = document.createElement('main');
const elsewhere = document.createElement('div');

const token = (who: string) => async () => {
  const response = await fetch(`/token/${who}`);
  return (await response.json()).token as string;
};

/** What somebody has begun in an element, and how it is found again. */
interface Begun {
  tag: string;
  attributes?: Record<string, string>;
  begin(element: KitElement): Promise<unknown> | unknown;
  isKept(element: KitElement): boolean;
}

const typed = 'Half a sentence that nobody wants to write twice';

const typing = (tag: string, selector: string, attributes: Record<string, string> = {}): Begun => ({
  tag,
  attributes,
  begin: async (element) => {
    await until(() => element.renderRoot.querySelector(selector) !== null, selector);
    await type(element, selector, typed);
  },
  isKept: (element) => find<HTMLInputElement>(element, selector).value === typed,
});

const begun: Begun[] = [
  typing('incident-report', '#title', { 'no-draft': '' }),
  typing('incident-timeline', 'textarea', { incident: incidents.breached }),
  typing('incident-list', 'input[type=search]', { view: 'queue' }),
  {
    tag: 'priority-matrix',
    begin: (element) => {
      const cell = find(element, '[data-place="low/low"]');
      cell.dispatchEvent(new KeyboardEvent('keydown', { key: '3', cancelable: true }));
      return until(() => element.matches(':state(dirty)'), 'is changed');
    },
    isKept: (element) => element.matches(':state(dirty)'),
  },
  { tag: 'incident-list', begin: () => {}, isKept: (element) => element.matches(':state(ready)') },
];

type Providers = Record<'root' | 'outer' | 'inner', IncidentProvider>;

/** Elements in which something was begun, in a provider in a provider in one that says who. */
async function make(): Promise<Providers> {
  const [root, outer, inner] = ['root', 'outer', 'inner'].map(() =>
    document.createElement('incident-provider'),
  ) as [IncidentProvider, IncidentProvider, IncidentProvider];
  for (const { tag, attributes = {} } of begun) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    inner.append(element);
  }
  inner.append(
    Object.assign(document.createElement('sla-badge'), { incident: incidents.breached }),
  );
  outer.append(inner);
  root.append(outer, elsewhere);
  place.append(root);
  // Late: everything is on the page already.
  Object.assign(root, { endpoint, siteKey, token: token('amir') });
  for (const [index, { begin }] of begun.entries()) {
    const element = inner.children[index] as KitElement;
    await until(() => element.matches(':state(ready)'), `${element.localName} is ready`);
    await begin(element);
  }
  return { root, outer, inner };
}

/** In which language an element speaks; a private part of it stands for the zone. */
const langOf = (element: Element) =>
  element.shadowRoot?.querySelector<HTMLElement>('.box, [part=badge]')?.lang ?? '';

interface Said {
  locale: string | undefined;
  timeZone: string | undefined;
}

const locales = fc.constantFrom('en-GB', 'en-US', undefined);
const zones = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'No such zone', undefined);
const said = fc.record({ locale: locales, timeZone: zones });
const changes = fc.array(
  fc.oneof(
    fc.record({ at: fc.constantFrom('outer' as const, 'inner' as const), said }),
    fc.constantFrom('move' as const, 'token' as const),
  ),
  { minLength: 1, maxLength: 6 },
);

/** In which language and zone all in the inner provider has to speak. */
function expected(around: Said[]): Said {
  return {
    locale: around.find(({ locale }) => locale)?.locale ?? 'en',
    timeZone: around.find(({ timeZone }) => timeZone?.includes('/'))?.timeZone,
  };
}

/** What an element has not followed; empty when it has. */
function unlike(element: Element, { locale, timeZone }: Said): string {
  const lang = langOf(element);
  if (lang.replace(/-x-tz\d+$/, '') !== locale) return `speaks ${lang}, not ${locale}`;
  if (page.zones?.[lang] !== timeZone)
    return `tells times in ${page.zones?.[lang]}, not ${timeZone}`;
  const time = element.shadowRoot?.querySelector('time');
  if (!time?.title) return '';
  const options = { dateStyle: 'full', timeStyle: 'long', timeZone } as const;
  const told = new Intl.DateTimeFormat(locale, options).format(Date.parse(time.dateTime));
  return time.title === told ? '' : `says ${time.title}, not ${told}`;
}

describe('elements in providers that change', () => {
  before(() => document.body.append(place));
  afterEach(() => place.replaceChildren());
  after(() => place.remove());

  it('follow language and zone, whatever is said and moved in which order, and lose nothing that was begun', async () => {
    const { root, outer, inner } = await make();
    const model: Record<'outer' | 'inner', Said> = {
      outer: { locale: undefined, timeZone: undefined },
      inner: { locale: undefined, timeZone: undefined },
    };
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        for (const each of all) {
          if (each === 'move') (outer.contains(inner) ? elsewhere : outer).append(inner);
          else if (each === 'token') root.token = token('amir');
          else {
            model[each.at] = each.said;
            Object.assign({ outer, inner }[each.at], each.said);
          }
        }
        const wanted = expected(outer.contains(inner) ? [model.inner, model.outer] : [model.inner]);
        for (const element of inner.children) {
          await until(
            () => unlike(element, wanted) === '',
            `${element.localName} ${unlike(element, wanted)}`,
          );
        }
        for (const [index, { tag, isKept }] of begun.entries()) {
          expect(isKept(inner.children[index] as KitElement), `${tag} keeps what was begun`).to.be
            .true;
        }
      }),
      { numRuns: 15 },
    );
  });

  it('go on with what they have when the page hands over another function of the same person', async () => {
    const { root, inner } = await make();
    const network = new Network();
    try {
      for (let times = 0; times < 5; times += 1) {
        root.token = token('amir');
        await root.updateComplete;
      }
      await until(() => network.to('/token/amir').length > 0, 'asks who it is');
      await inner.updateComplete;
      expect(network.to('/trpc/incidents.timeline')).to.have.length(0);
      for (const [index, { tag, isKept }] of begun.entries()) {
        expect(isKept(inner.children[index] as KitElement), tag).to.be.true;
      }
      // Somebody else sees what is theirs.
      root.token = token('grace');
      await until(() => network.to('/trpc/incidents.timeline').length > 0, 'reads anew');
      const matrix = inner.querySelector('priority-matrix') as PriorityMatrix;
      await until(() => !matrix.matches(':state(dirty)'), 'forgets what another changed');
    } finally {
      network.restore();
    }
  });

  it('tell times in their own zones where the page carries the kit twice', async () => {
    const copy = '../../packages/widgets/src/base/spoken-around.ts?second-copy';
    const { SpokenAround: Second } = (await import(copy)) as typeof spokenAround;
    const [one, two] = [document.createElement('div'), document.createElement('div')];
    place.append(one, two);
    new spokenAround.SpokenAround(one).say('en-GB', 'Asia/Tokyo');
    new Second(two).say('en-GB', 'America/Lima');
    expect(page.zones?.[one.lang]).to.equal('Asia/Tokyo');
    expect(page.zones?.[two.lang]).to.equal('America/Lima');
    one.remove();
    two.remove();
  });
});
