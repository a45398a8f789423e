import { SqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

/**
 * Opens the database that a URL names: `sqlite:./data/incident-kit.db`, a path after `sqlite:`.
 * @throws Error when the URL names no engine that this server has
 */
export async function openStore(url: string): Promise<Store> {
  const [, scheme, rest] = /^([a-z]+):(.*)$/is.exec(url) ?? [];
  if (scheme === 'sqlite' && rest) return SqliteStore.open(rest.replace(/^\/\/(?=\/)/, ''));
  throw new Error(
    `DATABASE_URL is “${redact(url)}”, which this server cannot open. ` +
      'Give it an SQLite file, as in sqlite:./data/incident-kit.db.',
  );
}

/** A database URL may hold a password, and errors end up in logs. */
function redact(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@');
}
