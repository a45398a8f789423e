import type { Answer, FlowNode, Move, Place } from './flow.ts';

/** More nodes than these are in the table alone: those with the least time. */
const mostNodes = 12;

/** So many moves are drawn at most on each side, the most frequent; the others are in the table. */
const mostArcs = 7;

/** Heights, in px as long as text has its usual size and there is room: a node with the room below it, and the box in it. */
export const row = 96;
export const box = 64;

/** The width of the arcs' room on each side, px. */
export const side = 72;

/** The room that a label needs, px. */
const labelHeight = 22;

/** Where something is that is drawn: 0 for the report, then the nodes, and then the end. */
export interface Drawn {
  move: Move;
  from: number;
  to: number;
  /** How wide, px. */
  width: number;
}

/** A move that goes past other nodes, or back: an arc beside them. */
export interface Arc extends Drawn {
  /** How far it goes to the side, px. */
  reach: number;
  /** Where its label is, px from the top. */
  labelY: number;
}

export interface Layout {
  /** From the top. */
  nodes: FlowNode[];
  /** From one place to the next. */
  steps: Drawn[];
  /** Past others, forward. */
  forward: Arc[];
  /** Back to what is above. */
  back: Arc[];
  /** Whether all nodes and moves are drawn. */
  isWhole: boolean;
  height: number;
}

/** Places the nodes below each other, in the order in which incidents come to them, and the moves beside them. */
export function layoutOf({ nodes: all, moves }: Pick<Answer, 'nodes' | 'moves'>): Layout {
  const kept = all.toSorted((a, b) => b.total - a.total).slice(0, mostNodes);
  const nodes = all.filter((node) => kept.includes(node));
  const rowOf = (place: Place) => {
    if (place === 'begin') return 0;
    if (place === 'end') return nodes.length + 1;
    return nodes.findIndex(({ key }) => key === place.key) + 1 || Number.NaN;
  };
  const most = Math.max(1, ...moves.map(({ count }) => count));
  const drawn = moves
    .map((move) => {
      const width = 1.5 + 6.5 * Math.sqrt(move.count / most);
      return { move, from: rowOf(move.from), to: rowOf(move.to), width };
    })
    .filter(({ from, to }) => from >= 0 && to >= 0);
  const past = drawn.filter(({ from, to }) => to > from + 1);
  const back = drawn.filter(({ from, to }) => to < from);
  const shownPast = past.slice(0, mostArcs);
  const shownBack = back.slice(0, mostArcs);
  const steps = drawn.filter(({ from, to }) => to === from + 1);
  return {
    nodes,
    steps,
    forward: arcs(shownPast),
    back: arcs(shownBack),
    isWhole: steps.length + shownPast.length + shownBack.length === moves.length,
    height: (nodes.length + 2) * row - (row - box),
  };
}

/** The middle of the box of a row, px from the top. */
export function middle(place: number): number {
  return place * row + box / 2;
}

/** The further a move goes, the further is its arc from the nodes; labels do not cover each other. */
function arcs(moves: readonly Drawn[]): Arc[] {
  const span = ({ from, to }: Drawn) => Math.abs(to - from);
  const ordered = moves.toSorted((a, b) => span(a) - span(b));
  const reached = ordered.map((drawn, index) => {
    const reach = 18 + ((side - 26) * (index + 1)) / ordered.length;
    return { ...drawn, reach, labelY: (middle(drawn.from) + middle(drawn.to)) / 2 };
  });
  let free = Number.NEGATIVE_INFINITY;
  return reached
    .sort((a, b) => a.labelY - b.labelY)
    .map((arc) => {
      const labelY = Math.max(arc.labelY, free);
      free = labelY + labelHeight;
      return { ...arc, labelY };
    });
}
