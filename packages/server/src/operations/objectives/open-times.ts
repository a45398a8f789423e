import { setImmediate } from 'node:timers/promises';
import type { Incident } from '../../domain/incident/state.ts';
import { longestWindowDays } from '../../domain/objectives/objectives.ts';
import { type OpenTime, openTimesOf } from '../../domain/objectives/open-time.ts';
import type { IncidentFilter } from '../../store/port/incidents.ts';
import type { Store } from '../../store/port/store.ts';
import { type Kept, KeptInMemory, takeInChanges } from '../kept-in-memory.ts';

/** Incidents that are read in one go, after which others have their turn. */
const page = 200;
const windowMs = longestWindowDays * 24 * 60 * 60_000;

/** When an incident was open. */
export interface TimesOfIncident {
  priority: string;
  times: OpenTime[];
}

/** Of each service that is asked for, by the numbers of its incidents. */
export type OpenTimes = ReadonlyMap<string, ReadonlyMap<number, TimesOfIncident>>;

interface KeptTimes extends Kept {
  services: Map<string, Map<number, TimesOfIncident>>;
}

const memory = new KeptInMemory<KeptTimes>();

/**
 * When the incidents of services were open within the longest window. They are read once of each service; from then on
 * only what has happened since.
 */
export async function readOpenTimes(
  store: Store,
  services: readonly string[],
  now: number,
): Promise<OpenTimes> {
  if (services.length === 0) return new Map();
  return memory.bring(
    store,
    (kept) => upToDate(store, kept, services, now - windowMs),
    // Who asks next changes what is kept.
    (kept) => new Map([...kept.services].map(([id, times]) => [id, new Map(times)])),
  );
}

async function upToDate(
  store: Store,
  before: KeptTimes | null,
  services: readonly string[],
  since: number,
): Promise<KeptTimes> {
  const kept = before ?? {
    services: new Map(),
    end: await store.read(({ log }) => log.end()),
  };
  for (const service of services) {
    if (kept.services.has(service)) continue;
    // What happens to them meanwhile is read again.
    const incidents = await readAllOf(store, service, since);
    kept.services.set(service, new Map());
    for (const each of incidents) put(kept, each);
  }
  await takeInChanges(store, kept, {
    read: ({ incidents }, seq, limit) => incidents.changedAfter(seq, limit),
    take: (incident) => put(kept, incident),
    page,
  });
  for (const times of kept.services.values()) forgetBefore(times, since);
  return kept;
}

/** Those to which something happened since an instant, and those that are still open. */
async function readAllOf(store: Store, service: string, since: number): Promise<Incident[]> {
  const nothing = { team: null, assignee: null, priority: null, text: null, reporter: null };
  const filter: IncidentFilter = { ...nothing, status: 'all', service };
  const found: Incident[] = [];
  for (let before: number | null = null; ; ) {
    const after: number | null = before;
    const read = await store.read(async ({ incidents }) => {
      const places = await incidents.findUpdated(filter, after, page);
      return { places, incidents: await incidents.getMany(places.map(({ number }) => number)) };
    });
    found.push(...read.incidents.filter(({ at }) => at >= since));
    const isOver = read.places.length < page || read.incidents.some(({ at }) => at < since);
    if (isOver) break;
    before = read.places.at(-1)?.seq ?? null;
    await setImmediate();
  }
  for (let before: number | null = null; ; ) {
    const below: number | null = before;
    const open = await store.read(async ({ incidents }) => {
      const numbers = await incidents.findNumbers({ ...filter, status: 'open' }, below, page);
      return incidents.getMany(numbers);
    });
    found.push(...open);
    if (open.length < page) return found;
    before = Math.min(...open.map(({ number }) => number));
    await setImmediate();
  }
}

/** An incident counts for the service and the priority that it has now, for all the time that it was open. */
function put({ services }: KeptTimes, incident: Incident): void {
  const { number, service, priority } = incident;
  for (const times of services.values()) times.delete(number);
  const times = openTimesOf(incident);
  if (service !== null && times.length > 0) services.get(service)?.set(number, { priority, times });
}

function forgetBefore(all: Map<number, TimesOfIncident>, since: number): void {
  for (const [number, { times }] of all) {
    const last = times.at(-1)?.to ?? Number.POSITIVE_INFINITY;
    if (last < since) all.delete(number);
  }
}
