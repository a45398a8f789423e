import type { Kysely } from 'kysely';

export type EngineName = 'sqlite' | 'postgres';

export interface KitMigration {
  up(db: Kysely<unknown>): Promise<void>;
  /** Tables of read models that it makes: databases that have not had it are whole without them. */
  makes?: readonly string[];
  /**
   * Whether it leaves read models that are to be made again from the log. That is done once, after the
   * last migration, with today's tables and rules: no migration needs to know how rows were made in
   * its time.
   */
  rebuilds?: boolean;
  /**
   * Whether a version without it can no longer write, or read what it must: it is refused from then on,
   * also when it is running. Without it, the version before goes on beside this one.
   */
  endsOlderVersions?: boolean;
}

/** The number at the beginning of a migration's name. */
export function numberOfMigration(name: string): number {
  return Number.parseInt(name, 10);
}

/** The number of the newest of some migrations: which form of the tables a version knows. */
export function newestOf(migrations: Record<string, unknown>): number {
  return Math.max(...Object.keys(migrations).map(numberOfMigration));
}
