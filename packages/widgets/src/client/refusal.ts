import type { FieldError } from '@incident-kit/server/domain';
import { type KitErrorCode, KitRequestError } from './errors.ts';

/** An error as the server writes it: tRPC's `{ message, data }`, or `{ code, message, fields }`. */
interface WireError {
  message?: string;
  code?: unknown;
  fields?: FieldError[];
  data?: { code?: unknown; fields?: FieldError[]; details?: Record<string, unknown> } | null;
}

/**
 * The error that an answer carries. A module of its own, loaded with the first refusal: most pages
 * never see one.
 */
export async function refusalOf(response: Response): Promise<KitRequestError> {
  const { status } = response;
  const body: { error?: WireError } | undefined = await response.json().catch(() => undefined);
  const { message, data, ...plain } = body?.error ?? {};
  const { code, fields, details } = { details: undefined, ...plain, ...data };
  return typeof code === 'string'
    ? new KitRequestError(code as KitErrorCode, message ?? code, status, fields, details)
    : new KitRequestError('unreadable-answer', `The server answered ${status}.`, status);
}
