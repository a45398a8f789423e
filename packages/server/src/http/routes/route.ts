import type { Context } from 'hono';
import type { Caller } from '../../access/caller.ts';
import type { Permission } from '../../access/permissions.ts';
import type { Services } from '../services.ts';

interface Address {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'ALL';
  path: string;
}

/**
 * `public`: the same for everybody. `of-procedure`: each procedure declares its own permission. `operator`: for
 * who runs the server, by what its settings say.
 * `source`: for a source of alerts or a mail server, by the secret in the address. `feed`: for whoever has the address.
 * `link`: for whoever was sent it, who is answered with a page.
 * `chat`: for a chat or a telephone service, by its signature.
 */
export interface OpenRoute extends Address {
  permission: 'public' | 'of-procedure' | 'operator' | 'source' | 'feed' | 'link' | 'chat';
  handle(context: Context, services: Services): Response | Promise<Response>;
}

/** Whoever asks is identified, and refused who may not, before it is handled. */
export interface GuardedRoute extends Address {
  permission: Permission;
  handle(context: Context, services: Services, caller: Caller): Response | Promise<Response>;
}

/** One address of the server. Like a procedure, it declares what it takes to be answered. */
export type Route = OpenRoute | GuardedRoute;
