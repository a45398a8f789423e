import { randomUUID } from 'node:crypto';
import type { Rules } from '../../domain/configuration/documents.ts';
import {
  type BurnLevel,
  type BurnReading,
  burnRules,
  type EpisodeKind,
  levelOf,
  levelsOf,
} from '../../domain/objectives/burn-rates.ts';
import {
  burningSignal,
  objectiveSource,
  overSignal,
} from '../../domain/objectives/objective-signal.ts';
import type { Objective } from '../../domain/objectives/objectives.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import type { BurnEpisode } from '../../store/port/objectives.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { sayAlerts } from '../signals/say-alerts.ts';
import { type ObjectiveReading, readObjectives } from './read-objectives.ts';

const kinds = Object.keys(levelsOf) as EpisodeKind[];

/** What is to become of the episodes of an objective. */
interface Change {
  id: string;
  kind: EpisodeKind;
  /** Null once it is over, or the objective is no more. */
  burning: { objective: Objective; level: BurnLevel; reading: BurnReading } | null;
}

/**
 * Looks whether budgets burn too fast. That begins an episode, of which an alert is raised or which is only noted; it ends
 * once it is over. Any instance may look: what it found older than what another wrote down changes nothing.
 */
export async function watchObjectives(store: Store, now: () => number): Promise<void> {
  const { rules, open } = await store.read(async ({ documents, objectives }) => ({
    rules: await documents.rules(),
    open: await objectives.open(),
  }));
  const { objectives } = rules.objectives.document;
  if (objectives.length === 0 && open.length === 0) return;
  const at = now();
  const readings = await readObjectives(store, objectives, rules, at);
  const changes = changesOf(readings, open);
  if (changes.length === 0) return;
  await store.write(async (transaction) => {
    const current = await transaction.documents.rules();
    // What is watched has just changed: it is looked at again in a minute.
    if (current.objectives.version !== rules.objectives.version) return;
    for (const change of changes) await apply(transaction, current, change, at);
  });
}

function changesOf(readings: readonly ObjectiveReading[], open: readonly BurnEpisode[]): Change[] {
  const changes: Change[] = [];
  for (const { objective, rates } of readings) {
    for (const kind of kinds) {
      const { id } = objective;
      const before = open.find((each) => each.objective === id && each.kind === kind);
      const level = levelOf(kind, rates, before?.level ?? null);
      const reading = rates.find((each) => each.level === level);
      if (level === null || reading === undefined) {
        if (before) changes.push({ id, kind, burning: null });
      } else if (!before || isFaster(level, before.level)) {
        changes.push({ id, kind, burning: { objective, level, reading } });
      }
    }
  }
  const watched = new Set(readings.map(({ objective }) => objective.id));
  for (const { objective: id, kind } of open) {
    if (!watched.has(id)) changes.push({ id, kind, burning: null });
  }
  return changes;
}

/** An episode is of the highest level that it came to. */
function isFaster(level: BurnLevel, than: BurnLevel): boolean {
  const rank = (each: BurnLevel) => burnRules.findIndex((rule) => rule.level === each);
  return rank(level) < rank(than);
}

async function apply(
  transaction: Transaction,
  rules: Rules,
  { id, kind, burning }: Change,
  at: number,
): Promise<void> {
  const { objectives } = transaction;
  const open = (await objectives.open()).find(
    (each) => each.objective === id && each.kind === kind,
  );
  const episodes = await objectives.episodes(id, Number.MAX_SAFE_INTEGER, 10);
  const last = open ?? episodes.find((each) => each.kind === kind);
  // Another instance has looked later, and written down what it found.
  if (last && Math.max(last.at, last.endedAt ?? 0) > at) return;
  if (burning === null) {
    if (!open) return;
    await objectives.keepEpisode({ ...open, endedAt: at });
    await say(transaction, kind, overSignal(id, { startsAt: open.at, at }), at);
    return;
  }
  const { objective, level, reading } = burning;
  if (open && !isFaster(level, open.level)) return;
  const burn = { long: reading.long.burn, short: reading.short.burn };
  const episode: BurnEpisode = open
    ? { ...open, level, burn }
    : { id: randomUUID(), objective: id, kind, level, at, endedAt: null, burn };
  await objectives.keepEpisode(episode);
  const name = serviceName(rules, objective.service);
  const times = { startsAt: episode.at, at };
  await say(transaction, kind, burningSignal(objective, name, reading, times), at);
}

/** A note is for those who look. */
async function say(
  transaction: Transaction,
  kind: EpisodeKind,
  signal: Signal,
  at: number,
): Promise<void> {
  if (kind === 'alert') await sayAlerts(transaction, objectiveSource, [signal], at);
}

function serviceName({ catalogue }: Rules, service: string): string {
  return catalogue.document.services.find(({ id }) => id === service)?.name ?? service;
}
