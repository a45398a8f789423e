import type { Context } from 'hono';
import { isSameSecret } from '../access/secrets.ts';
import { KitError } from '../domain/errors.ts';
import type { Services } from './services.ts';

/**
 * Lets pass who bears the token of the settings. Where there is none, nothing is there for anybody.
 * @throws KitError `not-found`, `not-allowed`
 */
export function assertOperator(context: Context, { metricsToken }: Services): void {
  const { path } = context.req;
  if (metricsToken === null) {
    throw new KitError('not-found', `There is nothing at ${path}.`, { details: { path } });
  }
  const [, borne = ''] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  if (isSameSecret(borne, metricsToken)) return;
  throw new KitError(
    'not-allowed',
    'This is for who runs the server. Send the token of its settings: Authorization: Bearer …',
  );
}
