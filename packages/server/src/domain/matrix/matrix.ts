import { z } from 'zod';
import { type FieldError, fieldError, KitError } from '../errors.ts';
import { nameWithin } from '../ids.ts';
import { bounded } from '../plain-text.ts';
import { targetMs } from '../sla/policies.ts';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/i, 'Use letters, digits and hyphens, at most 32.');
const name = nameWithin(60);
/** One step of an axis. `everyday` is how the report form asks for it, in words anybody uses. */
const level = z.strictObject({
  id,
  name,
  everyday: bounded(z.string().trim(), { min: 1, max: 120 }),
});

const priority = z.strictObject({
  id,
  name,
  /** `#rrggbb`; a wash behind text, never the only sign. */
  color: z.string().regex(/^#[0-9a-f]{6}$/i, 'Write the colour as #rrggbb.'),
  /** Milliseconds of working time, or null for no target. */
  targets: z.strictObject({ response: targetMs, resolution: targetMs }),
});

/**
 * The shape of a matrix. Levels and priorities are ordered, the most pressing first; `cells` maps an
 * impact's id and an urgency's id to a priority's id.
 */
export const matrixSchema = z.strictObject({
  impacts: z.array(level).min(2, 'An axis has 2 to 6 levels.').max(6, 'An axis has 2 to 6 levels.'),
  urgencies: z
    .array(level)
    .min(2, 'An axis has 2 to 6 levels.')
    .max(6, 'An axis has 2 to 6 levels.'),
  priorities: z
    .array(priority)
    .min(2, 'A matrix has 2 to 6 priorities.')
    .max(6, 'A matrix has 2 to 6 priorities.'),
  cells: z.record(z.string(), z.record(z.string(), z.string())),
});

export type Level = z.infer<typeof level>;
export type Priority = z.infer<typeof priority>;
export type PriorityMatrix = z.infer<typeof matrixSchema>;

/** A published matrix. Versions count from 1; versions are never changed. */
export interface MatrixVersion {
  version: number;
  matrix: PriorityMatrix;
  publishedAt: number;
  /** Who published it; null for the matrix that the kit came with. */
  publishedBy: string | null;
  reason: string | null;
}

/** A pair of neighbouring cells in which more impact or urgency leads to less priority. */
export interface MatrixWarning {
  /** `[impact, urgency]` of the cell that is too low. */
  cell: [string, string];
  /** `[impact, urgency]` of the less pressing neighbour that stands higher. */
  neighbour: [string, string];
  message: string;
}

/** The priority of a pair, as the matrix has it. The pair must exist. */
export function priorityOf(matrix: PriorityMatrix, impact: string, urgency: string): Priority {
  const found = matrix.priorities.find((each) => each.id === matrix.cells[impact]?.[urgency]);
  if (!found) throw new Error(`no cell for ${impact} × ${urgency}`);
  return found;
}

/** The priority with an id that the matrix has. */
export function priorityWithId(matrix: PriorityMatrix, id: string): Priority {
  const found = matrix.priorities.find((each) => each.id === id);
  if (!found) throw new Error(`no priority ${id}`);
  return found;
}

/**
 * Why a matrix could not answer every question: a hole, a cell that names no priority, two levels of
 * one id, a cell for a level that does not exist. Empty for a complete one.
 */
export function findHoles(matrix: PriorityMatrix): FieldError[] {
  const fields: FieldError[] = [
    ...duplicateIds(matrix.impacts, 'impacts'),
    ...duplicateIds(matrix.urgencies, 'urgencies'),
    ...duplicateIds(matrix.priorities, 'priorities'),
  ];
  const priorities = new Set(matrix.priorities.map((each) => each.id));
  for (const impact of matrix.impacts) {
    for (const urgency of matrix.urgencies) {
      const cell = matrix.cells[impact.id]?.[urgency.id];
      if (cell === undefined || !priorities.has(cell)) {
        const path = ['cells', impact.id, urgency.id];
        const pair = `${impact.name} impact with ${urgency.name} urgency`;
        fields.push(
          cell === undefined
            ? fieldError(path, `${pair} has no priority yet. Choose one.`, 'required')
            : fieldError(
                path,
                `${pair} names the priority “${cell}”, which does not exist. Choose another.`,
                'not-offered',
                { id: cell },
              ),
        );
      }
    }
  }
  fields.push(...strayCells(matrix));
  return fields;
}

/**
 * Refuses a matrix that could not answer every question.
 * @throws KitError `matrix-invalid`, one field for each thing that is wrong
 */
export function assertComplete(matrix: PriorityMatrix): void {
  const fields = findHoles(matrix);
  const first = fields[0];
  if (first) {
    const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
    throw new KitError('matrix-invalid', `The matrix is not complete: ${first.message}${more}`, {
      fields,
    });
  }
}

function duplicateIds(items: { id: string }[], axis: string): FieldError[] {
  const seen = new Set<string>();
  const fields: FieldError[] = [];
  items.forEach((item, index) => {
    if (seen.has(item.id)) {
      const message = `“${item.id}” is there twice.`;
      fields.push(fieldError([axis, index, 'id'], message, 'duplicate', { id: item.id }));
    }
    seen.add(item.id);
  });
  return fields;
}

function strayCells(matrix: PriorityMatrix): FieldError[] {
  const impacts = new Set(matrix.impacts.map((each) => each.id));
  const urgencies = new Set(matrix.urgencies.map((each) => each.id));
  const fields: FieldError[] = [];
  for (const [impact, row] of Object.entries(matrix.cells)) {
    if (!impacts.has(impact)) {
      const message = `There is no impact “${impact}”.`;
      fields.push(fieldError(['cells', impact], message, 'unknown-field', { name: impact }));
      continue;
    }
    for (const urgency of Object.keys(row)) {
      if (!urgencies.has(urgency)) {
        const path = ['cells', impact, urgency];
        const message = `There is no urgency “${urgency}”.`;
        fields.push(fieldError(path, message, 'unknown-field', { name: urgency }));
      }
    }
  }
  return fields;
}

/**
 * Where a complete matrix is not monotonic. This is a warning, not a refusal: a desk may have its
 * reasons.
 */
export function monotonicityWarnings(matrix: PriorityMatrix): MatrixWarning[] {
  const rank = new Map(matrix.priorities.map((each, index) => [each.id, index]));
  const rankAt = (impact: string, urgency: string) =>
    rank.get(matrix.cells[impact]?.[urgency] ?? '') ?? -1;
  const warnings: MatrixWarning[] = [];
  const compare = (above: [Level, Level], below: [Level, Level]) => {
    const [high, low] = [rankAt(above[0].id, above[1].id), rankAt(below[0].id, below[1].id)];
    if (high < 0 || low < 0 || high <= low) return;
    warnings.push({
      cell: [above[0].id, above[1].id],
      neighbour: [below[0].id, below[1].id],
      message:
        `${above[0].name} impact with ${above[1].name} urgency has a lower priority ` +
        `than ${below[0].name} impact with ${below[1].name} urgency.`,
    });
  };
  for (const [row, impact] of matrix.impacts.entries()) {
    for (const [column, urgency] of matrix.urgencies.entries()) {
      const lessImpact = matrix.impacts[row + 1];
      const lessUrgency = matrix.urgencies[column + 1];
      if (lessImpact) compare([impact, urgency], [lessImpact, urgency]);
      if (lessUrgency) compare([impact, urgency], [impact, lessUrgency]);
    }
  }
  return warnings;
}
