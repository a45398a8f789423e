import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { Status } from '../../domain/incident/status.ts';
import { limits } from '../../domain/limits.ts';
import type { ProblemEvent } from '../../domain/problem/events.ts';
import { problemStates } from '../../domain/problem/problem.ts';
import { fromProblemReference, problemStream } from '../../domain/problem/reference.ts';
import {
  type ProblemBrief,
  type ProblemRow,
  type ProblemView,
  toProblemBrief,
  toProblemRow,
  toProblemView,
} from '../../domain/views/problem.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { incidentInput } from '../input.ts';
import { findProblem } from './find-problem.ts';
import { problemInput } from './problem-input.ts';

export const listProblemsInput = z.strictObject({
  /** Those in one of these states; left out: those that are not over. */
  states: z
    .array(z.enum(problemStates))
    .min(1)
    .max(problemStates.length)
    .default(['open', 'known-error']),
  /** What the page before gave as `next`. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

export const readProblemInput = problemInput;

export const problemsOfIncidentInput = incidentInput;

export interface ProblemsAnswer {
  /** The newest first. */
  problems: ProblemRow[];
  /** What to send as `before` for the rest; null when this is all. */
  next: number | null;
  /** How what rows name is called. */
  names: Record<'service' | 'category' | 'team', Record<string, string>>;
  mayWork: boolean;
  /** The position in the log that it is of. */
  seq: number;
}

/** An incident that is linked to a problem. */
export interface LinkedIncident {
  incident: string;
  title: string;
  status: Status;
  priority: string;
  /** Epoch milliseconds. */
  reportedAt: number;
  resolvedAt: number | null;
}

/** Something that happened to a problem. */
export interface ProblemStep {
  at: number;
  by: string | null;
  kind: 'opened' | 'edited' | 'resolved' | 'closed' | 'reopened' | 'erased';
  /** What was changed. */
  changed: string[];
  reason: string | null;
}

export interface ProblemAnswer extends Pick<ProblemsAnswer, 'mayWork' | 'seq'> {
  problem: ProblemView;
  /** The newest first, at most a hundred. */
  incidents: LinkedIncident[];
  /** How many there are. */
  count: number;
  /** The newest first, at most a hundred. */
  history: ProblemStep[];
  /** What may be chosen. */
  offered: Record<'service' | 'category' | 'team', { id: string; name: string }[]>;
  now: number;
}

/** The problems that there are. */
export async function listProblems(
  { store, caller }: OperationContext,
  { states, before = Number.MAX_SAFE_INTEGER, limit }: z.output<typeof listProblemsInput>,
): Promise<ProblemsAnswer> {
  return store.read(async ({ problems, documents, log }) => {
    const found = await problems.list(states, before, limit + 1);
    const page = found.slice(0, limit);
    const counts = await problems.countIncidents(page.map(({ number }) => number));
    const { catalogue, teams } = await documents.rules();
    return {
      problems: page.map((each) => toProblemRow(each, counts.get(each.number) ?? 0)),
      next: found.length > limit ? (page.at(-1)?.number ?? null) : null,
      names: {
        service: namesOf(catalogue.document.services),
        category: namesOf(catalogue.document.categories),
        team: namesOf(teams.document.teams),
      },
      mayWork: reachOf(caller, 'problem:work') !== null,
      seq: await log.lastSeq(),
    };
  });
}

/** @throws KitError `problem-not-found` */
export async function readProblem(
  { store, caller, now }: OperationContext,
  { problem: reference }: z.output<typeof readProblemInput>,
): Promise<ProblemAnswer> {
  return store.read(async (snapshot) => {
    const problem = await findProblem(snapshot, reference);
    const { number } = problem;
    const counts = await snapshot.problems.countIncidents([number]);
    const numbers = await snapshot.problems.incidentsOf(number, limits.page);
    const incidents = await snapshot.incidents.getMany(numbers);
    const events = await snapshot.log.streamBefore(problemStream(number), null, limits.page);
    const { catalogue, teams } = await snapshot.documents.rules();
    return {
      problem: toProblemView(problem),
      incidents: incidents
        .toSorted((a, b) => b.number - a.number)
        .map(({ number, title, status, priority, reportedAt, resolved, closed }) => ({
          ...{ incident: toReference(number), title, status, priority, reportedAt },
          resolvedAt: (resolved ?? closed)?.at ?? null,
        })),
      count: counts.get(number) ?? 0,
      history: (events as ProblemEvent[]).map(toStep),
      offered: {
        service: catalogue.document.services.map(offer),
        category: catalogue.document.categories.map(offer),
        team: teams.document.teams.map(offer),
      },
      mayWork: reachOf(caller, 'problem:work') !== null,
      seq: await snapshot.log.lastSeq(),
      now: now(),
    };
  });
}

/**
 * The problems that an incident belongs to.
 * @throws KitError `incident-not-found`
 */
export async function problemsOfIncident(
  { store, caller }: OperationContext,
  input: z.output<typeof problemsOfIncidentInput>,
): Promise<{ problems: ProblemBrief[] }> {
  return store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, caller, 'incident:read', input.incident);
    const numbers = incident.links.flatMap(({ kind, target }) =>
      kind === 'problem' ? (fromProblemReference(target) ?? []) : [],
    );
    const found = await snapshot.problems.getMany(numbers);
    return { problems: found.map(toProblemBrief) };
  });
}

function toStep({ type, at, actorName, data, personal }: ProblemEvent): ProblemStep {
  const kind = type.slice('problem.'.length) as ProblemStep['kind'];
  const edit = type === 'problem.edited' ? data : null;
  const changed = edit && [
    ...Object.keys(edit.texts),
    ...['service', 'category', 'team'].filter((each) => each in edit),
  ];
  const reason = personal && 'reason' in personal ? personal.reason : null;
  return { at, by: actorName, kind, changed: changed ?? [], reason };
}

function offer({ id, name }: { id: string; name: string }): { id: string; name: string } {
  return { id, name };
}

function namesOf(entries: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(entries.map(({ id, name }) => [id, name]));
}
