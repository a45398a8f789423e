import { setImmediate as afterOthers } from 'node:timers/promises';
import { wordsOf } from '../../domain/learning/words.ts';
import { firstAt } from '../../domain/metrics/columns.ts';
import type { FactTable } from '../../domain/metrics/fact-table.ts';
import { marks } from '../../domain/metrics/facts.ts';
import { findHints, type WordedIncident } from '../../domain/problem/hints/find-hints.ts';
import type { Hint } from '../../domain/problem/hints/hint.ts';
import {
  type HintPeriods,
  hintPeriods,
  type PastIncident,
} from '../../domain/problem/hints/past.ts';
import type { Store } from '../../store/port/store.ts';
import { readFacts } from '../metrics/read-facts.ts';

/** Incidents of which the words are looked at. Of more, every second, third, … of all the time. */
const mostWorded = 5_000;
/** Incidents that are read in one go: few enough that nobody waits for it. */
const atOnce = 100;
/** For so long what was found is not looked for again, however much happens. */
const freshMs = 60_000;

export interface Looked {
  /** The least likely first. */
  hints: Hint[];
  /** How much was tested. */
  tested: number;
  /** Null where there is too little from before to say what is usual. */
  periods: HintPeriods | null;
}

interface Kept {
  at: number;
  looked: Promise<Looked>;
}

/** What was found last, for as long as the store is used. Nothing of it is kept on disk: it has words of people. */
const keptOf = new WeakMap<Store, Kept>();

/** @param now epoch milliseconds */
export async function lookForHints(store: Store, now: number): Promise<Looked> {
  const kept = keptOf.get(store);
  if (kept && now >= kept.at && now - kept.at < freshMs) return kept.looked;
  const looked = look(store, now);
  const made = { at: now, looked };
  keptOf.set(store, made);
  looked.catch(() => {
    if (keptOf.get(store) === made) keptOf.delete(store);
  });
  return looked;
}

/** Forgets what was found where something was erased: it has words. */
export function forgetErased(store: Store, events: readonly { type: string }[]): void {
  if (events.some(({ type }) => type === 'incident.erased')) keptOf.delete(store);
}

async function look(store: Store, now: number): Promise<Looked> {
  const table = await readFacts(store);
  const periods = hintPeriods(table.firstReportedAt, now);
  if (!periods) return { hints: [], tested: 0, periods };
  const incidents = incidentsIn(table, periods);
  const worded = await readWords(store, incidents);
  return { ...findHints({ incidents, worded }, periods), periods };
}

function incidentsIn(table: FactTable, { from, to }: HintPeriods): PastIncident[] {
  const { marks: bits, instants, dimensions, codes } = table;
  const { reportedAt: began } = instants;
  const rows = table.rowsBy('reportedAt');
  const found: PastIncident[] = [];
  for (const number of rows.subarray(firstAt(rows, began, from), firstAt(rows, began, to))) {
    const reportedAt = began[number] ?? Number.NaN;
    const overAt = instants.resolvedAt[number] ?? Number.NaN;
    found.push({
      ...{ number, reportedAt, overAt: Number.isNaN(overAt) ? null : overAt },
      service: codes.service.nameOf(dimensions.service[number] ?? 0),
      category: codes.category.nameOf(dimensions.category[number] ?? 0),
      wasReopened: ((bits[number] ?? 0) & marks.reopened) !== 0,
    });
  }
  return found;
}

async function readWords(
  store: Store,
  incidents: readonly PastIncident[],
): Promise<WordedIncident[]> {
  const step = Math.max(1, Math.ceil(incidents.length / mostWorded));
  const looked = incidents.filter((_, index) => index % step === 0);
  const worded: WordedIncident[] = [];
  for (let from = 0; from < looked.length; from += atOnce) {
    const some = looked.slice(from, from + atOnce);
    const read = await store.read((snapshot) =>
      snapshot.incidents.getMany(some.map(({ number }) => number)),
    );
    const titles = new Map(read.map(({ number, title }) => [number, title]));
    for (const each of some) {
      worded.push({ ...each, words: [...new Set(wordsOf(titles.get(each.number) ?? ''))] });
    }
    await afterOthers();
  }
  return worded;
}
