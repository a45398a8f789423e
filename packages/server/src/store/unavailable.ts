import { KitError } from '../domain/errors.ts';

/** A database that cannot be opened: told in a sentence, to whoever starts the server. */
export class CannotOpen extends Error {}

/** The database is out of reach for now, and what was under way has left no trace. */
export function databaseUnavailable(cause: unknown): KitError {
  return new KitError(
    'database-unavailable',
    'The database cannot be used now. Nothing was changed; try again.',
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

/** A newer version has changed the tables so that this one may no longer write, or cannot read them. */
export function databaseNewer(cause?: unknown): KitError {
  return new KitError(
    'database-newer',
    'The database was brought up to date by a newer version of Incident Kit, and this one can no longer ' +
      'use it. Nothing was changed. Install that version here too.',
    { cause },
  );
}

/** The names of the files lead elsewhere: what would be written now, nobody would find. */
export function databaseMoved(): KitError {
  return new KitError(
    'database-moved',
    'The database was deleted or replaced while the server ran. Nothing was changed. Put its files back, or ' +
      'a backup, and start the server again.',
  );
}

/** @param offByMs how far the machine's clock is ahead; negative when it is behind */
export function clockOff(offByMs: number): KitError {
  const seconds = Math.round(Math.abs(offByMs) / 1000);
  const far = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return new KitError(
    'clock-off',
    `The server's clock is ${far} ${offByMs > 0 ? 'ahead of' : 'behind'} the database's. It goes by the ` +
      "database's, and leaves what falls due to other instances, until its clock is set.",
    { details: { offByMs } },
  );
}
