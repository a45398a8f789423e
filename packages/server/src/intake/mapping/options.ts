import { z } from 'zod';

/** A JSONata expression. */
export const mapping = z.string().min(1).max(20_000);
