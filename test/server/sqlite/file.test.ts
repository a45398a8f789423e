import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { temporaryFolder } from '../support/database.ts';

test('LOG-1: a file that is no database is refused with a sentence, and left as it was', async () => {
  const file = join(temporaryFolder(), 'notes.txt');
  writeFileSync(file, 'These are my notes, and I would like to keep them as they are. '.repeat(20));
  await expect(openStore(`sqlite:${file}`)).rejects.toThrow(
    /notes\.txt is not an SQLite database\. .*DATABASE_URL/,
  );
});
