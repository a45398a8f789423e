import type { z } from 'zod';
import { DeliveryUnreadable, parseJson } from '../../operations/signals/source-kind.ts';

/** @throws DeliveryUnreadable */
export function readJsonAs<T>(schema: z.ZodType<T>, body: string): T {
  return readAs(schema, parseJson(body));
}

/** @throws DeliveryUnreadable saying what is not as it should be */
export function readAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new DeliveryUnreadable(`${where === '' ? 'The message' : where}: ${issue?.message}`);
}
