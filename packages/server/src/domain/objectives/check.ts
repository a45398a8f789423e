import type { Documents } from '../configuration/documents.ts';
import { duplicateIds, errorAt, type Problem } from '../configuration/problems.ts';

/** What is wrong with objectives: ids that are there twice, services and priorities that there are not. */
export function checkObjectives({
  objectives: { objectives },
  catalogue,
  matrix,
}: Pick<Documents, 'objectives' | 'catalogue' | 'matrix'>): Problem[] {
  return [
    ...duplicateIds(objectives, ['objectives']),
    ...objectives.flatMap(({ name, service, indicator }, index) => {
      const problems: Problem[] = [];
      if (!catalogue.services.some((each) => each.id === service)) {
        problems.push(
          errorAt(
            ['objectives', index, 'service'],
            `“${name}” is of the service “${service}”, which does not exist. Choose another.`,
            'unknown-reference',
            { to: 'service', id: service, name },
          ),
        );
      }
      if (indicator.kind !== 'incidents') return problems;
      const { priority } = indicator;
      if (!matrix.priorities.some((each) => each.id === priority)) {
        problems.push(
          errorAt(
            ['objectives', index, 'indicator', 'priority'],
            `“${name}” counts incidents of the priority “${priority}”, which does not exist. Choose another.`,
            'unknown-reference',
            { to: 'priority', id: priority, name },
          ),
        );
      }
      return problems;
    }),
  ];
}
