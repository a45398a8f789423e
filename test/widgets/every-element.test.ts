import { expect, waitUntil } from '@open-wc/testing';
import '../../packages/widgets/src/define.ts';
import { define } from '../../packages/widgets/src/base/define.ts';
import { clear, reported } from './support/stage.ts';

const tags = ['incident-report', 'incident-timeline', 'sla-badge', 'priority-matrix'] as const;
const world = () => {
  if (!globalThis.incidentKitWorld) throw new Error('the world is missing');
  return globalThis.incidentKitWorld;
};

function make(tag: string, attributes: Record<string, string> = {}): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function connected(incident: string): Record<string, string> {
  const { endpoint, siteKey } = world();
  return { endpoint, 'site-key': siteKey, incident };
}

const textOf = (element: HTMLElement) => element.shadowRoot?.textContent?.trim() ?? '';

for (const tag of tags) {
  describe(`<${tag}>, like every element,`, () => {
    afterEach(clear);

    it('says quietly that it is not configured when it finds no server', async () => {
      const element = make(tag);
      document.body.append(element);
      await waitUntil(() => element.matches(':state(unconfigured)'));
      element.remove();
    });

    it('does not throw on what a page may pass in', async () => {
      const troubles: unknown[] = [];
      const note = (event: ErrorEvent | PromiseRejectionEvent) => troubles.push(event);
      addEventListener('error', note);
      addEventListener('unhandledrejection', note);
      const element = make(tag, { endpoint: 'not an address', provider: '#', incident: '💥' });
      Object.assign(element, { client: 7, incident: { no: 'text' } });
      document.body.append(element);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      Object.assign(element, { client: null, incident: undefined, endpoint: 'http://[' });
      await new Promise((resolve) => requestAnimationFrame(resolve));
      element.remove();
      removeEventListener('error', note);
      removeEventListener('unhandledrejection', note);
      expect(troubles).to.deep.equal([]);
    });

    it('keeps what was set before it was upgraded', async () => {
      const other = `${tag}-later`;
      const element = make(other, { endpoint: world().endpoint, 'site-key': world().siteKey });
      Object.assign(element, { incident: 'INC-1', heading: 'Set early' });
      document.body.append(element);
      define(other, customElements.get(tag) as never);
      await customElements.whenDefined(other);
      expect(element).to.include({ incident: 'INC-1', heading: 'Set early' });
      element.remove();
    });

    it('can be registered again without throwing', () => {
      define(tag, customElements.get(tag) as never);
    });
  });
}

describe('<sla-badge>, which is on a page many times,', () => {
  it('can be added and removed ten times and still counts down', async () => {
    const badge = make('sla-badge', connected(await reported()));
    for (let time = 0; time < 10; time += 1) {
      document.body.append(badge);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      badge.remove();
    }
    document.body.append(badge);
    await waitUntil(() => textOf(badge).includes('Due in'), 'it counts down', { timeout: 10_000 });
    badge.remove();
  });

  it('asks nothing again when it is moved', async () => {
    const badge = make('sla-badge', connected(await reported()));
    document.body.append(badge);
    await waitUntil(() => textOf(badge).includes('Due in'), 'it counts down', { timeout: 10_000 });
    const reads = () =>
      performance.getEntriesByType('resource').filter(({ name }) => name.includes('badges.get'));
    const before = reads().length;
    expect(before).to.be.greaterThan(0);
    const place = document.createElement('section');
    document.body.append(place);
    place.append(badge);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(textOf(badge)).to.include('Due in');
    expect(reads().length).to.equal(before);
    place.remove();
  });
});
