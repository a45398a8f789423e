import { initTRPC } from '@trpc/server';
import { assertMay } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import type { OperationContext } from '../operations/context.ts';
import { fromTrpc, toErrorBody } from './errors.ts';

/** What a procedure declares about itself. */
export interface Meta {
  permission: Permission;
}

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

/** The only way to make a procedure: it names the permission that it needs, and asks for it first. */
export function procedure(permission: Permission) {
  return t.procedure.meta({ permission }).use(async ({ ctx, type, next }) => {
    assertMay(ctx.caller, permission);
    if (type === 'mutation') await ctx.intake.admitChange(ctx);
    return next();
  });
}
