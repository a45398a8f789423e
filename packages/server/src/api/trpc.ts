import { initTRPC } from '@trpc/server';
import { assertMay } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import type { OperationContext } from '../operations/context.ts';
import { fromTrpc, toErrorBody } from './errors.ts';

/** What a procedure declares about itself. */
export interface Meta {
  permission: Permission;
  /** How much of what one batch may cost it costs. */
  cost: number;
}

/** What a procedure costs that reads or writes a little. */
const usualCost = 1;

const t = initTRPC
  .context<OperationContext>()
  .meta<Meta>()
  .create({
    // The same on every machine: no stack trace ever, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error }) {
      const { message, ...data } = toErrorBody(fromTrpc(error));
      return { code: shape.code, message, data };
    },
  });

export const { router } = t;

/**
 * The only way to make a procedure: it names the permission that it needs, and asks for it first.
 * @param cost of `limits.batch`, which all calls of a batch have together
 */
export function procedure(permission: Permission, cost = usualCost) {
  return t.procedure.meta({ permission, cost }).use(async ({ ctx, type, next }) => {
    assertMay(ctx.caller, permission);
    // Badges are kept, and are what most pages show.
    if (permission !== 'badge:read') ctx.overload.assertNotOverloaded();
    if (type === 'mutation') await ctx.intake.admitChange(ctx);
    return next();
  });
}
