/** A server whose site tells everybody figures of some of its services: of one many, of one few, of one none. */
import type { IncidentKitOptions } from '../../../packages/server/src/index.ts';
import type { Who } from '../../../stories/support.ts';

type Sites = NonNullable<IncidentKitOptions['sites']>;
type Call = <T>(who: Who | null, procedure: string, input: object) => Promise<T>;

const hour = 3_600_000;
const day = 24 * hour;

/** What such a server is set up with; the last site shows no service. */
export function publishedWorld(sites: Sites, key: string): { sites: Sites } {
  const badges = { services: ['email', 'network', 'accounts'], figures: true };
  const none = { key: 'pk_none', name: 'Of no service', anonymous: { badges: true } };
  const { origins = [] } = sites[0] ?? {};
  return {
    sites: [
      ...sites.map((each) => (each.key === key ? { ...each, badges } : each)),
      { ...none, origins, badges: { figures: true } },
    ],
  };
}

/** How many hours it took each time until mail was there again. */
const hours = [2, 1, 3, 5, 2, 0.5, 6, 2.5, 1, 3.5, 2, 1.5];

/**
 * Some weeks of a desk: each is acknowledged soon, and most are resolved within the four hours that are promised.
 * @param goTo sets the clock, milliseconds ago
 */
export async function lookAfterServices(call: Call, goTo: (ago: number) => void): Promise<void> {
  const live = async (ago: number, service: string, took: number) => {
    goTo(ago);
    const { incident } = await call<{ incident: string }>('rosa', 'incidents.report', {
      ...{ key: `published-${ago}`, title: 'Something private does not work' },
      ...{ impact: 'high', urgency: 'high', service },
    });
    goTo(ago - hour / 12);
    await call('grace', 'incidents.acknowledge', { incident });
    goTo(ago - took * hour);
    await call('grace', 'incidents.resolve', {
      incident,
      code: 'fixed',
      text: 'It was restarted.',
    });
  };
  for (const [index, took] of hours.entries()) await live((60 - 4 * index) * day, 'email', took);
  await live(3 * day, 'network', 7);
  goTo(0);
}
