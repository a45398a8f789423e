import type { IncidentEvent } from '../incident/events.ts';
import { isOpen, type Status, type StatusCategory } from '../incident/status.ts';

/** An incident came to a stage. */
export interface StageMove {
  at: number;
  /** The status's id in the workflow; null where nobody knows which it was, as of what was imported when it was over. */
  stage: string | null;
  category: StatusCategory | null;
}

/** An incident came to a team; null for none. */
export interface TeamMove {
  at: number;
  team: string | null;
}

/** Every stage and every team that an incident came to, each in the order of time. Instants in epoch milliseconds. */
export interface Moves {
  number: number;
  stages: StageMove[];
  teams: TeamMove[];
}

/** What events of before there was a workflow mean by themselves, as `evolve` has it. */
const atFirst: Step = { id: 'new', category: 'new' };
const underWay: Step = { id: 'in-progress', category: 'active' };
const solved: Step = { id: 'resolved', category: 'resolved' };

type Step = Pick<Status, 'id' | 'category'>;

/** The moves of an incident after one more event; the same object where that moved nothing. */
export function movesAfter(before: Moves | null, event: IncidentEvent): Moves | null {
  const { at, type } = event;
  if (type === 'incident.reported') {
    const { number, to = atFirst } = event.data;
    return { number, stages: [stageMove(at, to)], teams: [{ at, team: null }] };
  }
  if (type === 'incident.imported') return importedMoves(event.data);
  if (!before) return null;
  switch (type) {
    case 'incident.acknowledged':
      return withStage(before, at, event.data.to ?? underWay);
    case 'incident.resolved':
      return withStage(before, at, event.data.to ?? solved);
    case 'incident.moved':
    case 'incident.closed':
    case 'incident.reopened':
    case 'incident.cancelled':
    case 'incident.merged':
      return withStage(before, at, event.data.to);
    case 'incident.routed':
      return event.data.team === null ? before : withTeam(before, at, event.data.team);
    case 'incident.assigned':
      return withTeam(before, at, event.data.team);
    case 'incident.escalated':
      return event.data.kind === 'functional' ? withTeam(before, at, event.data.team) : before;
    case 'incident.import-updated': {
      const { occurredAt, changes } = event.data;
      const { status, team } = changes;
      const moved = status ? withStage(before, occurredAt, status) : before;
      return team === undefined ? moved : withTeam(moved, occurredAt, team);
    }
    default:
      return before;
  }
}

interface Imported {
  number: number;
  occurredAt: number;
  resolvedAt?: number;
  status: Status;
  team: string | null;
}

/** Of what was over when it was imported, nobody knows how it came there. */
function importedMoves({ number, occurredAt, resolvedAt, status, team }: Imported): Moves {
  const unknown: StageMove = { at: occurredAt, stage: null, category: null };
  const stages = isOpen(status)
    ? [stageMove(occurredAt, status)]
    : [unknown, stageMove(Math.max(occurredAt, resolvedAt ?? occurredAt), status)];
  return { number, stages, teams: [{ at: occurredAt, team }] };
}

function stageMove(at: number, { id, category }: Step): StageMove {
  return { at, stage: id, category };
}

function withStage(moves: Moves, at: number, to: Step): Moves {
  return { ...moves, stages: inOrder(moves.stages, stageMove(at, to)) };
}

function withTeam(moves: Moves, at: number, team: string | null): Moves {
  return { ...moves, teams: inOrder(moves.teams, { at, team }) };
}

/** What is imported may say late what was early; of one instant, what was said last comes last. */
function inOrder<Move extends { at: number }>(moves: readonly Move[], next: Move): Move[] {
  let place = moves.length;
  while (place > 0 && (moves[place - 1] as Move).at > next.at) place -= 1;
  return moves.toSpliced(place, 0, next);
}
