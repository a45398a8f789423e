import { dayOf } from '../../base/day.ts';
import type { DeskStory } from '../desk-seen.ts';
import type { Fold } from '../folds.ts';
import type { ShownEntry } from '../shown-entry.ts';
import type { TimelineFeed } from '../timeline-feed.ts';

interface Placed {
  /** What it is kept by, however many come before it. */
  key: string;
  /** Where it is among all lines: the `seq` of its entry, or of the first that it stands for. */
  at: number;
  /** The index of the day that it is under; its own for a day. */
  day: number;
  /** Which of its day's lines it is, from 1. */
  place: number;
}

export type DayLine = Placed & { startsAt: number; lines: number };
export type EntryLine = Placed & { entry: ShownEntry };
export type FoldLine = Placed & { fold: Fold };

/** What takes a row of its own in a long timeline: a day, an entry, or the button of some that are folded. */
export type Line = DayLine | EntryLine | FoldLine;

/** Midnights are at whole quarters of an hour, in every zone. */
const quarter = 900_000;

/**
 * The rows of entries that are in the log's order.
 * @param desk - says what is folded; undefined where nothing is
 * @param isWhole - whether what is folded is shown nevertheless, as on paper
 */
export function linesOf(
  entries: readonly ShownEntry[],
  locale: string,
  desk: { story: DeskStory; feed: Pick<TimelineFeed, 'arrived' | 'entries'> } | undefined,
  isWhole: boolean,
): Line[] {
  const days = new Map<number, number>();
  const startOf = (at: number) => {
    const part = Math.floor(at / quarter);
    const startsAt = days.get(part) ?? dayOf(locale, at);
    days.set(part, startsAt);
    return startsAt;
  };
  const lines: Line[] = [];
  const keys = new Set<string>();
  const addDay = (startsAt: number, ofDay: readonly ShownEntry[]) => {
    const [first] = ofDay;
    if (!first) return;
    const at = first.seq - 0.5;
    // The same while entries come before its first; where clocks were set back a day may come twice.
    const known = `day-${startsAt}`;
    const key = keys.has(known) ? `day-${at}` : known;
    keys.add(key);
    const day: DayLine = { key, at, day: lines.length, place: 0, startsAt, lines: 0 };
    lines.push(day);
    const addEntry = (entry: ShownEntry) => {
      day.lines += 1;
      const { seq } = entry;
      lines.push({ key: `entry-${seq}`, at: seq, day: day.day, place: day.lines, entry });
    };
    for (const each of desk && !isWhole ? desk.story.folded(ofDay, desk.feed) : ofDay) {
      if (!('folded' in each)) {
        addEntry(each);
        continue;
      }
      day.lines += 1;
      const { key, folded, isOpen } = each;
      const foldAt = (folded[0]?.seq ?? 0) - 0.25;
      lines.push({ key, at: foldAt, day: day.day, place: day.lines, fold: each });
      if (isOpen) folded.forEach(addEntry);
    }
  };
  let from = 0;
  for (let index = 1; index <= entries.length; index += 1) {
    const startsAt = startOf((entries[from] as ShownEntry).at);
    const next = entries[index];
    if (next && startOf(next.at) === startsAt) continue;
    addDay(startsAt, entries.slice(from, index));
    from = index;
  }
  return lines;
}

/** The index of the first line that is at a place or after it; that of the last for one after all. */
export function indexAt(lines: readonly Line[], at: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as Line).at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
