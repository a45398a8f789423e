import type {
  ImportedFacts,
  ImportedTexts,
  ImportOrigin,
  ImportUpdated,
  IncidentImported,
} from '../incident/imported-events.ts';
import type { Imported, Incident } from '../incident/state.ts';
import { isOpen, type Status } from '../incident/status.ts';
import { digestOf } from './digest.ts';
import type { ImportedRow } from './imported-row.ts';

/** What is to be written of one incident of a source. */
export interface ImportPlan {
  /** Without its number where it is not here yet: the log gives that. */
  events: (IncidentImported | ImportUpdated)[];
  /** How many rows said something that was not known yet. */
  news: number;
}

/** What a step begins from. */
interface Cursor {
  at: number;
  facts: Pick<ImportedFacts, 'asImported'> & Partial<ImportedFacts>;
}

/**
 * What the rows of an incident say that the log does not have yet. The same rows again are nothing; rows that
 * came since are the difference.
 * @param rows all that the file has of it, in any order
 * @param existing the incident that was imported before; null for none
 */
export function planImport(
  origin: ImportOrigin,
  rows: readonly ImportedRow[],
  existing: Incident | null,
  { initial, matrixVersion }: { initial: Status; matrixVersion: number },
): ImportPlan {
  const steps = stepsOf(rows);
  const [first] = steps;
  if (!first) return { events: [], news: 0 };
  const imported = existing?.imported;
  if (!existing || !imported) {
    const begun = begin(origin, first, { initial, matrixVersion });
    const events: ImportPlan['events'] = [...begun];
    let cursor = cursorAfter(first);
    for (const step of steps.slice(1)) {
      events.push(...update(cursor, step, textsBetween(cursor.texts, step.texts)));
      cursor = cursorAfter(step);
    }
    return { events, news: steps.length };
  }
  return difference(steps, existing, imported);
}

type Step = ImportedRow & { row: string };

/** The rows in order, without those that say what the one before did. */
function stepsOf(rows: readonly ImportedRow[]): Step[] {
  const ordered = rows.toSorted((a, b) => a.at - b.at || a.order - b.order || a.line - b.line);
  const steps: Step[] = [];
  const times = new Map<string, number>();
  let status: Pick<ImportedFacts, 'status' | 'isCancelled'> | null = null;
  for (const each of ordered) {
    // What a status means that nobody has explained is what it was before.
    const known: ImportedRow =
      each.unknownStatus !== null && status
        ? { ...each, facts: { ...each.facts, ...status } }
        : each;
    status = { status: known.facts.status, isCancelled: known.facts.isCancelled };
    const before = steps.at(-1);
    if (before && isSame(before, known)) continue;
    const time = (times.get(each.digest) ?? 0) + 1;
    times.set(each.digest, time);
    steps.push({ ...known, row: time === 1 ? each.digest : `${each.digest}.${time}` });
  }
  return steps;
}

function isSame(a: ImportedRow, b: ImportedRow): boolean {
  return (
    isEmpty(wordsBetween(a.facts.asImported, b.facts.asImported)) &&
    isEmpty(textsBetween(a.texts, b.texts))
  );
}

function begin(
  { source, id }: ImportOrigin,
  first: Step,
  { initial, matrixVersion }: { initial: Status; matrixVersion: number },
): ImportPlan['events'] {
  const { facts, texts, reportedAt, row } = first;
  const endedAt = endOf(first);
  // A row that says how it ended says that it was open before, and no more of that.
  const wasOpen = !isOpen(facts.status) && endedAt > reportedAt;
  const { status: _, ...withoutStatus } = facts.asImported;
  const firstFacts: ImportedFacts = wasOpen
    ? { ...facts, status: initial, isCancelled: false, asImported: withoutStatus }
    : facts;
  const { resolution, ...others } = texts;
  const begun: IncidentImported = {
    type: 'incident.imported',
    data: {
      number: 0,
      origin: { source, id },
      occurredAt: reportedAt,
      row,
      matrixVersion,
      ...(!wasOpen && first.resolvedAt !== null && { resolvedAt: first.resolvedAt }),
      ...firstFacts,
    },
    personal: { ...others, resolution: wasOpen ? null : resolution },
  };
  if (!wasOpen) return [begun];
  const cursor = { at: reportedAt, facts: firstFacts };
  return [begun, ...update(cursor, first, resolution === null ? {} : { resolution })];
}

/** From what was so to what a step says; by way of being resolved, where it says when. */
function update(from: Cursor, step: Step, texts: Partial<ImportedTexts>): ImportUpdated[] {
  const { facts, resolvedAt, row } = step;
  const changes = changesBetween(from.facts, facts, texts);
  const said = wordsBetween(from.facts.asImported, facts.asImported);
  if (isEmpty(changes) && isEmpty(said) && isEmpty(texts)) return [];
  const { status } = changes;
  const says = (at: number | null): at is number => at !== null && at > from.at && at <= step.at;
  const at = status && !isOpen(status) && says(endOf(step)) ? endOf(step) : step.at;
  const isOver = status !== undefined && !isOpen(status);
  return [
    {
      type: 'incident.import-updated',
      data: {
        occurredAt: Math.max(at, from.at),
        row,
        changes,
        said,
        ...(isOver && resolvedAt !== null && { resolvedAt }),
      },
      personal: texts,
    },
  ];
}

/** When it came to the status that the row says, as far as it does. */
function endOf({ facts, at, resolvedAt, closedAt }: ImportedRow): number {
  const { category } = facts.status;
  if (category === 'closed') return closedAt ?? resolvedAt ?? at;
  return category === 'resolved' ? (resolvedAt ?? at) : at;
}

function difference(steps: readonly Step[], existing: Incident, imported: Imported): ImportPlan {
  const known = new Set(imported.rows);
  const events: ImportUpdated[] = [];
  let news = 0;
  let cursor: Cursor = { at: imported.at, facts: knownFacts(existing, imported) };
  let digests = imported.texts;
  for (const step of steps) {
    const isLast = step === steps.at(-1);
    if (known.has(step.row) && !isLast) continue;
    const texts = digests ? textsUnlike(digests, step.texts) : {};
    const planned =
      step.at < cursor.at && !known.has(step.row)
        ? history(existing, step)
        : known.has(step.row)
          ? reworded(cursor, step, texts)
          : update(cursor, step, texts);
    if (planned.length === 0) continue;
    news += 1;
    events.push(...planned);
    if (step.at < cursor.at) continue;
    cursor = cursorAfter(step);
    if (digests) digests = { ...digests, ...digestsOf(texts) };
  }
  return { events, news };
}

/** Of a row that is known, the words may have become others. */
function reworded(from: Cursor, step: Step, texts: Partial<ImportedTexts>): ImportUpdated[] {
  if (isEmpty(texts)) return [];
  const data = { occurredAt: from.at, row: step.row, changes: {}, said: {} };
  return [{ type: 'incident.import-updated', data, personal: texts }];
}

/** What came to light of earlier than what is known: the course of the statuses, where that was another. */
function history({ course }: Incident, { facts, at, row }: Step): ImportUpdated[] {
  const then = course.findLast((each) => each.at <= at) ?? course[0];
  if (then?.status.id === facts.status.id) return [];
  const data = { occurredAt: at, row, changes: { status: facts.status }, said: {} };
  return [{ type: 'incident.import-updated', data, personal: {} }];
}

function cursorAfter({ at, facts, texts }: Step): Cursor & { texts: ImportedTexts } {
  return { at, facts, texts };
}

function knownFacts(existing: Incident, { asImported }: Imported): Cursor['facts'] {
  const { status, impact, urgency, priority, service, category, team, assignee } = existing;
  const facts = { status, impact, urgency, priority, service, category, team };
  return { ...facts, assignee: assignee?.id ?? null, asImported };
}

/** The source's own words decide what is news: what was changed here, or another mapping, is none. */
function changesBetween(
  before: Cursor['facts'],
  after: ImportedFacts,
  texts: Partial<ImportedTexts>,
): ImportUpdated['data']['changes'] {
  const changes: ImportUpdated['data']['changes'] = {};
  const [then, now] = [before.asImported, after.asImported];
  const isOther = (field: string) => then[field] !== now[field];
  if (isOther('status') && before.status?.id !== after.status.id) {
    changes.status = after.status;
    changes.isCancelled = after.isCancelled;
  }
  for (const field of ['impact', 'urgency', 'service', 'category', 'team'] as const) {
    if (isOther(field) && before[field] !== after[field]) {
      Object.assign(changes, { [field]: after[field] });
    }
  }
  const levels = ['priority', 'impact', 'urgency'].some(isOther);
  if (levels && before.priority !== after.priority) changes.priority = after.priority;
  // With each name goes whose it is: by that it is found when it has to be erased.
  if ('assignee' in texts && (before.assignee ?? after.assignee ?? null) !== null) {
    changes.assignee = after.assignee;
  }
  return changes;
}

type Words = ImportedFacts['asImported'];

/** What the source says otherwise than before. */
function wordsBetween(before: Words, after: Words): ImportUpdated['data']['said'] {
  const gone = Object.keys(before).filter((each) => !(each in after));
  const changed = Object.entries(after).filter(([field, word]) => before[field] !== word);
  return Object.fromEntries([...changed, ...gone.map((each) => [each, null])]);
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function textsBetween(before: ImportedTexts, after: ImportedTexts): Partial<ImportedTexts> {
  const changed = Object.entries(after).filter(
    ([name, text]) => before[name as keyof ImportedTexts] !== text,
  );
  return Object.fromEntries(changed);
}

function textsUnlike(
  digests: Record<keyof ImportedTexts, string>,
  texts: ImportedTexts,
): Partial<ImportedTexts> {
  const changed = Object.entries(texts).filter(
    ([name, text]) => digests[name as keyof ImportedTexts] !== digestOf(text ?? ''),
  );
  return Object.fromEntries(changed);
}

function digestsOf(texts: Partial<ImportedTexts>): Partial<Record<keyof ImportedTexts, string>> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, digestOf(text ?? '')]),
  );
}
