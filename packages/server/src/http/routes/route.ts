import type { Context } from 'hono';
import type { Permission } from '../../access/permissions.ts';
import type { Services } from '../services.ts';

/** One address of the server. Like a procedure, it declares what it takes to be answered. */
export interface Route {
  method: 'GET' | 'POST' | 'ALL';
  path: string;
  /** `public`: the same for everybody. `of-procedure`: each procedure declares its own. */
  permission: Permission | 'public' | 'of-procedure';
  handle(context: Context, services: Services): Response | Promise<Response>;
}
