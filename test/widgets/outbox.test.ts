import { expect, waitUntil } from '@open-wc/testing';
import { openClient } from '../../packages/widgets/src/client/client.ts';
import type { OutboxNews } from '../../packages/widgets/src/client/outbox.ts';
import { Outbox } from '../../packages/widgets/src/client/outbox.ts';
import { connect } from '../../packages/widgets/src/client.ts';
import { world } from '../../stories/support.ts';
import { Network } from './support/network.ts';
import { someone } from './support/stage.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey } = world;
let serial = 0;

const report = (title: string, more: object = {}) => ({
  key: `outbox-${Date.now()}-${serial++}`,
  title,
  impact: 'low',
  urgency: 'low',
  ...more,
});
const clientOf = (who: string, mark: string) =>
  connect({ endpoint, siteKey, tokenUrl: `/token/${who}?outbox=${mark}` });
const titles = async () =>
  (await someone('grace').call((api) => api.incidents.list.query({ limit: 100 }))).incidents.map(
    ({ title }) => title,
  );

describe('the outbox', () => {
  let network: Network;
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => network.restore());

  it('keeps a report until the network is back, and sends it once', async () => {
    const client = clientOf('rosa', `keep${serial}`);
    await client.bearer();
    const outbox = await client.outbox();
    const news: OutboxNews[] = [];
    outbox.subscribe((each) => news.push(each));
    network.leave();
    const waiting = report(`Kept ${Date.now()}`);
    await outbox.put(waiting);
    expect((await outbox.waiting()).map(({ key }) => key)).to.include(waiting.key);
    expect(outbox.durable).to.be.true;
    network.comeBack();
    // A window that nobody sees is not told at once that the network is back; it tries again by itself.
    await waitUntil(() => news.some(({ kind }) => kind === 'delivered'), 'is delivered', {
      timeout: 10_000,
    });
    expect(await outbox.waiting()).to.be.empty;
    expect((await titles()).filter((title) => title === waiting.title)).to.have.length(1);
  });

  it('makes one incident of a report whose answer was lost', async () => {
    const client = clientOf('rosa', `lost${serial}`);
    const sent = report(`Answered into the void ${Date.now()}`);
    const first = await client.call((api) => api.incidents.report.mutate(sent));
    const outbox = await client.outbox();
    const delivered = new Promise<OutboxNews>((resolve) =>
      outbox.subscribe((news) => news.kind === 'delivered' && resolve(news)),
    );
    await outbox.put(sent);
    await outbox.deliver();
    expect(await delivered).to.deep.include({ key: sent.key, answer: first });
  });

  it('does not send twice from two tabs', async () => {
    const client = clientOf('rosa', `tabs${serial}`);
    await client.bearer();
    const here = new Outbox(client);
    const there = new Outbox(client);
    const waiting = report(`From two tabs ${Date.now()}`);
    await here.put(waiting);
    await Promise.all([here.deliver(), there.deliver()]);
    expect(network.to('/trpc/incidents.report')).to.have.length(1);
  });

  it('tells the other tabs what became of it', async () => {
    const client = clientOf('rosa', `tell${serial}`);
    await client.bearer();
    const here = new Outbox(client);
    const there = new Outbox(client);
    const heard: string[] = [];
    there.subscribe(({ kind }) => heard.push(kind));
    await here.put(report(`Told ${Date.now()}`));
    await here.deliver();
    await until(() => heard.includes('delivered'), 'hears of it');
  });

  it('gives back what the server refuses, with the reason, and sends it no more', async () => {
    const client = clientOf('rosa', `refuse${serial}`);
    await client.bearer();
    const outbox = new Outbox(client);
    const refused = new Promise<OutboxNews>((resolve) =>
      outbox.subscribe((news) => news.kind === 'refused' && resolve(news)),
    );
    const bad = report('Nobody knows this impact', { impact: 'cosmic' });
    await outbox.put(bad);
    await outbox.deliver();
    const news = await refused;
    expect(news.kind === 'refused' && news.report).to.deep.equal(bad);
    expect(news.kind === 'refused' && news.error.fields[0]?.path[0]).to.equal('impact');
    expect(await outbox.waiting()).to.be.empty;
  });

  it('sends nobody’s report as somebody else', async () => {
    const rosa = clientOf('rosa', `mine${serial}`);
    const amir = clientOf('amir', `mine${serial}`);
    await Promise.all([rosa.bearer(), amir.bearer()]);
    const waiting = report(`Rosa’s own ${Date.now()}`);
    const hers = new Outbox(rosa);
    await hers.put(waiting);
    const his = new Outbox(amir);
    await his.deliver();
    expect(await his.waiting()).to.be.empty;
    expect((await titles()).includes(waiting.title)).to.be.false;
    await hers.deliver();
    expect((await titles()).includes(waiting.title)).to.be.true;
  });

  it('keeps a report in memory where the browser refuses storage, and says so', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    try {
      const client = openClient({ endpoint, siteKey });
      if (!client) throw new Error('There is no client.');
      const outbox = new Outbox(client);
      const waiting = report(`Only in memory ${Date.now()}`);
      await outbox.put(waiting);
      expect(outbox.durable).to.be.false;
      expect(await outbox.waiting()).to.have.length(1);
      await outbox.deliver();
      expect(await outbox.waiting()).to.be.empty;
      expect((await titles()).includes(waiting.title)).to.be.true;
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});
