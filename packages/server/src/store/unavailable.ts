import { KitError } from '../domain/errors.ts';

/** A database that cannot be opened: told in a sentence, to whoever starts the server. */
export class CannotOpen extends Error {}

/** The database is out of reach for now, and what was under way has left no trace. */
export function databaseUnavailable(cause: unknown): KitError {
  return new KitError(
    'database-unavailable',
    'The database cannot be reached. Nothing was changed; try again.',
    { cause },
  );
}

/** The connection was lost while it committed, and nobody can be asked how it ended. */
export function outcomeUnknown(cause: unknown): KitError {
  return new KitError(
    'database-unavailable',
    'The database was lost while it was writing. Look whether this was kept before you try again.',
    { cause },
  );
}

/** What SQLite and PostgreSQL say of pages that are not what was written. */
const codes = /^(SQLITE_(CORRUPT|NOTADB|IOERR)|XX00[12]$)/;

/** Why a database is damaged, in the words of its engine; null when an error tells of something else. */
export function damageIn(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && codes.test(each.code)) {
      return each.message;
    }
  }
  return null;
}
