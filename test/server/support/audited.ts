import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportLog } from '../../../packages/server/src/audit/export.ts';
import { makeSigningKey } from '../../../packages/server/src/audit/signature.ts';
import { verifyDatabase } from '../../../packages/server/src/audit/verify.ts';
import { eraseAll } from '../../../packages/server/src/operations/privacy/erase-incident.ts';
import { openForReading } from '../../../packages/server/src/store/open-store.ts';
import type { StoredEvent } from '../../../packages/server/src/store/port/log.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { emptyDatabase, execute, temporaryFolder, testStore } from './database.ts';
import { noteOn, reportOn, stampAt, wholeLog } from './log.ts';

/** A log of some incidents with notes, one of which was erased. */
export interface Audited {
  url: string;
  store: Store;
  /** As it is, and as it was before the erasure. */
  log: StoredEvent[];
  unerased: StoredEvent[];
  /** Puts everything back as it was. */
  restore(): Promise<void>;
}

export async function auditedLog(): Promise<Audited> {
  const url = await emptyDatabase();
  const store = await testStore(url);
  await store.write(async (transaction) => {
    for (const title of ['Printer', 'Door 🚪', 'Ünïcode "quoted" \\ and \n lines', 'Heating']) {
      await reportOn(transaction, title, 1_000);
    }
    for (const at of [1_001, 1_002, 1_003, 1_004]) {
      for (const number of [2, 1, 4, 3]) await noteOn(transaction, number, `Note at ${at}`, at);
    }
  });
  const unerased = await wholeLog(store);
  await eraseIncident(store, 2);
  await store.write((transaction) => noteOn(transaction, 3, 'And one more', 1_006));
  await execute(url, 'create table kept as select * from events');
  await execute(url, 'create table kept_head as select * from head');
  return {
    url,
    store,
    log: await wholeLog(store),
    unerased,
    restore: () =>
      execute(
        url,
        'delete from events; insert into events select * from kept; ' +
          'delete from head; insert into head select * from kept_head',
      ),
  };
}

export async function eraseIncident(store: Store, number: number): Promise<void> {
  await store.write(async (transaction) => {
    const incident = await transaction.incidents.get(number);
    if (!incident) throw new Error(`There is no incident ${number}.`);
    await eraseAll(transaction, incident, null, stampAt(1_005));
  });
}

/** What is wrong with the log in a database. */
export async function wrongWith(url: string, witness?: { seq: number; hash: string }) {
  const reader = await openForReading(url);
  try {
    return (await verifyDatabase(reader, { witness })).tampering;
  } finally {
    await reader.close();
  }
}

/** Exports to a file of its own. */
export async function exportTo(store: Store, after = 0): Promise<string> {
  const path = join(temporaryFolder(), 'log.jsonl');
  const key = await makeSigningKey(store);
  await writeFile(path, '');
  await store.read((snapshot) =>
    exportLog(snapshot, {
      after,
      key,
      exportedAt: 2_000,
      write: (text) => appendFile(path, text),
    }),
  );
  return path;
}
