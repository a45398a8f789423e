import { setImmediate } from 'node:timers/promises';
import type { Incident } from '../../domain/incident/state.ts';
import { longestWindowDays } from '../../domain/objectives/objectives.ts';
import { type OpenTime, openTimesOf } from '../../domain/objectives/open-time.ts';
import type { IncidentFilter } from '../../store/port/incidents.ts';
import type { LogPosition } from '../../store/port/log.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';

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

/** What an instance has in memory, and up to where in the log. */
interface Kept {
  services: Map<string, Map<number, TimesOfIncident>>;
  end: LogPosition;
}

/** Made when somebody first asks, for as long as the store is used. */
const keptOf = new WeakMap<Store, { kept: Kept | null; turn: Promise<unknown> }>();

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
  const known = keptOf.get(store) ?? { kept: null, turn: Promise.resolve() };
  keptOf.set(store, known);
  // One after the other: two who read at once would read the same.
  const next = known.turn.then(async () => {
    known.kept = await upToDate(store, known.kept, services, now - windowMs);
    // Who asks next changes what is kept.
    return new Map([...known.kept.services].map(([id, times]) => [id, new Map(times)]));
  });
  known.turn = next.catch(() => undefined);
  return next;
}

async function upToDate(
  store: Store,
  before: Kept | null,
  services: readonly string[],
  since: number,
): Promise<Kept> {
  let kept: Kept =
    before && (await isSameLog(store, before))
      ? before
      : { services: new Map(), end: await store.read(({ log }) => log.end()) };
  for (const service of services) {
    if (kept.services.has(service)) continue;
    // What happens to them meanwhile is read again.
    const incidents = await readAllOf(store, service, since);
    kept.services.set(service, new Map());
    for (const each of incidents) put(kept, each);
  }
  for (;;) {
    const read = await store.read((snapshot) => readChanges(snapshot, kept));
    kept = read.kept;
    if (read.isAll) break;
    await setImmediate();
  }
  for (const times of kept.services.values()) forgetBefore(times, since);
  return kept;
}

/** Not after the log was put back, or another has taken its place. */
function isSameLog(store: Store, { end }: Kept): Promise<boolean> {
  return store.read(async ({ log }) => end.seq === 0 || (await log.hashOf(end.seq)) === end.hash);
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

async function readChanges(
  snapshot: Snapshot,
  kept: Kept,
): Promise<{ kept: Kept; isAll: boolean }> {
  const last = await snapshot.log.end();
  if (last.seq === kept.end.seq) return { kept, isAll: true };
  const changed = await snapshot.incidents.changedAfter(kept.end.seq, page);
  for (const each of changed) put(kept, each);
  if (changed.length < page) return { kept: { ...kept, end: last }, isAll: true };
  const seq = changed.at(-1)?.seq ?? last.seq;
  const end = { seq, hash: await snapshot.log.hashOf(seq) };
  return { kept: { ...kept, end }, isAll: false };
}

/** An incident counts for the service and the priority that it has now, for all the time that it was open. */
function put({ services }: Kept, incident: Incident): void {
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
