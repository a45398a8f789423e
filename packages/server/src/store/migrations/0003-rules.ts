import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { EngineName } from './index.ts';
import { refoldIncidents } from './refold-incidents.ts';

/**
 * Every document in versions, not only the matrix; incidents that can be found by what they are
 * assigned to and by their words; what falls due; who is affected, and who is told.
 */
export const rules = (engine: EngineName): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('documents')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('published_at', 'bigint', (column) => column.notNull())
      .addColumn('published_by', 'text')
      .addColumn('reason', 'text')
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('documents_pk', ['kind', 'version'])
      .execute();
    await sql`insert into documents (kind, version, document, published_at, published_by, reason, seq)
      select 'matrix', version, matrix, published_at, published_by, reason, seq
      from matrix_versions`.execute(db);
    await db.schema.dropTable('matrix_versions').execute();

    await db.schema
      .createTable('affected')
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('affected_pk', ['number', 'site', 'person'])
      .execute();

    await db.schema
      .createTable('notifications')
      .addColumn('whom', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('notifications_pk', ['whom', 'target', 'seq'])
      .execute();

    await db.schema
      .createTable('rotations')
      .addColumn('team', 'text', (column) => column.primaryKey())
      .addColumn('person', 'text', (column) => column.notNull())
      .execute();

    await createTexts(db, engine);
    await db.schema.dropTable('incidents').execute();
    await createIncidents(db);
    await refoldIncidents(db);
  },
});

async function createIncidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incidents')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('status_id', 'text', (column) => column.notNull())
    .addColumn('status_category', 'text', (column) => column.notNull())
    .addColumn('is_open', 'integer', (column) => column.notNull())
    .addColumn('priority', 'text', (column) => column.notNull())
    .addColumn('service', 'text')
    .addColumn('team', 'text')
    .addColumn('assignee', 'text')
    .addColumn('reporter_id', 'text')
    .addColumn('reporter_site', 'text')
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  const indexes: Record<string, string[]> = {
    incidents_by_openness: ['is_open', 'number'],
    incidents_by_status: ['status_category', 'number'],
    incidents_by_status_id: ['status_id'],
    incidents_by_priority: ['priority', 'is_open', 'number'],
    incidents_by_service: ['service', 'is_open', 'number'],
    incidents_by_team: ['team', 'is_open', 'number'],
    incidents_by_assignee: ['assignee', 'is_open', 'number'],
    incidents_by_reporter: ['reporter_site', 'reporter_id', 'number'],
    incidents_by_seq: ['seq'],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on('incidents').columns(columns).execute();
  }
  // Only those that have something to come: looking for what is due costs what is due.
  await sql`create index incidents_by_due on incidents (due_at) where due_at is not null`.execute(
    db,
  );
}

/** Words are found by what each engine brings along: FTS5, or tsvector with a GIN index. */
async function createTexts(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  await db.schema
    .createTable('incident_texts')
    .addColumn('number', engine === 'sqlite' ? 'integer' : 'bigint', (column) =>
      column.primaryKey(),
    )
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .execute();
  if (engine === 'postgres') {
    await sql`alter table incident_texts add column words tsvector
      generated always as (to_tsvector('simple', title || ' ' || description)) stored`.execute(db);
    await sql`create index incident_texts_by_word on incident_texts using gin (words)`.execute(db);
    return;
  }
  await sql`create virtual table incident_words using fts5(
    title, description, content='incident_texts', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3')`.execute(db);
  await sql`create trigger incident_texts_added after insert on incident_texts begin
    insert into incident_words (rowid, title, description)
      values (new.number, new.title, new.description);
  end`.execute(db);
  await sql`create trigger incident_texts_changed after update on incident_texts begin
    insert into incident_words (incident_words, rowid, title, description)
      values ('delete', old.number, old.title, old.description);
    insert into incident_words (rowid, title, description)
      values (new.number, new.title, new.description);
  end`.execute(db);
}
