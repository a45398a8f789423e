import { expect, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { KitClient } from '../../packages/widgets/src/client/client.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { Network } from './support/network.ts';
import { clear, freshServer, reported, show, someone } from './support/stage.ts';

const hour = 3_600_000;
const hours = (from: number) => String(from).padStart(2, '0');
/** As many as a day may have: sixty of them are over in five days. */
const windows = Array.from({ length: 12 }, (_, at): [string, string] => [
  `${hours(2 * at)}:00`,
  `${hours(2 * at)}:30`,
]);

describe('a timeline that is left open', () => {
  let network: Network;
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => {
    clear();
    network.restore();
  });

  it('SLA-29: asks for more working windows before those that it knows are used up', async () => {
    await freshServer();
    const publish = async (kind: 'calendars' | 'sla-policies', document: object) =>
      someone('amir').call((api) =>
        api.configuration.publish.mutate({ kind, basedOn: 1, document, reason: null } as never),
      );
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const weekly = Object.fromEntries(days.map((day) => [day, windows]));
    await publish('calendars', {
      calendars: [{ id: 'short', name: 'Short', calendar: { zone: 'UTC', weekly } }],
    });
    await publish('sla-policies', {
      policies: [{ id: 'all', name: 'All', calendar: 'short', targets: { resolution: 60 * hour } }],
    });
    const incident = await reported();
    const element = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'grace',
    );
    const { clocks } = await someone('grace').call(async (api) => {
      const answer = await api.incidents.get.query({ incident });
      return answer.incident;
    });
    const until = clocks.resolution.windowsUntil ?? 0;
    expect(until).to.be.above(Date.now() + 24 * hour);
    const kit = Reflect.get(element, 'kit') as KitClient;
    const asked = () => network.to('/incidents.get').length;
    const before = asked();
    const draw = async (at: number) => {
      kit.sync(at);
      element.requestUpdate();
      await element.updateComplete;
    };
    await draw(until - hour);
    expect(asked()).to.equal(before);
    // Days later, when it knows no more.
    await draw(until);
    await waitUntil(() => asked() > before, 'it asks', { timeout: 10_000 });
    // Once, and not with everything that is drawn until there is an answer.
    await draw(until + 1);
    expect(asked()).to.equal(before + 1);
  });
});
