import fc from 'fast-check';
import { z } from 'zod';

/** What a JSON schema says, as far as schemas of this project say it. */
interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** Lists grow to this, whatever the schema allows: more of the same finds nothing else. */
const mostItems = 3;

/**
 * Inputs that fit a schema, made of names that mean something where those fit: ids, references, words. So a
 * procedure that is new is asked for what there is without another line here.
 */
export function inputsOf(
  schema: z.ZodType | null,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  if (schema === null) return fc.constant(undefined);
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const memo = new Map<string, fc.Arbitrary<unknown>>();
  const toArbitrary = (part: JsonSchema): fc.Arbitrary<unknown> => {
    if (part.$ref !== undefined) {
      const name = part.$ref;
      const made = memo.get(name);
      if (made) return made;
      // What contains itself is asked for lazily, and ends in nothing.
      memo.set(name, fc.constant(null));
      const target = name === '#' ? json : json.$defs?.[name.split('/').at(-1) ?? ''];
      const whole = target ? toArbitrary(target) : fc.jsonValue();
      memo.set(name, whole);
      return whole;
    }
    if ('const' in part) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const choices = part.anyOf ?? part.oneOf;
    if (choices) return fc.oneof(...choices.map(toArbitrary));
    if (part.allOf) return toArbitrary(Object.assign({}, ...part.allOf) as JsonSchema);
    if (Array.isArray(part.type)) {
      return fc.oneof(...part.type.map((type) => toArbitrary({ ...part, type })));
    }
    switch (part.type) {
      case 'object':
        return objects(part, toArbitrary);
      case 'array':
        return lists(part, toArbitrary);
      case 'string':
        return strings(part, known);
      case 'integer':
      case 'number':
        return numbers(part);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  };
  return toArbitrary(json);
}

type ToArbitrary = (part: JsonSchema) => fc.Arbitrary<unknown>;

function objects(part: JsonSchema, toArbitrary: ToArbitrary): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = part;
  const named = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, toArbitrary(each)]),
  );
  const requiredKeys = required.filter((name) => Object.hasOwn(named, name));
  const whole = fc.record(named, { requiredKeys });
  if (typeof additionalProperties !== 'object') return whole;
  const keys = propertyNames ? toArbitrary(propertyNames).map(String) : fc.string({ maxLength: 8 });
  const others = fc.dictionary(keys, toArbitrary(additionalProperties), { maxKeys: mostItems });
  return fc.tuple(whole, others).map(([some, more]) => ({ ...more, ...some }));
}

function lists(part: JsonSchema, toArbitrary: ToArbitrary): fc.Arbitrary<unknown> {
  if (part.prefixItems) return fc.tuple(...part.prefixItems.map(toArbitrary));
  const { minItems = 0, maxItems = mostItems } = part;
  return fc.array(part.items ? toArbitrary(part.items) : fc.jsonValue(), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, mostItems)),
  });
}

function strings(part: JsonSchema, known: readonly string[]): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 40 } = part;
  const pattern = part.pattern === undefined ? null : new RegExp(part.pattern);
  const fitting = known.filter(
    (each) => each.length >= minLength && each.length <= maxLength && (pattern?.test(each) ?? true),
  );
  const made = pattern
    ? fc.stringMatching(pattern, { size: 'xsmall' })
    : fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
  return fitting.length === 0
    ? made
    : fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...fitting) },
        { weight: 1, arbitrary: made },
      );
}

const edges = [2 ** 31 - 1, 2 ** 31, 1e15];

function numbers({ type, minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const min = Math.max(minimum ?? -10, -1e15);
  const max = Math.min(maximum ?? 1e15, 1e15);
  if (type === 'number') return fc.double({ min, max, noNaN: true });
  // Positions and versions are small.
  const small = fc.integer({ min, max: Math.min(max, min + 80) });
  return fc.oneof(
    { weight: 6, arbitrary: small },
    { weight: 1, arbitrary: fc.integer({ min, max }) },
    // What a column of a database may be too small for.
    { weight: 1, arbitrary: fc.constantFrom(min, max, ...edges.filter((each) => each <= max)) },
  );
}
