import {
  DeliveryUnreadable,
  parseJson,
  type RawDelivery,
} from '../../operations/signals/source-kind.ts';

/**
 * The fields of a message that may come as JSON, as a form or behind the `?` of the address. The body decides which,
 * as the content type is but a hint.
 *
 * @throws DeliveryUnreadable
 */
export function fieldsOf({ body, query }: RawDelivery): Record<string, unknown> {
  const said = body.trim();
  if (said.startsWith('{')) return parseJson(said) as Record<string, unknown>;
  const pairs = said === '' ? (query ?? new URLSearchParams()) : new URLSearchParams(said);
  const fields = Object.fromEntries(pairs);
  if (said !== '' && Object.values(fields).every((value) => value === '')) {
    throw new DeliveryUnreadable('The body is neither JSON nor a form.');
  }
  return fields;
}
