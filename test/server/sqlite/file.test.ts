import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { GroupCommit } from '../../../packages/server/src/store/commit/group-commit.ts';
import { DocumentCache } from '../../../packages/server/src/store/document-cache.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { SqliteWriter } from '../../../packages/server/src/store/sqlite/writer.ts';
import { temporaryFolder, testStore } from '../support/database.ts';
import { reportOn, reportTo } from '../support/log.ts';

describe('the file of SQLite', () => {
  test('LOG-1: a file that is no database is refused with a sentence', async () => {
    const file = join(temporaryFolder(), 'notes.txt');
    writeFileSync(
      file,
      'These are my notes, and I would like to keep them as they are. '.repeat(20),
    );
    await expect(openStore(`sqlite:${file}`)).rejects.toThrow(
      /notes\.txt is not an SQLite database\. .*DATABASE_URL/,
    );
  });

  test('LOG-5 LOG-10: a lock that another process holds for too long refuses everybody, and the store goes on', async () => {
    const file = join(temporaryFolder(), 'log.db');
    const store = await testStore(`sqlite:${file}`);
    const other = new Database(file);
    other.exec('begin immediate'); // and holds the write lock for longer than the store waits
    const refused = await Promise.allSettled([reportTo(store), reportTo(store)]);
    expect(refused).toMatchObject(
      refused.map(() => ({
        reason: { code: 'database-unavailable', cause: { code: 'SQLITE_BUSY' } },
      })),
    );
    other.exec('rollback');
    other.close();
    expect(await reportTo(store)).toBe(1);
  });

  test('LOG-5 LOG-10: a full disk refuses with a sentence, and once there is room the store goes on', async () => {
    const file = join(temporaryFolder(), 'log.db');
    await testStore(`sqlite:${file}`);
    const database = new Database(file);
    const commits = new GroupCommit(new SqliteWriter(database), new DocumentCache());
    const fill = (title: string) =>
      commits.write((transaction) => reportOn(transaction, title.repeat(100_000)));
    // What a full disk is to SQLite: no further page to be had.
    const { page_count: pages } = database.prepare('pragma page_count').get() as {
      page_count: number;
    };
    database.pragma(`max_page_count = ${pages + 2}`);
    const refused = await Promise.allSettled([fill('a'), fill('b')]);
    expect(refused).toMatchObject(
      refused.map(() => ({
        reason: { code: 'database-unavailable', cause: { code: 'SQLITE_FULL' } },
      })),
    );
    database.pragma('max_page_count = 100000');
    expect(await fill('c')).toBe(1);
    await commits.close();
    database.close();
  });
});
