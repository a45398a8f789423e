import { type Connection, fixed } from '../connection.ts';
import type { Head } from '../log/event-log.ts';
import { tablesVersion } from '../registry.ts';
import type { HeadTable } from '../schema.ts';
import { databaseNewer } from '../unavailable.ts';

/** The columns of the head that whoever is about to write needs. */
export const headColumns = ['seq', 'hash', 'at', 'oldest_version'] as const;

const headToWrite = fixed((db) => db.selectFrom('head').select(headColumns));

/**
 * The end of the log, for whoever holds its lock.
 * @throws KitError `database-newer`
 */
export async function readHeadToWrite(connection: Connection): Promise<Head> {
  const [row] = await headToWrite(connection);
  return assertMayWrite(row);
}

/** @throws KitError `database-newer` when this version is too old to write after this head */
export function assertMayWrite(row: Omit<HeadTable, 'id'> | undefined): Head {
  if (!row) throw new Error('The database has no head row; it is not one of Incident Kit.');
  const { oldest_version, ...end } = row;
  if (isTooOldFor(oldest_version)) throw databaseNewer();
  return end;
}

/** Whether this version lacks a migration that a server must have to use the database. */
export function isTooOldFor(oldestVersion: number): boolean {
  return oldestVersion > tablesVersion;
}
