import { readImports } from './imports.ts';

/**
 * Complaints about files that import one another in a circle, for types alone too: none of them can be
 * understood, moved or loaded without the others.
 * @param sources by their path from the project's folder, with forward slashes
 */
export function circlesIn(sources: ReadonlyMap<string, string>): string[] {
  const graph = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const targets = readImports(path, source).map(({ target }) => target);
    graph.set(path, [...new Set(targets)].filter((target) => sources.has(target)).sort());
  }
  const complaints: string[] = [];
  const told = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    // One complaint for each knot of files, about the shortest circle through the first of them.
    if (told.has(start)) continue;
    const circle = shortestWay(graph, start, start);
    if (!circle) continue;
    for (const path of knotOf(graph, start)) told.add(path);
    complaints.push(
      `${circle.join(' → ')}: a circle. Move what two of them share into a file of its own.`,
    );
  }
  return complaints;
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** The files of a way from one to another that has at least one step; null when there is none. */
function shortestWay(graph: Graph, from: string, to: string): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [from];
  for (const here of queue) {
    for (const next of graph.get(here) ?? []) {
      if (next === to) {
        const way = [here, to];
        for (let first = here; first !== from; ) {
          first = cameFrom.get(first) ?? from;
          way.unshift(first);
        }
        return way;
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, here);
      queue.push(next);
    }
  }
  return null;
}

/** All files that a file leads to and that lead back to it. */
function knotOf(graph: Graph, start: string): string[] {
  const reached = reachedFrom(graph, start);
  return [...reached].filter((path) => reachedFrom(graph, path).has(start));
}

function reachedFrom(graph: Graph, start: string): Set<string> {
  const reached = new Set([start]);
  // A set is walked in the order of insertion, with what is added meanwhile.
  for (const here of reached) for (const next of graph.get(here) ?? []) reached.add(next);
  return reached;
}
