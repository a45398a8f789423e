import { expect } from '@open-wc/testing';
import {
  LiveResource,
  type LiveSource,
} from '../../packages/widgets/src/base/controllers/live-resource.ts';
import type { KitClient } from '../../packages/widgets/src/client/client.ts';
import { clear, reported, someone, unplug, until } from './support/stage.ts';

type Topic = `incident:${string}`;
type Answer = { seq: number; incident: { incident: string; title: string } };

/** A resource of the incident `shown`, and all that it was told, before the real server. */
function resourceOf(shown: { incident: string }, more: Partial<LiveSource<Topic, Answer>> = {}) {
  const told: string[] = [];
  const source: LiveSource<Topic, Answer> = {
    read: (client) => client.call((api) => api.incidents.get.query(shown)),
    received: ({ incident }) => told.push(`received ${incident.title}`),
    changed: ({ entry }) => told.push(`changed by ${entry.kind}`),
    putBack: () => told.push('put back'),
    failed: ({ code }) => told.push(`failed ${code}`),
    forget: () => told.push('forget'),
    ...more,
  };
  return { told, resource: new LiveResource(() => {}, source) };
}

const retitle = (incident: string, title: string) =>
  someone('grace').call((api) => api.incidents.retitle.mutate({ incident, title }));

describe('a live resource', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
    clear();
  });

  const connect = (
    resource: LiveResource<Topic, Answer>,
    client: KitClient,
    incident: string,
  ): (() => void) => {
    const end = resource.connect(client, `incident:${incident}`);
    ends.push(end);
    return end;
  };

  it('is read, and tells what changes after it was read, once', async () => {
    const incident = await reported('It rattles');
    const { told, resource } = resourceOf({ incident });
    connect(resource, someone('grace'), incident);
    await until(() => told.length === 2);
    await retitle(incident, 'It squeaks');
    await until(() => told.length === 3);
    expect(told).to.deep.equal(['forget', 'received It rattles', 'changed by retitled']);
    void resource.readAgain();
    await until(() => told.length === 4);
    expect(told.at(-1)).to.equal('received It squeaks');
  });

  it('keeps what it has when it is connected again, and forgets it for somebody else', async () => {
    const incident = await reported('It rattles');
    const { told, resource } = resourceOf({ incident });
    const grace = someone('grace');
    connect(resource, grace, incident)();
    connect(resource, grace, incident);
    await until(() => told.includes('received It rattles'));
    expect(told).to.deep.equal(['forget', 'received It rattles']);
    connect(resource, someone('rosa'), incident);
    expect(told.at(-1)).to.equal('forget');
  });

  it('leaves out what comes too late, and begins nothing after its end', async () => {
    const incident = await reported('It rattles');
    const { told, resource } = resourceOf({ incident });
    const grace = someone('grace');
    const end = connect(resource, grace, incident);
    await until(() => told.length === 2);
    void resource.readAgain();
    end();
    resource.reload();
    void resource.readAgain();
    await retitle(incident, 'It squeaks');
    // What was asked for before this has been answered by now.
    await grace.call((api) => api.incidents.get.query({ incident }));
    expect(told).to.deep.equal(['forget', 'received It rattles']);
  });

  it('says why it could not be read; what is refused is not read again by itself', async () => {
    const { told, resource } = resourceOf({ incident: 'INC-999999' });
    connect(resource, someone('grace'), 'INC-999999');
    await until(() => told.length === 2);
    expect(told).to.deep.equal(['forget', 'failed incident-not-found']);
    expect(resource.failure?.definite).to.equal(true);
    // The network that comes back is a reason to read again only what was out of reach.
    unplug()();
    await someone('grace').call((api) => api.matrix.current.query());
    expect(told).to.have.length(2);
  });

  it('is read again when the network comes back, and is live from there on', async () => {
    const incident = await reported('It rattles');
    const { told, resource } = resourceOf({ incident });
    const plugIn = unplug();
    try {
      connect(resource, someone('grace'), incident);
      await until(() => told.includes('failed offline'));
      expect(resource.failure?.definite).to.equal(false);
    } finally {
      plugIn();
    }
    await until(() => told.includes('received It rattles'));
    expect(resource.failure).to.equal(undefined);
    await retitle(incident, 'It squeaks');
    await until(() => told.includes('changed by retitled'));
  });

  it('LIVE-9: is told when the log is not the one that it was read from, and read again', async () => {
    const incident = await reported('It rattles');
    const grace = someone('grace');
    let lost = 1_000_000;
    const { told, resource } = resourceOf(
      { incident },
      {
        async read(client) {
          const answer = await client.call((api) => api.incidents.get.query({ incident }));
          // As if there had been a million events more, of which the server has lost the end.
          const seq = answer.seq + lost;
          lost = 0;
          return { ...answer, seq };
        },
      },
    );
    connect(resource, grace, incident);
    await until(() => told.length === 4);
    expect(told).to.deep.equal([
      'forget',
      'received It rattles',
      'put back',
      'received It rattles',
    ]);
    await retitle(incident, 'It squeaks');
    await until(() => told.includes('changed by retitled'));
  });

  it('has nothing to show without a topic', async () => {
    const { told, resource } = resourceOf({ incident: '' });
    resource.connect(someone('grace'), undefined)();
    resource.reload();
    expect(told).to.deep.equal(['forget']);
  });
});
