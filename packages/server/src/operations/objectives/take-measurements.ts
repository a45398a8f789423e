import { hourOf, type Measurement } from '../../domain/objectives/measured.ts';
import type { Objective } from '../../domain/objectives/objectives.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { DeliveryUnreadable } from '../signals/source-kind.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** By so much a clock that counts may be ahead of ours, milliseconds. */
const aheadMs = minute;

/**
 * Why what was measured is not taken.
 * @param now epoch milliseconds
 * @returns undefined where all of it is
 */
export async function refuseMeasurements(
  store: Store,
  measured: readonly Measurement[],
  now: number,
): Promise<DeliveryUnreadable | undefined> {
  if (measured.length === 0) return undefined;
  const { objectives } = await store.read(({ documents }) => documents.rules());
  const byId = new Map(objectives.document.objectives.map((each) => [each.id, each]));
  const seen = new Set<string>();
  for (const [index, each] of measured.entries()) {
    const key = `${each.objective} ${each.at}`;
    const problem = seen.has(key)
      ? `${minuteName(each)} of “${each.objective}” is there twice.`
      : problemOf(each, byId.get(each.objective), now);
    if (problem !== null) return new DeliveryUnreadable(`measurements.${index}: ${problem}`);
    seen.add(key);
  }
  return undefined;
}

function problemOf(
  measured: Measurement,
  objective: Objective | undefined,
  now: number,
): string | null {
  if (objective?.indicator.kind !== 'measurements') {
    return `There is no objective “${measured.objective}” that is measured.`;
  }
  if (measured.at > now + aheadMs) return `${minuteName(measured)} has not begun.`;
  if (measured.at < now - objective.windowDays * day) {
    return `${minuteName(measured)} is longer ago than the ${objective.windowDays} days that are looked at.`;
  }
  return null;
}

function minuteName({ at }: Measurement): string {
  return new Date(at).toISOString();
}

/** Keeps what a source counted, in place of what it said of the same minutes before. */
export async function keepMeasurements(
  { objectives }: Transaction,
  source: string,
  measured: readonly Measurement[],
): Promise<void> {
  for (const [objective, news] of Map.groupBy(measured, (each) => each.objective)) {
    const minutes = news.map(({ at }) => at);
    const said = await objectives.measured(objective, source, minutes);
    const before = new Map(said.map((each) => [each.at, each]));
    const hours = await objectives.hours(objective, hourOf(Math.min(...minutes)));
    const hourAt = new Map(hours.map((each) => [each.at, each]));
    const changed = new Set<number>();
    for (const each of news) {
      const known = before.get(each.at);
      if (known?.good === each.good && known.total === each.total) continue;
      const at = hourOf(each.at);
      const hour = hourAt.get(at) ?? { at, good: 0, total: 0 };
      const good = hour.good + each.good - (known?.good ?? 0);
      const total = hour.total + each.total - (known?.total ?? 0);
      hourAt.set(at, { at, good, total });
      changed.add(at);
      await objectives.keepMeasured({ ...each, source });
    }
    for (const at of changed) {
      const hour = hourAt.get(at);
      if (hour) await objectives.keepHour(objective, hour);
    }
  }
}
