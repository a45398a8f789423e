import type { Conditions } from './conditions.ts';
import type { Documents } from './configuration/documents.ts';
import { errorAt, type Problem } from './configuration/problems.ts';

/** Conditions that name a priority, a service or a category that does not exist: they never match. */
export function checkConditions(
  { priority, service, category }: Conditions,
  { matrix, catalogue }: Pick<Documents, 'matrix' | 'catalogue'>,
  of: string,
): Problem[] {
  const unknown = (
    field: 'priority' | 'service' | 'category',
    named: readonly string[] = [],
    known: readonly { id: string }[],
  ) =>
    named.flatMap((id, index) =>
      known.some((each) => each.id === id)
        ? []
        : [
            errorAt(
              [field, index],
              `“${of}” is for the ${field} “${id}”, which does not exist. Choose another, or remove it.`,
              'unknown-reference',
              { to: field, id, name: of },
            ),
          ],
    );
  return [
    ...unknown('priority', priority, matrix.priorities),
    ...unknown('service', service, catalogue.services),
    ...unknown('category', category, catalogue.categories),
  ];
}
