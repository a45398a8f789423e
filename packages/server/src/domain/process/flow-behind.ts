import type { FactTable } from '../metrics/fact-table.ts';
import { detoursOf } from './back-and-forth.ts';
import type { FlowPlace } from './flow.ts';
import type { FlowKind, MoveColumn, MoveTable } from './move-table.ts';
import { Visits } from './visits.ts';

/** A part of a flow of which the incidents are listed. */
export type FlowPart =
  /** Those that were there, and for how long altogether. */
  | { part: 'node'; key: string | null }
  /** Those that went from one place to another, and how long they stayed at the first each time. */
  | { part: 'move'; from: FlowPlace; to: FlowPlace }
  /** Those that went back and forth between two teams, and what they lost by it. */
  | { part: 'pair'; teams: readonly [string, string | null] }
  /** Those that went back and forth between any teams. */
  | { part: 'back-and-forth' };

/** @returns the milliseconds that each of the incidents has in a part of the flow, the newest first */
export function flowBehind(
  facts: FactTable,
  moves: MoveTable,
  rows: Uint32Array,
  kind: FlowKind,
  part: FlowPart,
): { number: number; value: number }[] {
  const isOfTeams = part.part === 'pair' || part.part === 'back-and-forth';
  const column = moves[isOfTeams ? 'team' : kind];
  const measure = measureOf(column, part);
  const visits = new Visits();
  const { reportedAt, resolvedAt } = facts.instants;
  const found: { number: number; value: number }[] = [];
  for (const row of rows) {
    visits.read(column, row, reportedAt[row] as number, resolvedAt[row] as number);
    const value = measure(visits);
    if (value !== null) found.push({ number: row, value });
  }
  return found.sort((a, b) => b.number - a.number);
}

/** Null for an incident that has no part in it. */
type Measure = (visits: Visits) => number | null;

/** No place has it. */
const unknown = -3;
const [begin, end] = [-1, -2];

function measureOf(column: MoveColumn, part: FlowPart): Measure {
  const codeOf = (key: string | null) => column.codes.find(key) ?? unknown;
  const placeOf = (place: FlowPlace) =>
    place === 'begin' ? begin : place === 'end' ? end : codeOf(place.key);
  switch (part.part) {
    case 'node':
      return timeAt(codeOf(part.key));
    case 'move':
      return timeBefore(placeOf(part.from), placeOf(part.to));
    case 'pair': {
      const [one, other] = part.teams.map(codeOf);
      return timeLost((a, b) => (a === one && b === other) || (a === other && b === one));
    }
    case 'back-and-forth':
      return timeLost(() => true);
  }
}

function timeAt(code: number): Measure {
  return (visits) => {
    let time = 0;
    for (let visit = 0; visit < visits.length; visit += 1) {
      if (visits.codeOf(visit) === code) time += visits.tookOf(visit);
    }
    return time > 0 ? time : null;
  };
}

function timeBefore(from: number, to: number): Measure {
  return (visits) => {
    let time: number | null = null;
    for (let visit = 0; visit <= visits.length && visits.length > 0; visit += 1) {
      const left = visit === 0 ? begin : visits.codeOf(visit - 1);
      const reached = visit === visits.length ? end : visits.codeOf(visit);
      if (left !== from || reached !== to) continue;
      time = (time ?? 0) + (visit === 0 ? 0 : visits.tookOf(visit - 1));
    }
    return time;
  };
}

function timeLost(isOne: (home: number, other: number) => boolean): Measure {
  return (visits) => {
    let time = 0;
    for (const { visit, home } of detoursOf(visits)) {
      if (isOne(home, visits.codeOf(visit))) time += visits.tookOf(visit);
    }
    return time > 0 ? time : null;
  };
}
