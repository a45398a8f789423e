import fc from 'fast-check';
import type { z } from 'zod';
import type { Permission } from '../../../packages/server/src/access/permissions.ts';
import { appRouter } from '../../../packages/server/src/api/router.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import type { Route } from '../../../packages/server/src/http/routes/route.ts';

export interface Procedure {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  permission: Permission | undefined;
  /** Null when it takes none. */
  input: z.ZodType | null;
}

/** All that there are: whoever adds one has it walked without another line. */
export const procedures: readonly Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    {
      _def: { type: Procedure['type']; meta?: { permission: Permission }; inputs: z.ZodType[] };
    }
  >,
).map(([path, { _def }]) => ({
  path,
  type: _def.type,
  permission: _def.meta?.permission,
  input: _def.inputs[0] ?? null,
}));

/** All but the one behind which the procedures are. */
export const plainRoutes: readonly Route[] = routes.filter(
  (each) => each.permission !== 'of-procedure',
);

/** A call of a procedure as a page sends it. */
export function callOf(
  base: string,
  { path, type }: Pick<Procedure, 'path' | 'type'>,
  input: unknown,
  headers: Record<string, string>,
): Request {
  const text = input === undefined ? undefined : JSON.stringify(input);
  if (type === 'mutation') {
    return new Request(`${base}/trpc/${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: text ?? '',
    });
  }
  const query = text === undefined ? '' : `?input=${encodeURIComponent(text)}`;
  return new Request(`${base}/trpc/${path}${query}`, { headers });
}

/** Addresses that a route answers, with names that there are where those fit. */
export function addressesOf({ path }: Route, known: readonly string[]): fc.Arbitrary<string> {
  const segments = path.split('/').map((segment): fc.Arbitrary<string> => {
    if (segment === '*') return fc.constantFrom('x', 'loader.js', ...known).map(encodeURIComponent);
    const [, , pattern] = /^:(\w+)(?:\{(.+)\})?\??$/.exec(segment) ?? [];
    if (!segment.startsWith(':')) return fc.constant(segment);
    if (pattern === undefined) return fc.constantFrom('x', ...known).map(encodeURIComponent);
    const whole = new RegExp(`^(?:${pattern})$`);
    // The end that all of them have, as in `INC-1.svg`, where a pattern is one of files.
    const [, ending = ''] = /\\(\.\w+)$/.exec(pattern) ?? [];
    const fitting = known.map((each) => each + ending).filter((each) => whole.test(each));
    const made = fc.stringMatching(whole, { size: 'xsmall' }).filter((each) => each.trim() !== '');
    const arbitrary = fitting.length > 0 ? fc.constantFrom(...fitting) : made;
    return arbitrary.map(encodeURIComponent);
  });
  return fc.tuple(...segments).map((parts) => parts.join('/'));
}

/** So many of them, the same each time. */
export function some<T>(values: fc.Arbitrary<T>, count: number, seed: number): T[] {
  return fc.sample(values, { numRuns: count, seed });
}
