import type { Documents } from '../configuration/documents.ts';
import { duplicateIds, errorAt, type Problem, warningAt } from '../configuration/problems.ts';
import { answerVariables } from './canned-answers.ts';

const placeholder = /\{\{([^{}]*)\}\}/g;

/** What is wrong with canned answers: ids, variables that nobody fills in, services that are no more. */
export function checkCannedAnswers({
  'canned-answers': { answers },
  catalogue,
}: Pick<Documents, 'canned-answers' | 'catalogue'>): Problem[] {
  const known = new Set<string>(answerVariables);
  return [
    ...duplicateIds(answers, ['answers']),
    ...answers.flatMap(({ name, text, services }, index) => [
      ...[...text.matchAll(placeholder)]
        .map(([, variable = '']) => variable.trim())
        .filter((variable) => !known.has(variable))
        .map((variable) =>
          errorAt(
            ['answers', index, 'text'],
            `“${name}” has a variable {{${variable}}} that nothing stands for. Use one of: ${answerVariables.join(', ')}.`,
            'unknown-reference',
            { to: 'variable', id: variable, name },
          ),
        ),
      ...services.flatMap((service, position) =>
        catalogue.services.some((each) => each.id === service)
          ? []
          : [
              warningAt(
                ['answers', index, 'services', position],
                `“${name}” is for the service “${service}”, which does not exist. Choose another, or none.`,
                'unknown-reference',
                { to: 'service', id: service, name },
              ),
            ],
      ),
    ]),
  ];
}
