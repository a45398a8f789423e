import type { LiveChange } from '@incident-kit/server/domain';
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import type { KitClient } from '../../packages/widgets/src/client/client.ts';
import { connect, type KitRequestError } from '../../packages/widgets/src/client.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/sla-badge/define.ts';
import { world } from '../../stories/support.ts';
import { Network } from './support/network.ts';
import { reported } from './support/stage.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey } = world;
let network: Network;
let serial = 0;

/** A client of its own, so that no other test's stream is in the way. */
const fresh = (who = 'grace') =>
  connect({ endpoint, siteKey, tokenUrl: `/token/${who}?live=${serial++}` });
const note = (client: KitClient, incident: string, text: string) =>
  client.call((api) => api.incidents.addNote.mutate({ incident, text }));
const open = (client: KitClient) =>
  waitUntil(() => client.connection === 'open', 'the stream opens', { timeout: 10_000 });
const streams = () => network.to('/live').length;

/** Listens to an incident and keeps what it hears. */
function listen(client: KitClient, incident: string, after: number) {
  const heard: LiveChange[] = [];
  const resets: number[] = [];
  const refusals: KitRequestError[] = [];
  const stop = client.watch(`incident:${incident}`, after, {
    change: (change) => heard.push(change),
    reset: ({ seq }) => resets.push(seq),
    refused: (error) => refusals.push(error),
  });
  const texts = () =>
    heard.map((change) =>
      'entry' in change && change.entry.kind === 'note' ? change.entry.text : '',
    );
  const hears = (text: string) =>
    waitUntil(() => texts().includes(text), `hears ${text}`, { timeout: 10_000 });
  return { heard, resets, refusals, stop, texts, hears };
}

describe('the live stream', () => {
  let client: KitClient;
  let incident: string;
  let seq: number;

  beforeEach(async () => {
    network = new Network();
    client = fresh();
    incident = await reported();
    ({ seq } = await client.call((api) => api.incidents.get.query({ incident })));
  });
  afterEach(() => network.restore());

  it('tells what happens, to everybody who watches', async () => {
    const one = listen(client, incident, seq);
    const two = listen(client, incident, seq);
    await open(client);
    await note(client, incident, 'hello');
    await Promise.all([one.hears('hello'), two.hears('hello')]);
    expect(streams()).to.equal(1);
    one.stop();
    two.stop();
  });

  it('opens once for all that begin to watch together', async () => {
    const all = [incident, await reported(), await reported()].map((each) =>
      listen(client, each, seq),
    );
    await open(client);
    expect(streams()).to.equal(1);
    for (const { stop } of all) stop();
  });

  it('takes up where it broke: nothing twice, nothing lost, in order', async () => {
    const listener = listen(client, incident, seq);
    await open(client);
    await note(client, incident, '1');
    await listener.hears('1');
    for (let times = 0; times < 4; times++) {
      network.cut();
      await note(fresh(), incident, `a${times}`);
      await note(fresh(), incident, `b${times}`);
      await listener.hears(`b${times}`);
    }
    expect(listener.texts()).to.deep.equal(['1', 'a0', 'b0', 'a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
    listener.stop();
  });

  it('tells a late watcher what the others know already', async () => {
    const early = listen(client, incident, seq);
    await open(client);
    await note(client, incident, 'before');
    await early.hears('before');
    const late = listen(client, incident, seq);
    await late.hears('before');
    await note(client, incident, 'after');
    await Promise.all([early.hears('after'), late.hears('after')]);
    expect(early.texts()).to.deep.equal(['before', 'after']);
    expect(late.texts()).to.deep.equal(['before', 'after']);
    early.stop();
    late.stop();
  });

  it('asks for a new reading of a position that the server does not know', async () => {
    const lost = listen(client, incident, 10 ** 9);
    await until(() => lost.resets.length > 0, 'is reset');
    await note(client, incident, 'still here');
    await lost.hears('still here');
    lost.stop();
  });

  it('drops a topic that is refused, and that one alone', async () => {
    const rosa = fresh('rosa');
    const foreign = listen(rosa, 'INC-999999', 0);
    const own = listen(rosa, incident, seq);
    await until(() => foreign.refusals.length > 0, 'is refused');
    expect(foreign.refusals[0]?.definite).to.equal(true);
    await note(client, incident, 'for Rosa');
    await own.hears('for Rosa');
    expect(own.refusals).to.be.empty;
    own.stop();
  });

  it('says that it is offline when it cannot come back, and comes back with the network', async () => {
    const listener = listen(client, incident, seq);
    await open(client);
    const states: string[] = [];
    const stop = client.onConnection(() => states.push(client.connection));
    network.leave();
    await waitUntil(() => client.connection === 'offline', 'is offline', { timeout: 10_000 });
    network.comeBack();
    await open(client);
    await note(client, incident, 'back');
    await listener.hears('back');
    expect(states).to.include('offline');
    stop();
    listener.stop();
  });

  it('goes on when a watcher makes a mistake', async () => {
    const { reportError } = globalThis;
    const mistakes: unknown[] = [];
    globalThis.reportError = (mistake) => mistakes.push(mistake);
    const stop = client.watch(`incident:${incident}`, seq, {
      change() {
        throw new Error('a mistake');
      },
      reset() {},
    });
    const other = listen(client, incident, seq);
    await open(client);
    await note(client, incident, 'heard');
    await other.hears('heard');
    expect(mistakes).to.have.length(1);
    globalThis.reportError = reportError;
    stop();
    other.stop();
  });

  it('is not reopened for an element that leaves and comes back', async () => {
    listen(client, incident, seq).stop();
    const listener = listen(client, incident, seq);
    await open(client);
    listener.stop();
    const again = listen(client, incident, seq);
    await note(client, incident, 'again');
    await again.hears('again');
    expect(streams()).to.equal(1);
    again.stop();
  });
});

describe('many badges', () => {
  const place = document.createElement('div');
  before(() => document.body.append(place));
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => {
    render(null, place);
    network.restore();
  });

  for (const count of [1, 40, 400]) {
    it(`${count} make one request and one stream`, async () => {
      const known = Object.values(world.incidents).filter(
        (each) => each !== world.incidents.unknown,
      );
      const client = fresh('rosa');
      render(
        html`<incident-provider .client=${client}>
          ${Array.from(
            { length: count },
            (_, index) =>
              html`<sla-badge incident=${known[index % known.length] ?? ''}></sla-badge>`,
          )}
        </incident-provider>`,
        place,
      );
      await open(client);
      await until(
        () => !place.querySelector('sla-badge:state(loading)'),
        'all know how they stand',
      );
      expect(network.to('/badges.get')).to.have.length(1);
      expect(streams()).to.equal(1);
    });
  }

  it('ask again only for those that come later', async () => {
    const client = fresh('rosa');
    const badge = (incident: string) => html`<sla-badge incident=${incident}></sla-badge>`;
    const show = (...all: string[]) =>
      render(
        html`<incident-provider .client=${client}>${all.map(badge)}</incident-provider>`,
        place,
      );
    show(world.incidents.running);
    await open(client);
    show(world.incidents.running, world.incidents.running, world.incidents.met);
    await waitUntil(() => place.querySelector('sla-badge:state(met)'), 'is met', {
      timeout: 10_000,
    });
    const asked = network.to('/badges.get').map(({ searchParams }) => searchParams.get('input'));
    expect(asked).to.deep.equal([
      JSON.stringify({ incidents: [world.incidents.running] }),
      JSON.stringify({ incidents: [world.incidents.met] }),
    ]);
    await aTimeout(0);
  });

  it('of which one is nonsense do not suffer from it', async () => {
    const client = fresh('rosa');
    render(
      html`<incident-provider .client=${client}
        ><sla-badge incident="nonsense"></sla-badge
        ><sla-badge incident=${world.incidents.met}></sla-badge
      ></incident-provider>`,
      place,
    );
    await waitUntil(() => place.querySelector('sla-badge:state(met)'), 'is met', {
      timeout: 10_000,
    });
    expect(place.querySelector('sla-badge:state(unknown)')).to.exist;
  });
});
