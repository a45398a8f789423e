import { binomialTail, hypergeometricTail } from './chance.ts';
import type { Hint, HintRule } from './hint.ts';
import { type HintPeriods, lostIn, type PastIncident } from './past.ts';
import { sharedWords } from './shared-words.ts';

/**
 * How likely it is that anything at all is told when nothing keeps coming back, each time that it is looked. The rules
 * share it alike, and all that one rule tests shares its part alike.
 */
export const falseAlarms = 0.05;
const rules = 3;

/** Of fewer nothing is told. */
export const leastSeen = 4;

/** Words that a hint names. */
const mostWordsTold = 3;
/** Of what is all from lately, a share says nothing. */
const mostShare = 0.9;

/** An incident of which words are known. */
export interface WordedIncident extends PastIncident {
  /** Different words of its title. */
  words: readonly string[];
}

export interface Past {
  /** What there was in the periods and counts: no duplicates, nothing that was cancelled. */
  incidents: readonly PastIncident[];
  /** Those of them of which words are looked at: all, or as many of each time. */
  worded: readonly WordedIncident[];
}

/**
 * What seems to keep coming back, the least likely first. What was reported lately is compared with what was before: if
 * each was as likely at any time, of all that a service's category has, or of all that share two words, a binomial part is
 * from lately, whatever their number. So the bound holds also where little is known of what is usual.
 */
export function findHints(past: Past, periods: HintPeriods): { hints: Hint[]; tested: number } {
  const found = [moreThanUsual(past, periods), sameWords(past, periods), reopened(past, periods)];
  return {
    hints: found.flatMap(({ hints }) => hints).sort((a, b) => a.chance - b.chance),
    tested: found.reduce((sum, { tested }) => sum + tested, 0),
  };
}

interface Found {
  hints: Hint[];
  tested: number;
}

function moreThanUsual({ incidents }: Past, periods: HintPeriods): Found {
  const groups = byPlace(incidents).filter((each) => each.length >= leastSeen);
  const hints = groups.flatMap((group) => {
    const recent = recentOf(group, periods);
    const hint = judged('more-than-usual', group.length, recent, periods, groups.length);
    return hint ? [{ ...hint, ...placeOf(recent), id: idOf('more-than-usual', recent) }] : [];
  });
  return { hints, tested: groups.length };
}

function sameWords({ worded }: Past, periods: HintPeriods): Found {
  const pairs = sharedWords(worded, leastSeen);
  const lately = recentOf(worded, periods).length;
  const candidates = pairs.flatMap(({ words, members }) => {
    const group = members.map((each) => worded[each] as WordedIncident);
    const recent = recentOf(group, periods);
    // Where there is more of everything else, there is more with the same words.
    const others = (lately - recent.length) / Math.max(1, worded.length - group.length);
    const share = Math.max(periods.share, Math.min(others, mostShare));
    const hint = judged('same-words', group.length, recent, { ...periods, share }, pairs.length);
    return hint ? [{ ...hint, words }] : [];
  });
  const hints: Hint[] = [];
  for (const candidate of candidates.sort((a, b) => a.chance - b.chance)) {
    const same = hints.find((each) => overlap(each.incidents, candidate.incidents) >= 0.5);
    if (same) same.words = [...new Set([...same.words, ...candidate.words])];
    else hints.push({ ...candidate, id: `same-words:${candidate.incidents.at(-1)}` });
  }
  for (const hint of hints) hint.words = rarestOf(hint.words, worded);
  return { hints, tested: pairs.length };
}

/** Those that say most of what it is about: of as rare ones, the longer. */
function rarestOf(words: readonly string[], worded: readonly WordedIncident[]): string[] {
  const counts = new Map(words.map((word) => [word, 0]));
  for (const word of worded.flatMap((each) => each.words)) {
    const count = counts.get(word);
    if (count !== undefined) counts.set(word, count + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => m - n || b.length - a.length)
    .slice(0, mostWordsTold)
    .map(([word]) => word);
}

function reopened({ incidents }: Past, { from, recentFrom, to }: HintPeriods): Found {
  // Three times as long: incidents are reopened seldom.
  const since = Math.max(from, to - 3 * (to - recentFrom));
  const looked = incidents.filter(({ reportedAt }) => reportedAt >= since);
  const marked = looked.filter(({ wasReopened }) => wasReopened).length;
  const groups = byPlace(looked).filter((each) => each.length >= leastSeen);
  const hints = groups.flatMap((group): Hint[] => {
    const again = group.filter(({ wasReopened }) => wasReopened);
    const seen = again.length;
    if (seen < leastSeen) return [];
    const chance = hypergeometricTail(looked.length, marked, group.length, seen);
    if (chance > falseAlarms / rules / groups.length) return [];
    const expected = (group.length * marked) / looked.length;
    return [
      {
        ...{ id: idOf('reopened', group), rule: 'reopened', ...placeOf(group), words: [] },
        ...{ incidents: numbersOf(again), expected, seen, chance, lostMs: lostIn(again, to) },
      },
    ];
  });
  return { hints, tested: groups.length };
}

/** Null where it is not unlikely enough among all that the rule tests. */
function judged(
  rule: HintRule,
  count: number,
  recent: readonly PastIncident[],
  { share, to }: HintPeriods,
  tested: number,
): Hint | null {
  const seen = recent.length;
  if (seen < leastSeen) return null;
  const chance = binomialTail(count, seen, share);
  if (chance > falseAlarms / rules / tested) return null;
  // What is usual is what was before: what keeps coming back lately is no part of it.
  const expected = ((count - seen) * share) / (1 - share);
  return {
    ...{ id: '', rule, service: null, category: null, words: [] },
    ...{ incidents: numbersOf(recent), expected, seen, chance, lostMs: lostIn(recent, to) },
  };
}

function byPlace(incidents: readonly PastIncident[]): PastIncident[][] {
  const placed = incidents.filter(({ service, category }) => service !== null || category !== null);
  return [
    ...Map.groupBy(placed, ({ service, category }) => JSON.stringify([service, category])).values(),
  ];
}

function recentOf(group: readonly PastIncident[], { recentFrom }: HintPeriods): PastIncident[] {
  return group.filter(({ reportedAt }) => reportedAt >= recentFrom);
}

function placeOf([first]: readonly PastIncident[]): Pick<Hint, 'service' | 'category'> {
  return { service: first?.service ?? null, category: first?.category ?? null };
}

function idOf(rule: HintRule, group: readonly PastIncident[]): string {
  const { service, category } = placeOf(group);
  return `${rule}:${service ?? ''}:${category ?? ''}`;
}

function numbersOf(incidents: readonly PastIncident[]): number[] {
  return incidents.map(({ number }) => number).sort((a, b) => b - a);
}

/** How much of the smaller of two is in the other. */
export function overlap(a: readonly number[], b: readonly number[]): number {
  const there = new Set(a);
  const both = b.filter((each) => there.has(each)).length;
  return both / Math.max(1, Math.min(a.length, b.length));
}
