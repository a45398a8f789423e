import { endsAfter } from '../incident/imported.ts';
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
import {
  type Ends,
  endOf,
  endsIn,
  isEmpty,
  noEnds,
  type Step,
  saysStatus,
  stepsOf,
  textsBetween,
  wordsBetween,
} from './steps.ts';

/** What is to be written of one incident of a source. */
export interface ImportPlan {
  /** Without its number where it is not here yet: the log gives that. */
  events: (IncidentImported | ImportUpdated)[];
  /** How many rows said something that was not known yet. */
  news: number;
  /** Lines of rows that are of before what is known, and say otherwise: what came after them is told already. */
  tooLate: number[];
}

/** What a step begins from. */
interface Cursor {
  /** Until when it is known. */
  at: number;
  facts: Pick<ImportedFacts, 'asImported'> & Partial<ImportedFacts>;
  /** What the source's words became when they were imported; null where that is not known any more. */
  given: Partial<ImportedFacts> | null;
  ends: Ends;
  /** When it came to its status. */
  movedAt: number;
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
  if (!first) return { events: [], news: 0, tooLate: [] };
  const imported = existing?.imported;
  if (existing && imported) return difference(steps, existing, imported);
  const begun = begin(origin, first, { initial, matrixVersion });
  const events: ImportPlan['events'] = [...begun.events];
  let { cursor } = begun;
  let { texts } = first;
  for (const step of steps.slice(1)) {
    const planned = update(cursor, step, textsBetween(texts, step.texts));
    events.push(...planned);
    cursor = cursorAfter(cursor, step, planned);
    texts = step.texts;
  }
  return { events, news: steps.length, tooLate: [] };
}

function begin(
  { source, id }: ImportOrigin,
  first: Step,
  { initial, matrixVersion }: { initial: Status; matrixVersion: number },
): { events: ImportPlan['events']; cursor: Cursor } {
  const { facts, texts, reportedAt, row, until } = first;
  const endedAt = endOf(first);
  // A row that says how it ended says that it was open before, and no more of that.
  const wasOpen = !isOpen(facts.status) && endedAt > reportedAt;
  const { status: _, ...withoutStatus } = facts.asImported;
  const firstFacts: ImportedFacts = wasOpen
    ? { ...facts, status: initial, isCancelled: false, asImported: withoutStatus }
    : facts;
  const ends = wasOpen ? noEnds : endsIn(facts.status, first);
  const { resolution, ...others } = texts;
  const begun: IncidentImported = {
    type: 'incident.imported',
    data: {
      number: 0,
      origin: { source, id },
      occurredAt: reportedAt,
      ...(!wasOpen && until !== reportedAt && { saidAt: until }),
      row,
      matrixVersion,
      ...said(ends),
      ...firstFacts,
    },
    personal: { ...others, resolution: wasOpen ? null : resolution },
  };
  const cursor = {
    at: reportedAt,
    facts: firstFacts,
    given: firstFacts,
    ends,
    movedAt: reportedAt,
  };
  if (!wasOpen) return { events: [begun], cursor: { ...cursor, at: until } };
  const ended = update(cursor, first, resolution === null ? {} : { resolution });
  return { events: [begun, ...ended], cursor: cursorAfter(cursor, first, ended) };
}

/** From what was so to what a step says; by way of being resolved, where it says when. */
function update(from: Cursor, step: Step, texts: Partial<ImportedTexts>): ImportUpdated[] {
  const { facts, row } = step;
  const changes = changesBetween(from, step, texts);
  const words = wordsBetween(from.facts.asImported, facts.asImported);
  const status = saysStatus(step, from.facts.asImported) ? facts.status : from.given?.status;
  const ends = status ? endsIn(status, step) : noEnds;
  const isOtherEnd = (['resolvedAt', 'closedAt'] as const).some(
    (each) => ends[each] !== null && ends[each] !== from.ends[each],
  );
  // The source says that it was over at another time, so also that it is over.
  if (isOtherEnd && status && from.facts.status && isOpen(from.facts.status)) {
    Object.assign(changes, { status, isCancelled: facts.isCancelled });
  }
  if (isEmpty(changes) && isEmpty(words) && isEmpty(texts) && !isOtherEnd) return [];
  // Of the same words it may have been so for longer, where only now somebody has said what they mean.
  const since = 'status' in words ? from.at : from.movedAt;
  const end = endOf(step);
  const isEnd = changes.status && !isOpen(changes.status) && end > since && end <= step.at;
  const occurredAt = isEnd ? end : Math.max(step.at, from.at);
  const saidAt = Math.max(step.until, from.at);
  return [
    {
      type: 'incident.import-updated',
      data: {
        occurredAt,
        ...(saidAt !== occurredAt && { saidAt }),
        row,
        changes,
        said: words,
        ...((changes.status || isOtherEnd) && said(ends)),
      },
      personal: texts,
    },
  ];
}

function said({ resolvedAt, closedAt }: Ends): { resolvedAt?: number; closedAt?: number } {
  return { ...(resolvedAt !== null && { resolvedAt }), ...(closedAt !== null && { closedAt }) };
}

function difference(steps: readonly Step[], existing: Incident, imported: Imported): ImportPlan {
  const known = new Set(imported.rows);
  const plan: ImportPlan = { events: [], news: 0, tooLate: [] };
  let cursor = knownUntilNow(existing, imported);
  let digests = imported.texts;
  for (const step of steps) {
    const isLast = step === steps.at(-1);
    const isKnown = known.has(step.row);
    const isNewer = step.until > cursor.at;
    const isOfNow =
      step.until === cursor.at &&
      isEmpty(wordsBetween(cursor.facts.asImported, step.facts.asImported));
    // Without a time of its own, what is imported last is what the source says last.
    const isLatest = isLast && (!step.isDated || isOfNow);
    if (isKnown && !isNewer && !isLatest) continue;
    const isTold = agrees(existing, step);
    if (!isNewer && !isLatest && (step.until < cursor.at || (isTold && !isLast))) {
      if (!isTold) plan.tooLate.push(step.line);
      continue;
    }
    const texts = digests ? textsUnlike(digests, step.texts) : {};
    const later = step.at < cursor.at ? { ...step, at: Math.max(step.until, cursor.at) } : step;
    const planned = update(cursor, later, texts);
    if (planned.length === 0 && isNewer && isLast && step.isDated) planned.push(stillSo(step));
    if (planned.length === 0) continue;
    plan.news += 1;
    plan.events.push(...planned);
    cursor = cursorAfter(cursor, later, planned);
    if (digests) digests = { ...digests, ...digestsOf(texts) };
  }
  return plan;
}

/** That it was still so then: whoever comes later with what was before that does not change it. */
function stillSo({ until, row }: Step): ImportUpdated {
  const data = { occurredAt: until, row, changes: {}, said: {} };
  return { type: 'incident.import-updated', data, personal: {} };
}

/**
 * Whether what is known of then is what the step says, as far as statuses are known of then. Where it came to another in
 * that very instant, it is also what it was until then: rows of one minute may say both.
 */
function agrees({ course }: Incident, step: Step): boolean {
  if (step.unknownStatus !== null) return true;
  const then = course.findLast((each) => each.at < step.at) ?? course[0];
  const ofThen = [then, ...course.filter((each) => each.at === step.at)];
  return ofThen.some((each) => each?.status.id === step.facts.status.id);
}

function cursorAfter(before: Cursor, step: Step, planned: readonly ImportUpdated[]): Cursor {
  const { asImported } = step.facts;
  let cursor: Cursor = { ...before, at: Math.max(before.at, step.until) };
  for (const { data } of planned) {
    const { changes, occurredAt, resolvedAt, closedAt } = data;
    const { status } = changes;
    const { ends } = cursor;
    cursor = {
      ...cursor,
      facts: { ...cursor.facts, ...changes },
      given: cursor.given && { ...cursor.given, ...changes },
      movedAt: status ? occurredAt : cursor.movedAt,
      ends: endsAfter(ends, { status, resolvedAt, closedAt }),
    };
  }
  return { ...cursor, facts: { ...cursor.facts, asImported } };
}

function knownUntilNow(existing: Incident, imported: Imported): Cursor {
  const { status, impact, urgency, priority, service, category, team, assignee } = existing;
  const isCancelled = existing.closed?.why === 'cancelled';
  const facts = { status, isCancelled, impact, urgency, priority, service, category, team };
  const { resolved, closed, course } = existing;
  return {
    at: imported.at,
    facts: { ...facts, assignee: assignee?.id ?? null, asImported: imported.asImported },
    given: imported.given ?? null,
    ends: imported.ends ?? { resolvedAt: resolved?.at ?? null, closedAt: closed?.at ?? null },
    movedAt: course.at(-1)?.at ?? imported.at,
  };
}

/** The source's own words decide what is news: what was changed here is none, and stays also where the mapping has changed. */
function changesBetween(
  { facts: before, given }: Cursor,
  step: Step,
  texts: Partial<ImportedTexts>,
): ImportUpdated['data']['changes'] {
  const changes: ImportUpdated['data']['changes'] = {};
  const after = step.facts;
  const [then, now] = [before.asImported, after.asImported];
  const isOther = (field: string) => then[field] !== now[field];
  const isCorrected = (
    field: 'impact' | 'urgency' | 'priority' | 'service' | 'category' | 'team',
  ) => given !== null && given[field] !== after[field] && given[field] === before[field];
  const isMoved = before.status?.id !== after.status.id || before.isCancelled !== after.isCancelled;
  // Without a word, the times say it.
  const isWordless = !('status' in now);
  const isExplained =
    given?.status !== undefined &&
    (given.status.id !== after.status.id || given.isCancelled !== after.isCancelled) &&
    (isWordless ||
      (given.status.id === before.status?.id && given.isCancelled === before.isCancelled));
  if (saysStatus(step, then) && (isOther('status') ? isMoved : isExplained)) {
    changes.status = after.status;
    changes.isCancelled = after.isCancelled;
  }
  for (const field of ['impact', 'urgency', 'service', 'category', 'team'] as const) {
    const isNews = isOther(field)
      ? before[field] !== after[field]
      : field in now && isCorrected(field);
    if (isNews) Object.assign(changes, { [field]: after[field] });
  }
  const levels = ['priority', 'impact', 'urgency'];
  if (levels.some(isOther)) {
    if (before.priority !== after.priority) changes.priority = after.priority;
  } else if (levels.some((each) => each in now) && isCorrected('priority')) {
    changes.priority = after.priority;
  }
  // With each name goes whose it is: by that it is found when it has to be erased.
  if ('assignee' in texts && (before.assignee ?? after.assignee ?? null) !== null) {
    changes.assignee = after.assignee;
  }
  return changes;
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
