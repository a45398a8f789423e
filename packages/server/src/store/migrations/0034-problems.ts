import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Problems, reviews and hints that rest; which incidents are linked to which problem; who is named in reviews. */
export const problems = (engine: EngineName): KitMigration => ({
  rebuilds: true,
  makes: ['problem_records', 'problem_incidents', 'review_owners'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('problem_records')
      .addColumn('stream', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('number', number, (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('record', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('problem_records_by_state')
      .on('problem_records')
      .columns(['kind', 'state', 'number'])
      .execute();
    await db.schema
      .createTable('problem_incidents')
      .addColumn('problem', number, (column) => column.notNull())
      .addColumn('incident', number, (column) => column.notNull())
      .addColumn('linked', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('problem_incidents_pk', ['problem', 'incident'])
      .execute();
    await db.schema
      .createIndex('problem_incidents_by_incident')
      .on('problem_incidents')
      .columns(['incident', 'problem'])
      .execute();
    await db.schema
      .createTable('review_owners')
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_owners_pk', ['person', 'seq'])
      .execute();
  },
});
