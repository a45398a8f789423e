import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import '../../packages/widgets/src/define.ts';
import type { KitBase } from '../../packages/widgets/src/base/kit-base.ts';
import { connect } from '../../packages/widgets/src/client.ts';
import { world } from '../../stories/support.ts';
import { Leftovers, Network } from './support/network.ts';
// Loaded by now, so that what it asks is asked at once.
import '../../packages/widgets/src/client/refusal.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey, incidents } = world;
const tags = [
  'alert-rules',
  'alert-sources',
  'incident-learning',
  'incident-list',
  'incident-notifications',
  'incident-provider',
  'incident-report',
  'incident-metrics',
  'incident-review',
  'incident-timeline',
  'knowledge-article',
  'knowledge-search',
  'on-call',
  'priority-matrix',
  'problem-list',
  'problem-record',
  'process-map',
  'sent-messages',
  'service-objectives',
  'signal-anomalies',
  'sla-badge',
] as const;
type Any = KitBase & { incident?: string };

const create = (tag: string) => document.createElement(tag) as Any;

for (const tag of tags) {
  describe(`<${tag}> as any element of the kit`, () => {
    let network: Network;
    let element: Any;

    beforeEach(() => {
      network = new Network();
    });
    afterEach(async () => {
      element?.remove();
      // Whoever looked at an incident says that they have gone, a moment later: no request of the next test's.
      for (let asked = -1; asked < network.requests.length; await aTimeout(30))
        asked = network.requests.length;
      network.restore();
    });

    function make(): Any {
      element = create(tag);
      element.incident = incidents.running;
      element.client = connect({ endpoint, siteKey, tokenUrl: '/token/grace' });
      return element;
    }

    async function settled(): Promise<void> {
      await element.updateComplete;
      await waitUntil(() => !element.matches(':state(loading)'), 'settles', { timeout: 10_000 });
      await element.updateComplete;
    }

    it('shows that it is not configured, and asks nobody', async () => {
      element = create(tag);
      element.incident = incidents.running;
      document.body.append(element);
      await settled();
      // That somebody is gone is said by whichever timeline was there before, and on a slow machine late.
      const isOfAnother = ({ pathname }: URL) =>
        tag !== 'incident-timeline' && pathname.endsWith('/incidents.presence');
      expect(network.requests.filter((url) => !isOfAnother(url)).join()).to.equal('');
      if (tag !== 'incident-provider') expect(element.matches(':state(unconfigured)')).to.be.true;
    });

    it('reads the same whether told before or after it is attached', async () => {
      make();
      document.body.append(element);
      await settled();
      // Beside the other: what either of them still waits for, the words of clocks, may come later.
      const before = element;
      element = create(tag);
      document.body.append(element);
      await element.updateComplete;
      element.incident = incidents.running;
      element.client = connect({ endpoint, siteKey, tokenUrl: '/token/grace' });
      await settled();
      const length = (each: typeof element) => each.shadowRoot?.textContent?.length;
      await until(() => length(element) === length(before), 'same').finally(() => before.remove());
    });

    it('is not disconnected by being moved', async () => {
      make();
      document.body.append(element);
      await settled();
      await aTimeout(20);
      const asked = network.requests.length;
      const place = document.createElement('div');
      document.body.append(place);
      for (let times = 0; times < 5; times++) {
        place.append(element);
        document.body.append(element);
      }
      await element.updateComplete;
      await aTimeout(20);
      expect(network.requests.slice(asked).map(({ pathname }) => pathname)).to.not.include.members([
        '/trpc/badges.get',
      ]);
      expect(element.matches(':state(loading)')).to.be.false;
      place.remove();
    });

    it('leaves nothing behind, however often it comes and goes', async () => {
      const leftovers = new Leftovers();
      try {
        make();
        const counts: number[] = [];
        for (let times = 0; times < 10; times++) {
          document.body.append(element);
          await settled();
          await until(() => element.client?.connection !== 'connecting', 'is open');
          element.remove();
          await element.updateComplete;
          await aTimeout(20);
          counts.push(leftovers.listeners);
        }
        // What is loaded later may listen for the whole page, once; what is left behind grows each time.
        const grown = leftovers.listeners - (counts[1] ?? 0);
        expect(grown, `listeners: ${counts}`).to.be.below(4);
        // What the page keeps for all: the stream's watchdog and linger, the clock. What else a slow machine has not
        // come to yet ends by itself.
        await until(() => leftovers.timers.size < 6, 'leaves no timers');
        expect(network.to('/live').length).to.be.below(3);
      } finally {
        leftovers.restore();
      }
    });

    it('never throws on what an application passes', async () => {
      const troubles: unknown[] = [];
      const note = (event: Event) => {
        troubles.push((event as PromiseRejectionEvent).reason ?? (event as ErrorEvent).error);
        event.preventDefault();
      };
      window.addEventListener('error', note);
      window.addEventListener('unhandledrejection', note);
      const rubbish: unknown[] = [
        null,
        undefined,
        0,
        -1,
        '',
        'x'.repeat(10_000),
        'ü#?/%',
        {},
        [],
        () => {},
        Number.NaN,
        Symbol('s'),
      ];
      network.leave();
      element = create(tag);
      document.body.append(element);
      const names = Object.keys(
        Object.fromEntries((element.constructor as typeof KitBase).elementProperties),
      );
      for (const name of names) {
        for (const value of rubbish) {
          Reflect.set(element, name, value);
          await element.updateComplete;
        }
        Reflect.set(element, name, undefined);
      }
      // Why nothing answers is asked as long as nothing does, and not of the server of these tests.
      await aTimeout(50);
      element.remove();
      window.removeEventListener('error', note);
      window.removeEventListener('unhandledrejection', note);
      expect(troubles.map(String)).to.deep.equal([]);
    });

    it('keeps the properties that were set before it was defined', async () => {
      const later = `${tag}-later`;
      const early = document.createElement(later) as Any;
      document.body.append(early);
      early.incident = incidents.running;
      early.endpoint = endpoint;
      customElements.define(
        later,
        class extends (customElements.get(tag) as typeof HTMLElement) {},
      );
      await early.updateComplete;
      expect(early.incident).to.equal(incidents.running);
      expect(early.endpoint).to.equal(endpoint);
      early.remove();
    });

    it('lets the application’s own role win', () => {
      make();
      element.setAttribute('role', 'note');
      document.body.append(element);
      expect(element.getAttribute('role')).to.equal('note');
    });

    it('is not seen when it is hidden', async () => {
      make();
      element.hidden = true;
      document.body.append(element);
      await element.updateComplete;
      expect(getComputedStyle(element).display).to.equal('none');
    });

    it('writes no style attribute into its templates, as a strict policy demands', async () => {
      make();
      document.body.append(element);
      await settled();
      const sheets = element.shadowRoot?.querySelectorAll('style, link');
      expect(sheets).to.have.length(0);
    });
  });
}
