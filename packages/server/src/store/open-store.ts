import { KitError } from '../domain/errors.ts';
import { cannotOpen } from './cannot-open.ts';
import type { Engine } from './commit/engine.ts';
import { indexTexts } from './index-texts.ts';
import { type Located, locate, redact } from './locate.ts';
import { nodeTooOld } from './node-version.ts';
import type { DatabaseReader, Store } from './port/store.ts';
import { type RebuildOptions, rebuild } from './rebuild.ts';
import { CannotOpen, damageIn } from './unavailable.ts';

export { locate } from './locate.ts';
export { damageIn } from './unavailable.ts';

/** How long to wait for a database server that is not there yet, milliseconds. */
const startTimeoutMs = 30_000;

export interface OpenOptions {
  /** Told a sentence while it waits for the database. */
  note?(sentence: string): void;
  startTimeoutMs?: number;
  /** The clock to go by, epoch milliseconds; by default the one that all who share the database go by. */
  now?: () => number;
}

/**
 * Opens the database that a URL names: `sqlite:./data/incident-kit.db`, a path after `sqlite:`, or
 * `postgres://user:password@host:5432/database`.
 * @throws CannotOpen with a sentence, when it names no engine that this server has, or none that answers
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  const { note = () => undefined } = options;
  const store = await open(locate(url), { startTimeoutMs, note, ...options });
  try {
    await indexTexts(store, note);
  } catch (error) {
    // It goes on with the next sweep: nobody has to do without a server until all can be found.
    if (!(error instanceof KitError)) {
      await store.close();
      throw error;
    }
    note('The words of incidents of an earlier version are not all indexed yet; that goes on.');
  }
  return store;
}

async function open(
  named: Located,
  options: OpenOptions & { startTimeoutMs: number; note(sentence: string): void },
): Promise<Store> {
  // An engine is loaded when a database is of it: SQLite comes with a binary, PostgreSQL with a client.
  if ('file' in named) {
    const { SqliteStore } = await sqlite(() => import('./sqlite/store.ts'));
    return SqliteStore.open(named.file, options);
  }
  const { PostgresStore } = await import('./postgres/store.ts');
  return PostgresStore.open(named.server, options);
}

/**
 * Opens a database that is there only to read it: nothing is made, and no table is changed.
 * @throws CannotOpen with a sentence, also when there is no log of this version in it
 */
export async function openForReading(url: string): Promise<DatabaseReader> {
  const reader = await readerOf(url);
  try {
    await reader.read(async (snapshot) => {
      await snapshot.log.head();
      await snapshot.log.rawAfter(0, 1);
    });
    return reader;
  } catch (error) {
    await reader.close();
    throw unreadable(redact(url), error);
  }
}

/**
 * What would be done to a database that is there, without doing it: nothing is made, and no table is changed.
 * @throws CannotOpen with a sentence, also when its tables are of an earlier version, which are first read then
 */
export async function openForTrying(
  url: string,
): Promise<Pick<Store, 'read' | 'write' | 'now' | 'close'>> {
  const reader = await openForReading(url);
  const now = await reader.now();
  return {
    now: () => now,
    read: (work) =>
      reader.read(work).catch((error) => {
        throw isOfAnotherVersion(error) ? unreadable(redact(url), error) : error;
      }),
    write: () => Promise.reject(new Error('What is only tried writes nothing.')),
    close: () => reader.close(),
  };
}

const isOfAnotherVersion = (error: unknown) =>
  /no such (table|column)|does not exist/.test(String(error));

function unreadable(url: string, error: unknown): CannotOpen {
  const damage = damageIn(error);
  return new CannotOpen(
    damage !== null
      ? `“${url}” is damaged (${damage}). Put a backup in its place.`
      : isOfAnotherVersion(error)
        ? `“${url}” has no log of Incident Kit, or one of another version. Name another database ` +
          'with --database, or start the server on this one once, which brings it up to date.'
        : `“${url}” cannot be read (${(error as Error).message}).`,
    { cause: error },
  );
}

/**
 * Makes the read models of a database again from its log, in one transaction: until it is committed,
 * whoever reads sees what was there before, and nobody else can write.
 * @returns how many events there are
 * @throws CannotOpen; CannotRebuild when the log cannot be read; KitError `database-unavailable`
 */
export async function rebuildDatabase(url: string, options: RebuildOptions = {}): Promise<number> {
  const engine = await writerOf(url);
  try {
    const { connection, head } = await engine.begin([]);
    const events = await rebuild(connection, options);
    await engine.commit(head, null);
    return events;
  } catch (error) {
    await engine.rollback();
    throw engine.unavailable(error) ?? error;
  } finally {
    await engine.close();
  }
}

/**
 * Copies a database that is a file, as it is at one instant, while servers go on writing to it.
 * @param target is overwritten
 * @param onProgress told, again and again, how many of its pages are copied
 * @throws CannotOpen when it is none
 */
export async function copyDatabase(
  url: string,
  target: string,
  onProgress?: (copied: number, pages: number) => void,
): Promise<void> {
  const named = locate(url);
  if (!('file' in named)) {
    throw cannotOpen('no-file-to-copy', {});
  }
  const { copyFile } = await sqlite(() => import('./sqlite/copy.ts'));
  await copyFile(named.file, target, onProgress);
}

async function writerOf(url: string): Promise<Engine & { close(): Promise<void> }> {
  const named = locate(url);
  if ('file' in named) {
    const { openFile } = await sqlite(() => import('./sqlite/prepare.ts'));
    const { SqliteWriter } = await sqlite(() => import('./sqlite/writer.ts'));
    return new SqliteWriter(await openFile(named.file, { withoutJournal: true }));
  }
  const { waitForPostgres } = await import('./postgres/start.ts');
  const { prepare } = await import('./postgres/prepare.ts');
  const { PostgresWriter } = await import('./postgres/writer.ts');
  await waitForPostgres(named.server, { startTimeoutMs: 0, note() {} });
  await prepare(named.server);
  return new PostgresWriter(named.server);
}

async function readerOf(url: string): Promise<DatabaseReader> {
  const named = locate(url);
  if (!('file' in named)) {
    const { waitForPostgres } = await import('./postgres/start.ts');
    const { PostgresLog } = await import('./postgres/log.ts');
    await waitForPostgres(named.server, {
      startTimeoutMs: 0,
      note() {},
      onlyReads: true,
    });
    return new PostgresLog(named.server);
  }
  const { openLogFile } = await sqlite(() => import('./sqlite/log-file.ts'));
  return openLogFile(named.file);
}

/** @throws CannotOpen where its binary would end the process */
function sqlite<Module>(load: () => Promise<Module>): Promise<Module> {
  const tooOld = nodeTooOld();
  if (tooOld !== null) throw new CannotOpen(tooOld);
  return load();
}
