import { headersOf, toErrorBody } from '../api/errors.ts';
import { forNobodyElse, type PlainResponse } from '../api/exchange.ts';
import type { KitError } from '../domain/errors.ts';

/** A refusal as plainly as possible, for what is no call. */
export function toPlainRefusal(error: KitError): PlainResponse {
  const { httpStatus, ...body } = toErrorBody(error);
  return {
    status: httpStatus,
    // Here too: what the first to look at a request refuses has passed nobody else.
    headers: {
      'access-control-allow-origin': '*',
      'content-type': 'application/json',
      ...forNobodyElse,
      ...headersOf(error),
    },
    body: JSON.stringify({ error: body }),
  };
}
