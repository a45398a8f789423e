import { z } from 'zod';
import { isPlainText, notPlainText } from './plain-text.ts';

/** How things in documents are called by programs: `service-desk`, `P1`. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/i, 'Use letters, digits and hyphens, at most 64.');

/** How people call them. */
export const name = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(120, 'Keep the name within 120 characters.')
  .refine(isPlainText, notPlainText('Leave out of the name what is no text.'));
