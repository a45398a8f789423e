import type { TimelineEntry } from '@incident-kit/server/domain';
import { dayOf } from '../base/day.ts';

/**
 * Entries that were read or that arrived, put where they belong: in the log's order, each once,
 * whatever order and however often they come.
 */
export function mergeEntries(
  known: readonly TimelineEntry[],
  arrived: readonly TimelineEntry[],
): TimelineEntry[] {
  const bySeq = new Map([...known, ...arrived].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** Entries that belong together under one day, in the time zone in which they are read. */
export interface Day<Entry> {
  /** As `dayOf` has it. */
  startsAt: number;
  entries: Entry[];
}

/** Groups entries that are in the log's order by the reader's days. */
export function byDay<Entry extends { at: number }>(
  entries: readonly Entry[],
  locale: string | undefined,
): Day<Entry>[] {
  const days: Day<Entry>[] = [];
  for (const entry of entries) {
    const startsAt = dayOf(locale, entry.at);
    const last = days.at(-1);
    if (last?.startsAt === startsAt) last.entries.push(entry);
    else days.push({ startsAt, entries: [entry] });
  }
  return days;
}
