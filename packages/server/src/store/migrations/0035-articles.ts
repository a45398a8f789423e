import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Articles as they are by now, who wrote them, what was thought of them, and when they helped. */
export const articles = (engine: EngineName): KitMigration => ({
  makes: ['articles', 'article_authors', 'article_votes', 'article_uses'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('articles')
      .addColumn('number', number, (column) => column.primaryKey())
      .addColumn('seq', number, (column) => column.notNull())
      .addColumn('incident', number)
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('articles_by_seq').on('articles').column('seq').execute();
    await db.schema.createIndex('articles_by_incident').on('articles').column('incident').execute();
    await db.schema
      .createTable('article_authors')
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('article', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('article_authors_pk', ['person', 'site', 'article'])
      .execute();
    await db.schema
      .createTable('article_votes')
      .addColumn('article', number, (column) => column.notNull())
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('helpful', 'integer')
      .addPrimaryKeyConstraint('article_votes_pk', ['article', 'site', 'person'])
      .execute();
    await db.schema
      .createTable('article_uses')
      .addColumn('article', number, (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('saved', 'integer', (column) => column.notNull())
      .addColumn('at', number)
      .addPrimaryKeyConstraint('article_uses_pk', ['article', 'source'])
      .execute();
    await db.schema.createIndex('article_uses_by_time').on('article_uses').column('at').execute();
  },
});
