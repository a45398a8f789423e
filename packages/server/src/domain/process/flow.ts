import type { StatusCategory } from '../incident/status.ts';
import { type Durations, describeDurations } from '../metrics/durations.ts';
import type { FactTable } from '../metrics/fact-table.ts';
import { detoursOf } from './back-and-forth.ts';
import type { FlowKind, MoveTable } from './move-table.ts';
import { Visits } from './visits.ts';

/** A stage or a team that incidents went through. */
export interface FlowNode {
  /** Null for no team, and for a stage that nobody knows. */
  key: string | null;
  /** Of a stage: what it means to the rules. */
  category: StatusCategory | null;
  /** How many incidents were there, however often. */
  incidents: number;
  /** How long they stayed each time. */
  visits: Durations;
  /** All of that time, milliseconds: those of all nodes add up to `total`. */
  total: number;
  /** How far along incidents came to it: the mean place of their first visits, 0 for where they began. */
  place: number;
}

/** Where a move begins or ends: at a node, at the report, or where nothing was left to do. */
export type FlowPlace = { key: string | null } | 'begin' | 'end';

export interface FlowMove {
  from: FlowPlace;
  to: FlowPlace;
  count: number;
  incidents: number;
  /** How many of them led to where the incident had been before. */
  back: number;
}

/** What two teams lost by giving incidents to each other and back. */
export interface Pair {
  /** The one that got them back, and the other; of two that both did, in the order of their names. */
  teams: [string, string | null];
  incidents: number;
  /** How often one of them had it in between. */
  times: number;
  /** Milliseconds. Those of all pairs add up to `total`. */
  total: number;
}

export interface BackAndForth {
  /** Milliseconds. */
  total: number;
  /** How long each of the incidents that went back and forth lost. */
  incidents: Durations;
  /** Those that lost most first. */
  pairs: Pair[];
}

/** Where the time of incidents went. */
export interface Flow {
  /** How many incidents. */
  n: number;
  /** All of their time from the report until nothing was left to do, milliseconds. */
  total: number;
  /** In the order in which incidents come to them. */
  nodes: FlowNode[];
  /** The most frequent first. */
  moves: FlowMove[];
  backAndForth: BackAndForth;
}

/** @param rows incidents that are over */
export function flowOf(
  facts: FactTable,
  moves: MoveTable,
  rows: Uint32Array,
  kind: FlowKind,
): Flow {
  const tally = new Tally();
  const lost = new LostTally();
  const visits = new Visits();
  const { reportedAt, resolvedAt } = facts.instants;
  let total = 0;
  for (const row of rows) {
    const [from, to] = [reportedAt[row] as number, resolvedAt[row] as number];
    total += Math.max(0, to - from);
    visits.read(moves[kind], row, from, to);
    tally.add(visits, row);
    if (kind !== 'team') visits.read(moves.team, row, from, to);
    lost.add(visits, row);
  }
  const nameOf = (code: number) => moves[kind].codes.nameOf(code);
  return {
    n: rows.length,
    total,
    nodes: tally.nodes().map(({ code, ...node }) => {
      const key = nameOf(code);
      const category = kind === 'stage' && key !== null ? moves.categories.get(key) : null;
      return { key, category: category ?? null, ...node };
    }),
    moves: tally.moves(nameOf),
    backAndForth: lost.told((code) => moves.team.codes.nameOf(code)),
  };
}

/** Before the first place, and after the last; other codes are from 0 on. */
const [begin, end] = [-1, -2];

interface NodeTally {
  took: number[];
  incidents: number;
  lastRow: number;
  places: number;
}

class Tally {
  readonly #nodes = new Map<number, NodeTally>();
  readonly #moves = new Map<
    string,
    Omit<FlowMove, 'from' | 'to'> & { from: number; to: number; lastRow: number }
  >();

  add(visits: Visits, row: number): void {
    for (let visit = 0; visit < visits.length; visit += 1) {
      const code = visits.codeOf(visit);
      const node = this.#node(code);
      node.took.push(visits.tookOf(visit));
      if (node.lastRow !== row) {
        node.lastRow = row;
        node.incidents += 1;
        node.places += visit;
      }
      const from = visit === 0 ? begin : visits.codeOf(visit - 1);
      this.#move(from, code, row, visits.isReturn(visit));
    }
    if (visits.length > 0) this.#move(visits.codeOf(visits.length - 1), end, row, false);
  }

  nodes() {
    return [...this.#nodes]
      .map(([code, { took, incidents, places }]) => {
        const values = Float64Array.from(took);
        const total = values.reduce((sum, each) => sum + each, 0);
        const place = places / incidents;
        return { code, incidents, visits: describeDurations(values), total, place };
      })
      .sort((a, b) => a.place - b.place || b.incidents - a.incidents);
  }

  moves(nameOf: (code: number) => string | null): FlowMove[] {
    const place = (code: number): FlowPlace =>
      code === begin ? 'begin' : code === end ? 'end' : { key: nameOf(code) };
    return [...this.#moves.values()]
      .sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to)
      .map(({ from, to, count, incidents, back }) => {
        return { from: place(from), to: place(to), count, incidents, back };
      });
  }

  #node(code: number): NodeTally {
    let node = this.#nodes.get(code);
    if (!node) {
      node = { took: [], incidents: 0, lastRow: -1, places: 0 };
      this.#nodes.set(code, node);
    }
    return node;
  }

  #move(from: number, to: number, row: number, isReturn: boolean): void {
    const key = `${from} ${to}`;
    let move = this.#moves.get(key);
    if (!move) {
      move = { from, to, count: 0, incidents: 0, back: 0, lastRow: -1 };
      this.#moves.set(key, move);
    }
    move.count += 1;
    if (isReturn) move.back += 1;
    if (move.lastRow !== row) {
      move.lastRow = row;
      move.incidents += 1;
    }
  }
}

class LostTally {
  readonly #pairs = new Map<
    string,
    {
      home: number;
      other: number;
      incidents: number;
      times: number;
      total: number;
      lastRow: number;
    }
  >();
  readonly #lost: number[] = [];

  add(visits: Visits, row: number): void {
    let lost = 0;
    for (const { visit, home } of detoursOf(visits)) {
      const [took, other] = [visits.tookOf(visit), visits.codeOf(visit)];
      lost += took;
      const pair = this.#pair(home, other);
      pair.times += 1;
      pair.total += took;
      if (pair.lastRow !== row) {
        pair.lastRow = row;
        pair.incidents += 1;
      }
    }
    if (lost > 0) this.#lost.push(lost);
  }

  told(nameOf: (code: number) => string | null): BackAndForth {
    const values = Float64Array.from(this.#lost);
    const total = values.reduce((sum, each) => sum + each, 0);
    const pairs = [...this.#pairs.values()].map(({ home, other, incidents, times, total }) => {
      return { teams: pairOf(nameOf(home), nameOf(other)), incidents, times, total };
    });
    pairs.sort((a, b) => b.total - a.total || (`${a.teams}` < `${b.teams}` ? -1 : 1));
    return { total, incidents: describeDurations(values), pairs };
  }

  #pair(home: number, other: number) {
    const key = `${Math.min(home, other)} ${Math.max(home, other)}`;
    let pair = this.#pairs.get(key);
    if (!pair) {
      pair = { home, other, incidents: 0, times: 0, total: 0, lastRow: -1 };
      this.#pairs.set(key, pair);
    }
    return pair;
  }
}

/** The same pair whichever had it first. */
export function pairOf(home: string | null, other: string | null): [string, string | null] {
  if (home === null) throw new Error('What nobody has comes back to nobody.');
  return other !== null && other < home ? [other, home] : [home, other];
}
