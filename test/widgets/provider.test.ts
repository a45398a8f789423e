import { expect } from '@open-wc/testing';
import { KitBase } from '../../packages/widgets/src/base/kit-base.ts';
import type { KitClient } from '../../packages/widgets/src/client/client.ts';
import { configure, connect } from '../../packages/widgets/src/client.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import type { IncidentProvider } from '../../packages/widgets/src/incident-provider/incident-provider.ts';
import { world } from '../../stories/support.ts';
import { Network } from './support/network.ts';
import { unplug } from './support/stage.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey } = world;

/** Says which client it has found, and how often it had to begin. */
class Seeker extends KitBase {
  begun = 0;
  ended = 0;
  get found(): KitClient | undefined {
    return this.kit;
  }
  protected override clientChanged(): () => void {
    this.begun++;
    return () => {
      this.ended++;
    };
  }
}
customElements.define('test-seeker', Seeker);

describe('how an element finds its server', () => {
  const place = document.createElement('div');
  let seeker: Seeker;

  beforeEach(() => {
    place.replaceChildren();
    document.body.append(place);
    seeker = new Seeker();
  });
  afterEach(() => {
    place.remove();
    const page = globalThis[Symbol.for('incident-kit/page@1') as never] as object;
    for (const each of ['settings', 'client']) Reflect.deleteProperty(page, each);
  });

  async function provider(attributes: Record<string, string>, parent: Element = place) {
    const element = document.createElement('incident-provider');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    parent.append(element);
    await element.updateComplete;
    return element;
  }
  async function foundIn(parent: Element): Promise<string | undefined> {
    parent.append(seeker);
    await seeker.updateComplete;
    return seeker.found?.endpoint;
  }
  const default_ = 'https://default.example';

  it('takes its client property before everything else', async () => {
    const client = connect({ endpoint: 'https://own.example' });
    seeker.client = client;
    seeker.endpoint = 'https://other.example';
    await foundIn(await provider({ endpoint: 'https://around.example' }));
    expect(seeker.found).to.equal(client);
  });

  it('takes the provider that it names before its endpoint', async () => {
    await provider({ id: 'named', endpoint: 'https://named.example' });
    seeker.provider = 'named';
    seeker.endpoint = 'https://other.example';
    expect(await foundIn(place)).to.equal('https://named.example');
  });

  it('waits for a provider that it names and that comes later', async () => {
    seeker.provider = 'later';
    expect(await foundIn(place)).to.equal(undefined);
    await provider({ id: 'later', endpoint: 'https://later.example' });
    await until(() => seeker.found?.endpoint === 'https://later.example');
  });

  it('takes its endpoint before the provider around it', async () => {
    seeker.endpoint = 'https://own.example/';
    seeker.siteKey = 'pk_own';
    expect(await foundIn(await provider({ endpoint: 'https://around.example' }))).to.equal(
      'https://own.example',
    );
    expect(seeker.found?.settings.siteKey).to.equal('pk_own');
  });

  it('takes the nearest provider before the page’s default', async () => {
    configure({ endpoint: default_ });
    const outer = await provider({ endpoint: 'https://outer.example' });
    const inner = await provider({ endpoint: 'https://inner.example' }, outer);
    expect(await foundIn(inner)).to.equal('https://inner.example');
    expect(await foundIn(outer)).to.equal('https://outer.example');
  });

  it('takes the page’s default, set before or after', async () => {
    expect(await foundIn(place)).to.equal(undefined);
    configure({ endpoint: default_ });
    await seeker.updateComplete;
    expect(seeker.found?.endpoint).to.equal(default_);
    configure({ endpoint: 'https://second.example' });
    await seeker.updateComplete;
    expect(seeker.found?.endpoint).to.equal('https://second.example');
  });

  it('finds a provider through shadow roots', async () => {
    const outer = await provider({ endpoint: 'https://outer.example' });
    const host = document.createElement('div');
    outer.append(host);
    host.attachShadow({ mode: 'open' }).append(seeker);
    await seeker.updateComplete;
    expect(seeker.found?.endpoint).to.equal('https://outer.example');
  });

  it('follows a provider that changes, and ends what it began', async () => {
    const around = await provider({ endpoint: 'https://one.example' });
    await foundIn(around);
    around.endpoint = 'https://two.example';
    await until(() => seeker.found?.endpoint === 'https://two.example');
    expect([seeker.begun, seeker.ended]).to.deep.equal([2, 1]);
  });

  it('finds the other provider where it is moved, and only then begins anew', async () => {
    const one = await provider({ endpoint: 'https://one.example' });
    const two = await provider({ endpoint: 'https://two.example' });
    await foundIn(one);
    expect(await foundIn(two)).to.equal('https://two.example');
    place.append(one);
    await foundIn(two);
    expect([seeker.begun, seeker.ended]).to.deep.equal([2, 1]);
  });

  it('ends what it began when it leaves, and begins again when it returns', async () => {
    await foundIn(await provider({ endpoint: 'https://one.example' }));
    const home = seeker.parentElement as Element;
    seeker.remove();
    await seeker.updateComplete;
    expect([seeker.begun, seeker.ended]).to.deep.equal([1, 1]);
    await foundIn(home);
    expect([seeker.begun, seeker.ended]).to.deep.equal([2, 1]);
  });

  it('notices a provider that is upgraded around it later', async () => {
    const early = document.createElement('later-provider') as IncidentProvider;
    early.setAttribute('endpoint', 'https://late.example');
    place.append(early);
    await foundIn(early);
    expect(seeker.found).to.equal(undefined);
    customElements.define(
      'later-provider',
      class extends (customElements.get('incident-provider') as typeof IncidentProvider) {},
    );
    await until(() => seeker.found?.endpoint === 'https://late.example');
  });

  it('leaves the provider further out for one that is upgraded between them, for good', async () => {
    const outer = await provider({ endpoint: 'https://outer.example' });
    const between = document.createElement('between-provider') as IncidentProvider;
    between.setAttribute('endpoint', 'https://between.example');
    outer.append(between);
    expect(await foundIn(between)).to.equal('https://outer.example');
    customElements.define(
      'between-provider',
      class extends (customElements.get('incident-provider') as typeof IncidentProvider) {},
    );
    await until(() => seeker.found?.endpoint === 'https://between.example');
    outer.endpoint = 'https://changed.example';
    await outer.updateComplete;
    await seeker.updateComplete;
    expect(seeker.found?.endpoint).to.equal('https://between.example');
  });

  it('meets providers of another bundle by the protocol alone', async () => {
    const client = connect({ endpoint: 'https://foreign.example' });
    place.addEventListener(
      'context-request',
      (event) => {
        const request = event as Event & { context: unknown; callback(client: unknown): void };
        if (request.context !== Symbol.for('incident-kit/client@1')) return;
        event.stopPropagation();
        request.callback(client);
      },
      { once: true },
    );
    await foundIn(place);
    expect(seeker.found).to.equal(client);
  });

  it('gives elements with the same settings one client', () => {
    const settings = { endpoint: 'https://same.example', siteKey: 'pk_same' };
    expect(connect(settings)).to.equal(connect({ ...settings, endpoint: 'https://same.example/' }));
    expect(connect(settings)).not.to.equal(connect({ ...settings, siteKey: 'pk_other' }));
  });

  it('lets a provider say who, and takes where from around it', async () => {
    configure({ endpoint: default_, siteKey: 'pk_default' });
    await foundIn(await provider({ 'token-url': '/token/grace' }));
    expect(seeker.found?.settings).to.include({ siteKey: 'pk_default', tokenUrl: '/token/grace' });
    expect(seeker.found?.endpoint).to.equal(default_);
  });

  it('stays quiet about an endpoint that is no address', async () => {
    seeker.endpoint = 'http://';
    expect(await foundIn(place)).to.equal(undefined);
  });
});

describe('the host token', () => {
  let network: Network;
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => network.restore());
  const read = (client: KitClient) => client.call((api) => api.incidents.list.query({}));

  it('is fetched once for all requests, and only when one is made', async () => {
    const client = connect({ endpoint, siteKey, tokenUrl: '/token/grace?once' });
    expect(network.to('/token/grace')).to.have.length(0);
    await Promise.all([read(client), read(client), read(client)]);
    expect(network.to('/token/grace')).to.have.length(1);
  });

  it('is fetched anew before it expires', async () => {
    const client = connect({ endpoint, siteKey, tokenUrl: '/token/grace?seconds=20' });
    await read(client);
    await read(client);
    expect(network.to('/token/grace')).to.have.length(2);
  });

  it('is fetched anew, once, when the server says that it has expired', async () => {
    const tokens: string[] = [];
    for (const seconds of [-30, 600]) {
      tokens.push((await (await fetch(`/token/grace?seconds=${seconds}`)).json()).token);
    }
    let asked = 0;
    // Without an `exp` that the page can read, it learns from the server.
    const client = connect({
      endpoint,
      siteKey,
      token: () => tokens[Math.min(asked++, 1)] ?? null,
    });
    Object.defineProperty(client, 'now', { value: () => 0 });
    await read(client);
    expect(asked).to.equal(2);
  });

  it('is not needed where nobody is signed in: the visitor is anonymous', async () => {
    const client = connect({ endpoint, siteKey, tokenUrl: '/token/nobody' });
    const form = await client.call((api) => api.forms.report.query());
    expect(form.signedInAs).to.equal(null);
  });

  it('that cannot be had fails the request with its own code', async () => {
    const client = connect({ endpoint, siteKey, token: () => Promise.reject(new Error('no')) });
    const error = await read(client).catch((thrown) => thrown);
    expect(error).to.include({ code: 'token-unavailable', passes: false, definite: false });
  });
});

describe('what a request fails with', () => {
  it('is that the server is unreachable when nobody answers, and offline only without a network', async () => {
    const client = connect({ endpoint: world.closed });
    const ask = () => client.call((api) => api.forms.report.query()).catch((thrown) => thrown);
    expect(await ask()).to.include({
      code: 'unreachable',
      offline: false,
      passes: true,
      status: 0,
    });
    const plugIn = unplug();
    expect(await ask()).to.include({ code: 'offline', offline: true, passes: true, status: 0 });
    plugIn();
  });

  it('is the server’s code, sentence and fields', async () => {
    const client = connect({ endpoint, siteKey, tokenUrl: '/token/grace' });
    const error = await client
      .call((api) => api.incidents.addNote.mutate({ incident: 'INC-1', text: '' }))
      .catch((thrown) => thrown);
    expect(error).to.include({ code: 'invalid-input', status: 400, definite: true });
    expect(error.fields[0].path).to.deep.equal(['text']);
    expect(error.message).to.match(/\w+ .*\./);
  });

  it('is unreadable when something else answers', async () => {
    const client = connect({ endpoint: `${location.origin}/stories/support.ts?` });
    const error = await client.call((api) => api.forms.report.query()).catch((thrown) => thrown);
    expect(error).to.include({ code: 'unreadable-answer', status: 200 });
  });
});
