import { type Kysely, sql } from 'kysely';
import type { KitMigration } from '../../../packages/server/src/store/migrations/migration.ts';
import { PostgresStore } from '../../../packages/server/src/store/postgres/store.ts';
import { migrationsFor } from '../../../packages/server/src/store/registry.ts';
import { SqliteStore } from '../../../packages/server/src/store/sqlite/store.ts';
import { engine } from './database.ts';

/** A migration of a version that is yet to come, made of statements. */
export function later(statements: string[], more: Partial<KitMigration> = {}): KitMigration {
  return {
    ...more,
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

/** Starts the store of a version that has these migrations besides today's, and stops it again. */
export async function upgrade(url: string, added: Record<string, KitMigration>): Promise<void> {
  const migrations = { ...migrationsFor(engine), ...added };
  const store =
    engine === 'sqlite'
      ? await SqliteStore.open(url.slice('sqlite:'.length), { migrations })
      : await PostgresStore.open(url, { startTimeoutMs: 10_000, note() {}, migrations });
  await store.close();
}
