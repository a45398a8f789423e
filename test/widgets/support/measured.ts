/** A server that counts what services are to achieve, for the element that shows that: each state that one may come to. */
import { catalogueSchema, objectivesSchema } from '../../../packages/server/src/domain/index.ts';
import type { IncidentKitOptions } from '../../../packages/server/src/index.ts';
import { secretOfSources as secret } from './monitored-facts.ts';

type Options = Pick<IncidentKitOptions, 'configuration' | 'sites' | 'sources'>;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const counted = (id: string, name: string, service: string, target: number) => ({
  ...{ id, name, service, target, windowDays: 28, indicator: { kind: 'measurements' } },
});

const objectives = objectivesSchema.parse({
  objectives: [
    counted('payments', 'Payments are taken', 'shop', 99.9),
    counted('search', 'Search answers within a second', 'shop', 99.5),
    { ...counted('orders', 'Orders go through', 'shop', 99.9), isPublic: true },
    {
      ...{ id: 'mail', name: 'Mail is there', service: 'mail', target: 99.5, windowDays: 28 },
      ...{ indicator: { kind: 'incidents', priority: 'P2' }, isPublic: true },
    },
    counted('fax', 'Faxes arrive', 'mail', 99),
  ],
});

/** What such a server is set up with; its site tells of all incidents. */
export function countedWorld(sites: NonNullable<Options['sites']>, key: string): Options {
  return {
    sites: sites.map((each) =>
      each.key === key ? { ...each, badges: { incidents: 'all' as const } } : each,
    ),
    sources: [{ key: 'shop', kind: 'measurements', secret }],
    configuration: {
      catalogue: catalogueSchema.parse({
        services: [
          { id: 'shop', name: 'Web shop' },
          { id: 'mail', name: 'Email and calendar' },
        ],
        categories: [],
      }),
      objectives,
    },
  };
}

interface Measuring {
  call<T>(who: 'rosa' | 'grace', procedure: string, input: object): Promise<T>;
  /** Lets the server's clock be so many milliseconds behind. */
  goTo(msAgo: number): void;
  /** The present, epoch milliseconds. */
  now(): number;
  url: string;
}

/** Lets what the objectives count happen: mail was away for some hours, and the shop counts what it does. */
export async function measure({ call, goTo, now, url }: Measuring): Promise<void> {
  const { incident } = await call<{ incident: string }>('rosa', 'incidents.report', {
    ...{ key: `measured-${crypto.randomUUID()}`, title: 'Nobody gets mail' },
    ...{ impact: 'high', urgency: 'high', service: 'mail' },
  });
  goTo(12 * day - 6 * hour);
  const text = 'The disk was full.';
  await call('grace', 'incidents.resolve', { incident, code: 'fixed', text });
  // What is counted is looked at once the minute after has begun.
  goTo(2 * minute);
  const end = Math.floor(now() / minute) * minute - 3 * minute;
  const count = async (
    objective: string,
    total: number,
    minutes: readonly number[],
    badOf: (minutesAgo: number) => number,
  ) => {
    const measurements = minutes.map((ago) => ({
      ...{ objective, minute: (end - ago * minute) / 1_000 },
      ...{ good: total - badOf(ago), total },
    }));
    const body = JSON.stringify({ measurements });
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const answer = await fetch(`${url}/intake/shop/${secret}`, sent);
    if (!answer.ok) throw new Error(await answer.text());
  };
  // Each hour of four weeks, and each minute of the last six hours.
  const hours = Array.from({ length: 27 * 24 - 7 }, (_, index) => (index + 7) * 60);
  const minutes = [...Array(360).keys(), ...hours];
  const isIn = (ago: number, from: number, to: number) => ago >= from * 60 && ago < to * 60;
  await count('payments', 1_000, minutes, (ago) => (ago < 50 ? 30 : ago % 240 === 0 ? 3 : 0));
  await count('search', 500, minutes, (ago) => (ago < 72 * 60 && ago % 2 === 0 ? 7 : 1));
  await count('orders', 2_000, minutes, (ago) =>
    isIn(ago, 200, 220) || isIn(ago, 480, 486) ? 40 : 0,
  );
  await count('fax', 1, [30, 400, 4_000], () => 0);
  goTo(0);
}
