import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { day } from '../../domain/calendar/local-time.ts';
import { KitError } from '../../domain/errors.ts';
import { Dashboard, type Figures } from '../../domain/metrics/dashboard.ts';
import type { Durations } from '../../domain/metrics/durations.ts';
import type { Share } from '../../domain/metrics/kinds.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { dashboardInput, queryOf } from './query.ts';
import { readFacts } from './read-facts.ts';

/** The figures that pages may tell everybody. */
const figures = ['time-to-resolve', 'response-met', 'resolution-met'] as const;

/** For so long they are kept: whoever may ask is not counted, and they change slowly. Milliseconds. */
const keptMs = 60_000;

export const publicFiguresInput = z.strictObject({
  /** Of how many days until now. */
  days: z.literal([30, 90, 365], 'Ask for 30, 90 or 365 days.').default(90),
});

/** What everybody may know of how a service is looked after. */
export interface PublicServiceFigures {
  service: string;
  name: string;
  timeToResolve: Pick<Durations, 'n' | 'median' | 'medianInterval'>;
  /** Of those that were promised an answer, or that it is resolved, by a time. */
  answeredInTime: Share;
  resolvedInTime: Share;
}

export interface PublicFiguresAnswer {
  from: number;
  to: number;
  /** In the order of the catalogue; without those of which the page tells nothing. */
  services: PublicServiceFigures[];
}

interface Kept {
  from: number;
  to: number;
  figures: Figures;
}

const keptOf = new WeakMap<Store, Map<number, Kept>>();

/** Figures of the services of a status page: numbers alone, of no team, person or incident. */
export async function readPublicFigures(
  context: OperationContext,
  { days }: z.infer<typeof publicFiguresInput>,
): Promise<PublicFiguresAnswer> {
  const isDesk = reachOf(context.caller, 'metrics:read-public') === 'all';
  const badges = context.caller.site?.badges;
  if (!isDesk && !badges?.figures) {
    throw new KitError('not-allowed', 'This site tells no figures to everybody.', {
      details: { permission: 'metrics:read-public' },
    });
  }
  const { catalogue } = await context.store.read(({ documents }) => documents.rules());
  const { from, to, figures } = await keptFigures(context, days);
  const isShown = (service: string) =>
    isDesk || badges?.incidents === 'all' || badges?.services.includes(service);
  const services = catalogue.document.services
    .filter(({ id }) => isShown(id))
    .map(({ id, name }) => ({ service: id, name, ...figuresOf(figures, id) }));
  return { from, to, services };
}

async function keptFigures({ store, now }: OperationContext, days: number): Promise<Kept> {
  const kept = keptOf.get(store) ?? new Map<number, Kept>();
  keptOf.set(store, kept);
  const to = now();
  const last = kept.get(days);
  if (last && last.to <= to && to - last.to < keptMs) return last;
  const from = to - days * day;
  const table = await readFacts(store);
  const input = dashboardInput.parse({ from, to, by: 'service', figures: [...figures] });
  const next = { from, to, figures: new Dashboard(table, queryOf(input, to)).figures() };
  kept.set(days, next);
  return next;
}

function figuresOf(all: Figures, service: string): Omit<PublicServiceFigures, 'service' | 'name'> {
  const nothing = { low: null, high: null };
  const times = partOf(all['time-to-resolve'], service);
  const none: Share = { n: 0, count: 0, share: null, interval: nothing };
  return {
    timeToResolve: {
      n: times?.n ?? 0,
      median: times?.median ?? null,
      medianInterval: times?.medianInterval ?? nothing,
    },
    answeredInTime: partOf(all['response-met'], service) ?? none,
    resolvedInTime: partOf(all['resolution-met'], service) ?? none,
  };
}

function partOf<Value>(
  figure: { parts: { key: string | null; value: Value }[] } | undefined,
  service: string,
): Value | undefined {
  return figure?.parts.find(({ key }) => key === service)?.value;
}
