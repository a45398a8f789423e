import type { Rules } from '../configuration/documents.ts';
import type { Episode } from './episodes.ts';
import { type Judgement, judgeAlert } from './judge-alert.ts';

/** One thing that fired, as far as that is remembered. */
export interface PastAlert {
  source: string;
  key: string;
  /** By their start. */
  episodes: readonly Episode[];
}

/** An incident that there would have been. */
export interface WouldBe {
  title: string;
  rule: string | null;
  groupedBy: Readonly<Record<string, string>> | null;
  impact: string;
  urgency: string;
  service: string | null;
  /** Epoch milliseconds, by the sources' clocks. */
  startsAt: number;
  /** How many different alerts it would have been about, and how often one of them fired. */
  alerts: number;
  episodes: number;
  reopened: number;
}

export interface TriedRules {
  alerts: number;
  episodes: number;
  /** Episodes that would have been no incident's: a rule only lists them, or there were too few of a group. */
  listed: number;
  /** By their start. */
  incidents: WouldBe[];
}

interface Simulated extends WouldBe {
  group: string;
  keys: Set<string>;
  /** When the last of its alerts is over; undefined while one fires. */
  endsAt: number | undefined;
}

/**
 * What alerts of the past would have become under some rules, were nobody at work: nobody takes an incident, nobody
 * closes one. It goes by the sources' own clocks.
 */
export function tryRules(
  rules: Pick<Rules, 'signals' | 'matrix' | 'catalogue'>,
  past: readonly PastAlert[],
): TriedRules {
  const fired = past
    .flatMap(({ source, key, episodes }) =>
      episodes.map((episode) => ({ source, key: JSON.stringify([source, key]), episode })),
    )
    .sort((one, other) => one.episode.startsAt - other.episode.startsAt);
  const incidents: Simulated[] = [];
  const waiting = new Map<string, { key: string; episode: Episode }[]>();
  let listed = 0;
  for (const { source, key, episode } of fired) {
    const judgement = judgeAlert(rules, source, episode.last);
    const joined = incidentOf(incidents, key, judgement, episode, rules.signals.document);
    if (joined) {
      add(joined, key, episode, rules.signals.document.settleMs);
      continue;
    }
    if (!judgement.raise) {
      listed += 1;
      continue;
    }
    const others = (waiting.get(judgement.group) ?? []).filter(
      (each) => each.key !== key && fires(each.episode, episode.startsAt),
    );
    if (others.length + 1 < judgement.threshold) {
      waiting.set(judgement.group, [...others, { key, episode }]);
      listed += 1;
      continue;
    }
    const made = begin(judgement, episode);
    incidents.push(made);
    for (const each of [...others, { key, episode }]) {
      add(made, each.key, each.episode, rules.signals.document.settleMs);
    }
    listed -= others.length;
    waiting.delete(judgement.group);
  }
  return {
    alerts: past.length,
    episodes: fired.length,
    listed,
    incidents: incidents.map(({ group: _, keys: _keys, endsAt: _end, ...incident }) => incident),
  };
}

function fires({ endedAt }: Episode, at: number): boolean {
  return endedAt === undefined || endedAt > at;
}

function begin(judgement: Judgement, { startsAt, last }: Episode): Simulated {
  const { rule, group, groupedBy, impact, urgency, service } = judgement;
  return {
    ...{ title: last.title, rule, groupedBy, impact, urgency, service, startsAt },
    ...{ alerts: 0, episodes: 0, reopened: 0, group, keys: new Set(), endsAt: startsAt },
  };
}

function add(incident: Simulated, key: string, episode: Episode, settleMs: number): void {
  const { endsAt } = incident;
  if (incident.episodes > 0 && endsAt !== undefined && episode.startsAt >= endsAt + settleMs) {
    incident.reopened += 1;
  }
  incident.keys.add(key);
  incident.alerts = incident.keys.size;
  incident.episodes += 1;
  incident.endsAt =
    endsAt === undefined || episode.endedAt === undefined
      ? undefined
      : Math.max(endsAt, episode.endedAt);
}

/** The last that was about the alert, if that was not too long ago; else one of its group. */
function incidentOf(
  incidents: readonly Simulated[],
  key: string,
  { group, groupedBy }: Judgement,
  { startsAt }: Episode,
  { settleMs, reopenWithinMs, groupWithinMs }: Rules['signals']['document'],
): Simulated | undefined {
  const mayJoin = ({ endsAt }: Simulated) =>
    endsAt === undefined || startsAt - endsAt <= settleMs + reopenWithinMs;
  const own = incidents.findLast(({ keys }) => keys.has(key));
  if (own && mayJoin(own)) return own;
  if (groupedBy === null) return undefined;
  return incidents.find(
    (each) => each.group === group && startsAt - each.startsAt <= groupWithinMs && mayJoin(each),
  );
}
