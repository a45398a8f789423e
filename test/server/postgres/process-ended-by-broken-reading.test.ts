import { expect, test } from 'vitest';
import { DocumentCache } from '../../../packages/server/src/store/document-cache.ts';
import { PostgresReader } from '../../../packages/server/src/store/postgres/reader.ts';
import { emptyDatabase } from '../support/database.ts';
import { administrator, terminateSessions } from '../support/hurt-postgres.ts';

test('LOG-22: a connection that breaks between two questions of one who reads refuses the reader, and the process lives', async () => {
  const url = await emptyDatabase();
  const admin = await administrator(url);
  const reader = new PostgresReader(url, new DocumentCache(), 2);
  const refused = reader.read(async (snapshot) => {
    await snapshot.log.lastSeq();
    await terminateSessions(admin);
    // Nothing is asked while it breaks.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return snapshot.log.lastSeq();
  });
  await expect(refused).rejects.toMatchObject({ code: 'database-unavailable' });
  expect(await reader.read((snapshot) => snapshot.log.lastSeq())).toBe(0);
  await reader.close();
});
