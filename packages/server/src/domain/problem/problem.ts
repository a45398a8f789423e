import { erasedText } from '../incident/state.ts';
import type { ProblemEvent, ProblemPlace } from './events.ts';

/** `known-error`: its cause or a workaround is known. */
export const problemStates = ['open', 'known-error', 'resolved', 'closed'] as const;
export type ProblemState = (typeof problemStates)[number];

/** A problem as its events have made it. Instants in epoch milliseconds. */
export interface Problem extends ProblemPlace {
  number: number;
  /** Events so far: what an edit says that it was made on. */
  version: number;
  /** Position in the log of the last event. */
  seq: number;
  /** When the last event was. */
  at: number;
  openedAt: number;
  /** Who opened it; null where that was erased. */
  openedBy: string | null;
  /** Who changed it last. */
  changedBy: string | null;
  hint: string | null;
  title: string;
  description: string;
  cause: string | null;
  workaround: string | null;
  /** The change that is to end it: its reference, its address, or what it is. */
  change: string | null;
  resolved: { at: number; text: string } | null;
  closedAt: number | null;
  reopened: number;
}

export function stateOf({ closedAt, resolved, cause, workaround }: Problem): ProblemState {
  if (closedAt !== null) return 'closed';
  if (resolved) return 'resolved';
  return cause !== null || workaround !== null ? 'known-error' : 'open';
}

/** Whether somebody still has something to do about it. */
export function isProblemOpen(problem: Problem): boolean {
  return problem.closedAt === null && problem.resolved === null;
}

/** @param before null before it was opened */
export function evolveProblem(before: Problem | null, event: ProblemEvent): Problem {
  if (event.type === 'problem.opened') return opened(event);
  if (!before) throw new Error(`Nothing opened the problem of ${event.stream} before.`);
  const { version, seq, at, actorName } = event;
  const after = { ...before, version, seq, at, changedBy: actorName };
  switch (event.type) {
    case 'problem.edited':
      return edited(after, event);
    case 'problem.resolved':
      return { ...after, resolved: { at, text: event.personal?.text ?? erasedText } };
    case 'problem.closed':
      return { ...after, closedAt: at };
    case 'problem.reopened':
      return { ...after, resolved: null, closedAt: null, reopened: after.reopened + 1 };
    case 'problem.erased':
      return after;
  }
}

function opened({
  data,
  personal,
  version,
  seq,
  at,
  actorName,
}: Extract<ProblemEvent, { type: 'problem.opened' }>): Problem {
  const { number, service, category, team, hint } = data;
  return {
    ...{ number, version, seq, at, openedAt: at, openedBy: actorName, changedBy: actorName, hint },
    title: personal?.title ?? erasedText,
    description: personal?.description ?? '',
    ...{ service, category, team },
    ...{ cause: null, workaround: null, change: null },
    ...{ resolved: null, closedAt: null, reopened: 0 },
  };
}

function edited(
  problem: Problem,
  { data, personal }: Extract<ProblemEvent, { type: 'problem.edited' }>,
): Problem {
  const { texts, ...place } = data;
  const after = { ...problem, ...place };
  const now = (text: keyof typeof texts) =>
    texts[text] === 'written' ? (personal?.[text] ?? erasedText) : null;
  if (texts.title) after.title = now('title') ?? after.title;
  if (texts.description) after.description = now('description') ?? '';
  if (texts.cause) after.cause = now('cause');
  if (texts.workaround) after.workaround = now('workaround');
  if (texts.change) after.change = now('change');
  return after;
}
