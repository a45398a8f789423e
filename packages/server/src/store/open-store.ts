import { PostgresStore } from './postgres.ts';
import { SqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';
import { CannotOpen } from './unavailable.ts';

/** How long to wait for a database server that is not there yet, milliseconds. */
const patienceMs = 30_000;

export interface OpenOptions {
  /** Told a sentence while it waits for the database. */
  note?(sentence: string): void;
  patienceMs?: number;
}

/**
 * Opens the database that a URL names: `sqlite:./data/incident-kit.db`, a path after `sqlite:`, or
 * `postgres://user:password@host:5432/database`.
 * @throws CannotOpen with a sentence, when it names no engine that this server has, or none that answers
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  const [, scheme = '', rest] = /^([a-z]+):(.*)$/is.exec(url) ?? [];
  const engine = scheme.toLowerCase();
  if (engine === 'sqlite' && rest) return SqliteStore.open(rest.replace(/^\/\/(?=\/)/, ''));
  if (engine === 'postgres' || engine === 'postgresql') {
    return PostgresStore.open(url, { patienceMs, note() {}, ...options });
  }
  throw new CannotOpen(
    `DATABASE_URL is “${redact(url)}”, which this server cannot open. Give it an SQLite file, as in ` +
      'sqlite:./data/incident-kit.db, or PostgreSQL, as in postgres://user@host/database.',
  );
}

/** A database URL may hold a password, and errors end up in logs. */
function redact(url: string): string {
  return url.replace(/\/\/.*@/s, '//…@').replace(/(password=)[^&]*/gi, '$1…');
}
