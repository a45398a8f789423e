import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * On SQLite words are put into the index some time after the commit. A number says up to which incident they are; of
 * those, what changes is changed in the index at once, as before. What an instance of the version before writes says
 * nothing of later: with it everything up to it is indexed at once, as that version counts on.
 * PostgreSQL's index keeps what came last in a list of its own, which it looks through and puts in order later.
 */
export const textsBesideTheLog = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table incident_texts
      add column indexed_later integer not null default 0`.execute(db);
    if (engine === 'sqlite') await indexLater(db);
  },
});

async function indexLater(db: Kysely<unknown>): Promise<void> {
  await sql`create table words_indexed (
    id integer primary key, number integer not null)`.execute(db);
  await sql`insert into words_indexed (id, number)
    select 1, coalesce(max(number), 0) from incident_texts`.execute(db);
  await sql`drop trigger incident_texts_added`.execute(db);
  await sql`create trigger incident_texts_added after insert on incident_texts
    when new.indexed_later = 0 or new.number <= (select number from words_indexed) begin
    insert into incident_words (rowid, words) select new.number, new.words
      where new.number <= (select number from words_indexed);
    insert into incident_words (rowid, words) select number, words from incident_texts
      where number > (select number from words_indexed) and number <= new.number order by number;
    update words_indexed set number = new.number where number < new.number;
  end`.execute(db);
  await sql`drop trigger incident_texts_changed`.execute(db);
  await sql`create trigger incident_texts_changed after update on incident_texts
    when new.number <= (select number from words_indexed) begin
    insert into incident_words (incident_words, rowid, words)
      values ('delete', old.number, old.words);
    insert into incident_words (rowid, words) values (new.number, new.words);
  end`.execute(db);
}
