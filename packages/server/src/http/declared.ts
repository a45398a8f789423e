import type { AnyRouter } from '@trpc/server';
import { isPermission } from '../access/permissions.ts';
import type { OpenRoute, Route } from './routes/route.ts';

/**
 * Holds that nothing is served by oversight: what declares nothing that the table knows stops the server from
 * starting. Types say the same, to whoever does not go around them.
 * @throws Error that names the procedure or the route
 */
export function assertDeclared(router: AnyRouter, routes: readonly Route[]): void {
  const procedures = Object.entries(router._def.procedures as Record<string, Declaring>);
  const undeclared = [
    ...procedures
      .filter(([, { _def }]) => !isPermission(_def.meta?.permission))
      .map(([path]) => `the procedure ${path}`),
    ...routes.filter((each) => !isDeclared(each)).map(({ path }) => `the route ${path}`),
  ];
  if (undeclared.length === 0) return;
  throw new Error(`These name no permission of access/permissions.ts: ${undeclared.join(', ')}.`);
}

interface Declaring {
  _def: { meta?: { permission?: unknown } };
}

const openTo = ['public', 'of-procedure', 'operator', 'source', 'feed', 'link', 'chat'];

/** Whether it is no permission that callers have, and whoever asks is not identified. */
export function isOpen(permission: Route['permission']): permission is OpenRoute['permission'] {
  return openTo.includes(permission);
}

function isDeclared({ permission }: Route): boolean {
  return isOpen(permission) || isPermission(permission);
}
