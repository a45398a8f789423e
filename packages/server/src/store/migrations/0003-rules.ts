import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * Every document in versions, not only the matrix; incidents that can be found by what they are
 * assigned to and by their words; what falls due; who is affected, and who is told.
 */
export const rules = (engine: EngineName): KitMigration => ({
  rebuilds: true,
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
    await createIncidents(db, engine);
  },
});

/** The number of an incident. What SQLite calls an integer key is the place of the row itself. */
const numberOn = (engine: EngineName) => (engine === 'sqlite' ? 'integer' : 'bigint');

async function createIncidents(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  await db.schema
    .createTable('incidents')
    .addColumn('number', numberOn(engine), (column) => column.primaryKey())
    .addColumn('status_id', 'text', (column) => column.notNull())
    .addColumn('status_category', 'text', (column) => column.notNull())
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
  // Those of one category are a range in each, newest first. What stands after the number spares looking
  // at the incidents themselves, which are long, when a list is by more than one thing.
  const indexes: Record<string, string[]> = {
    incidents_by_category: ['status_category', 'number'],
    incidents_by_priority: ['priority', 'status_category', 'number'],
    incidents_by_team: ['team', 'status_category', 'number', 'priority', 'assignee'],
    incidents_by_service: ['service', 'status_category', 'number', 'team', 'priority'],
    incidents_by_assignee: ['assignee', 'status_category', 'number', 'service', 'team', 'priority'],
    incidents_by_reporter: ['reporter_site', 'reporter_id', 'status_category', 'number'],
    incidents_by_status_id: ['status_id'],
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
    .addColumn('number', numberOn(engine), (column) => column.primaryKey())
    .addColumn('words', 'text', (column) => column.notNull())
    .execute();
  if (engine === 'postgres') {
    await sql`alter table incident_texts add column lexemes tsvector
      generated always as (array_to_tsvector(string_to_array(words, ' '))) stored`.execute(db);
    await sql`create index incident_texts_by_word on incident_texts using gin (lexemes)`.execute(
      db,
    );
    return;
  }
  // The words come without anything but letters and digits: of those, this tokenizer changes none but
  // A to Z. Only which incidents have a word is kept, not where in them. Beginnings of up to eight
  // letters are words of the index too: of others it would first gather all that begin with them.
  await sql`create virtual table incident_words using fts5(
    words, content='incident_texts', content_rowid='number', tokenize='ascii',
    detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8')`.execute(db);
  await sql`create trigger incident_texts_added after insert on incident_texts begin
    insert into incident_words (rowid, words) values (new.number, new.words);
  end`.execute(db);
  await sql`create trigger incident_texts_changed after update on incident_texts begin
    insert into incident_words (incident_words, rowid, words)
      values ('delete', old.number, old.words);
    insert into incident_words (rowid, words) values (new.number, new.words);
  end`.execute(db);
}
