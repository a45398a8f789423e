import { z } from 'zod';
import { bounded } from './plain-text.ts';

/** How things in documents are called by programs: `service-desk`, `P1`. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/i, 'Use letters, digits and hyphens, at most 64.');

/** How people call them. */
export const name = nameWithin(120);

export function nameWithin(max: number) {
  return bounded(
    z.string().trim(),
    { min: 1, max },
    {
      empty: 'Give it a name.',
      long: `Keep the name within ${max} characters.`,
      notPlain: 'Leave out of the name what is no text.',
    },
  );
}
