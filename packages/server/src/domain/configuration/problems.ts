import { type FieldCode, type FieldError, fieldError, type ValuesOf } from '../errors.ts';
import type { DocumentKind } from './documents.ts';

/**
 * Something about a document that is not as it should be. An error stands in the way of publishing
 * it, a warning does not: a desk may have its reasons. `path` is within the document.
 */
export interface Problem extends FieldError {
  severity: 'error' | 'warning';
}

/** A problem, and in which document it is. */
export interface DocumentProblem extends Problem {
  kind: DocumentKind;
}

type Path = FieldError['path'];

export function errorAt<Code extends FieldCode>(
  path: Path,
  message: string,
  code: Code,
  ...values: ValuesOf<Code>
): Problem {
  return { severity: 'error', ...fieldError(path, message, code, ...values) };
}

export function warningAt<Code extends FieldCode>(
  path: Path,
  message: string,
  code: Code,
  ...values: ValuesOf<Code>
): Problem {
  return { severity: 'warning', ...fieldError(path, message, code, ...values) };
}

/** The same problems, where the things that they are about stand in a larger document. */
export function within(path: Path, problems: readonly Problem[]): Problem[] {
  return problems.map((each) => ({ ...each, path: [...path, ...each.path] }));
}

/** An error for each thing of a list whose id another before it has. */
export function duplicateIds(things: readonly { id: string }[], path: Path): Problem[] {
  const seen = new Set<string>();
  return things.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      errorAt(
        [...path, index, 'id'],
        `The id “${id}” is there twice. Give one of them another.`,
        'duplicate',
        { id },
      ),
    ];
  });
}

/** Things of a list as people read them in a sentence: `“a”, “b”`. */
export function quoted(names: readonly string[]): string {
  return names.map((each) => `“${each}”`).join(', ');
}

/**
 * Rings of a directed graph, at least one of every knot of them, as the ids along each: `['a', 'b']`
 * for a → b → a. An edge from a node to itself is no ring here; it has a sentence of its own.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const start of edges.keys()) {
    // Depth first without recursion: a chain may be as long as the document is.
    const trail: { id: string; next: number }[] = [];
    const onTrail = new Map<string, number>();
    const enter = (id: string) => {
      onTrail.set(id, trail.length);
      trail.push({ id, next: 0 });
    };
    if (!done.has(start)) enter(start);
    for (let here = trail.at(-1); here; here = trail.at(-1)) {
      const to = edges.get(here.id)?.[here.next];
      here.next += 1;
      if (to === undefined) {
        done.add(here.id);
        onTrail.delete(here.id);
        trail.pop();
        continue;
      }
      const at = onTrail.get(to);
      if (at !== undefined) {
        if (to !== here.id) cycles.push(trail.slice(at).map((each) => each.id));
      } else if (!done.has(to)) enter(to);
    }
  }
  return cycles;
}

/** A ring as people read it: “a” → “b” → “a”. */
export function ringOf(cycle: readonly string[]): string {
  return [...cycle, cycle[0] ?? ''].map((each) => `“${each}”`).join(' → ');
}
