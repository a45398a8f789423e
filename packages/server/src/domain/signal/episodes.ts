import { mergeReceived } from './merge-received.ts';
import type { ReceivedSignal, Signal } from './signal.ts';

/** One time that one thing fired. Instants in epoch milliseconds. */
export interface Episode {
  readonly startsAt: number;
  readonly state: 'firing' | 'resolved';
  /** By the source's own clock, where it has one. */
  readonly endedAt: number | undefined;
  /** `superseded`: it fired anew, so this was over, though nobody said so. */
  readonly endedBy: 'source' | 'superseded' | 'silence' | undefined;
  /** As the source said it last. */
  readonly severity: string | undefined;
  /** What was said last while it fired. */
  readonly last: Signal;
}

/** A firing with the same start that comes sooner than that after its resolve was overtaken by it. */
export const lateFiring = 60_000;
/** For how long the resolve of what never fired is remembered. */
export const earlyResolve = 600_000;

interface Said {
  readonly signal: Signal;
  readonly at: number;
  readonly received: ReceivedSignal;
}

/**
 * The episodes of one key of one source, by their start. It goes by the set of what was said: neither the order of
 * deliveries, nor how often they came, nor how they were split changes the outcome.
 */
export function foldEpisodes(received: readonly ReceivedSignal[]): Episode[] {
  const alerts = mergeReceived(received).filter(({ signal }) => signal.kind === undefined);
  const episodes = [...groupByStart(alerts)]
    .sort(([one], [other]) => one - other)
    .flatMap(([startsAt, said]) => foldOne(startsAt, said) ?? []);
  return episodes.map((episode, place) => {
    const next = episodes[place + 1];
    return next !== undefined && episode.state === 'firing'
      ? { ...episode, state: 'resolved', endedAt: next.startsAt, endedBy: 'superseded' }
      : episode;
  });
}

/** What has a start names its episode; what has none belongs to the one that was running by its own time. */
function groupByStart(alerts: readonly ReceivedSignal[]): Map<number, Said[]> {
  const groups = new Map<number, Said[]>();
  const startless: Said[] = [];
  for (const received of alerts) {
    const { signal } = received;
    const { startsAt } = signal;
    const said = {
      signal,
      received,
      at: signal.at ?? startsAt ?? received.firstReceivedAt,
    };
    if (startsAt === undefined) startless.push(said);
    else groups.set(startsAt, [...(groups.get(startsAt) ?? []), said]);
  }
  for (const said of startless.sort(inOrderOfTime)) {
    const startsAt = runningAt(groups, said.at);
    const group = startsAt === undefined ? undefined : groups.get(startsAt);
    if (group !== undefined && (said.signal.state === 'resolved' || !isOver(group, said.at))) {
      group.push(said);
    } else {
      groups.set(said.at, [...(groups.get(said.at) ?? []), said]);
    }
  }
  return groups;
}

function runningAt(groups: ReadonlyMap<number, unknown>, at: number): number | undefined {
  const begun = [...groups.keys()].filter((startsAt) => startsAt <= at);
  return begun.length === 0 ? undefined : Math.max(...begun);
}

function isOver(group: readonly Said[], at: number): boolean {
  return group.some((said) => said.signal.state === 'resolved' && said.at <= at);
}

/** @returns undefined for the resolve of what never fired */
function foldOne(startsAt: number, said: readonly Said[]): Episode | undefined {
  const resolves = said.filter(({ signal }) => signal.state === 'resolved');
  const firings = said.filter(({ signal }) => signal.state === 'firing');
  const firstFiring = Math.min(...firings.map(({ received }) => received.firstReceivedAt));
  const last = firings
    .map((firing) => ({ ...firing, at: timeOfFiring(firing, resolves, firstFiring) }))
    .sort(inOrderOfTime)
    .at(-1);
  if (last === undefined) return undefined;
  const ended = resolves.sort(inOrderOfTime).at(-1);
  // At the same time resolved wins, unless it fires again only since.
  const isEnded = ended !== undefined && ended.at >= last.at;
  return {
    startsAt,
    state: isEnded ? 'resolved' : 'firing',
    endedAt: isEnded ? ended.at : undefined,
    endedBy: isEnded ? (ended.signal.bySilence ? 'silence' : 'source') : undefined,
    severity: last.signal.severity,
    last: last.signal,
  };
}

/**
 * Its own time; when it has but its start, that does not tell whether it fires again since a resolve. Then its arrival
 * does, rather a false alarm than a missed one: long after the resolve came, it counts as said just after that.
 */
function timeOfFiring(firing: Said, resolves: readonly Said[], firstFiring: number): number {
  if (firing.signal.at !== undefined) return firing.at;
  const before = resolves.filter(({ received: { firstReceivedAt } }) => {
    const patience = firstReceivedAt < firstFiring ? earlyResolve : lateFiring;
    return firing.received.lastReceivedAt - firstReceivedAt > patience;
  });
  return Math.max(firing.at, ...before.map(({ at }) => at + 0.5));
}

/** At the same time resolved comes last; what else is equal is put in one order, whichever it came in. */
function inOrderOfTime(one: Said, other: Said): number {
  if (one.at !== other.at) return one.at - other.at;
  const [isOne, isOther] = [one, other].map(({ signal }) => Number(signal.state === 'resolved'));
  if (isOne !== isOther) return (isOne as number) - (isOther as number);
  return JSON.stringify(one.signal) < JSON.stringify(other.signal) ? -1 : 1;
}
