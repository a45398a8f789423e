import type { ImportedFacts, ImportedTexts, ImportUpdated } from '../incident/imported-events.ts';
import { isOpen, type Status } from '../incident/status.ts';
import type { ImportedRow } from './imported-row.ts';

/** What a source says of an incident from one time on; rows that say the same right after are one. */
export interface Step extends ImportedRow {
  /** What identifies it among those of the incident. */
  row: string;
  /** When the last of its rows was. */
  until: number;
}

type Words = ImportedFacts['asImported'];

/** The rows in order, without those that say what the one before did. */
export function stepsOf(rows: readonly ImportedRow[]): Step[] {
  const ordered = rows.toSorted((a, b) => a.at - b.at || a.order - b.order || a.line - b.line);
  const steps: Step[] = [];
  const times = new Map<string, number>();
  let before: ImportedRow | null = null;
  for (const each of ordered) {
    // What a status means that nobody has explained is what it was before.
    const known: ImportedRow =
      before && !saysStatus(each, before.facts.asImported)
        ? { ...each, facts: { ...each.facts, ...statusIn(before.facts) } }
        : each;
    before = known;
    const last = steps.at(-1);
    if (last && isSame(last, known)) {
      last.until = known.at;
      continue;
    }
    const time = (times.get(each.digest) ?? 0) + 1;
    times.set(each.digest, time);
    const row = time === 1 ? each.digest : `${each.digest}.${time}`;
    steps.push({ ...known, row, until: known.at });
  }
  return steps;
}

/** Whether it says of a status at all: by a word that is explained, or by when it was over; where there never is one, always. */
export function saysStatus(row: ImportedRow, before: Words): boolean {
  if (row.unknownStatus !== null) return false;
  const isSaid = 'status' in row.facts.asImported || row.resolvedAt !== null;
  return isSaid || row.closedAt !== null || !('status' in before);
}

function statusIn({ status, isCancelled }: ImportedFacts) {
  return { status, isCancelled };
}

function isSame(a: ImportedRow, b: ImportedRow): boolean {
  const [one, other] = [endsIn(a.facts.status, a), endsIn(b.facts.status, b)];
  return (
    isEmpty(wordsBetween(a.facts.asImported, b.facts.asImported)) &&
    isEmpty(textsBetween(a.texts, b.texts)) &&
    a.facts.status.id === b.facts.status.id &&
    one.resolvedAt === other.resolvedAt &&
    one.closedAt === other.closedAt
  );
}

/** When it was over, as far as a row says that in a status: before, it may be what came later. */
export interface Ends {
  resolvedAt: number | null;
  closedAt: number | null;
}

export const noEnds: Ends = { resolvedAt: null, closedAt: null };

export function endsIn(status: Status, { resolvedAt, closedAt }: Ends): Ends {
  if (isOpen(status)) return noEnds;
  return { resolvedAt, closedAt: status.category === 'closed' ? closedAt : null };
}

/** When it came to the status that the row says, as far as it does. */
export function endOf({ facts, at, resolvedAt, closedAt }: ImportedRow): number {
  const { category } = facts.status;
  if (category === 'closed') return closedAt ?? resolvedAt ?? at;
  return category === 'resolved' ? (resolvedAt ?? at) : at;
}

/** What the source says otherwise than before. */
export function wordsBetween(before: Words, after: Words): ImportUpdated['data']['said'] {
  const gone = Object.keys(before).filter((each) => !(each in after));
  const changed = Object.entries(after).filter(([field, word]) => before[field] !== word);
  return Object.fromEntries([...changed, ...gone.map((each) => [each, null])]);
}

export function textsBetween(before: ImportedTexts, after: ImportedTexts): Partial<ImportedTexts> {
  const changed = Object.entries(after).filter(
    ([name, text]) => before[name as keyof ImportedTexts] !== text,
  );
  return Object.fromEntries(changed);
}

export function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
