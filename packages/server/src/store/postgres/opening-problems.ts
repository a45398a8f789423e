import pg from 'pg';
import { cannotOpen } from '../cannot-open.ts';
import { CannotOpen } from '../unavailable.ts';

/** Whom a connection is to and as whom, for people. */
export interface Peer {
  /** Host and port. */
  at: string;
  host: string;
  port: number;
  user: string;
  database: string;
  isEncrypted: boolean;
}

export function peerOf(client: pg.Client): Peer {
  const { host, port, user = '', database = '' } = client;
  const isEncrypted = Boolean((client as pg.Client & { ssl: unknown }).ssl);
  return { at: `PostgreSQL at ${host}:${port}`, host, port, user, database, isEncrypted };
}

/** What TLS says of a certificate, by the codes of Node.js. */
const ofCertificate = /CERT|SIGNATURE|ISSUER|ERR_TLS/;

/**
 * Why a server that answered does not let us in, in a sentence; by codes, as PostgreSQL speaks the language
 * of its own settings.
 */
export async function refusal(error: unknown, peer: Peer): Promise<CannotOpen> {
  if (error instanceof CannotOpen) return error;
  const { at, user, database } = peer;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = reasonOf(error);
  if (code === '28P01') return cannotOpen('wrong-password', { at, user });
  if (code === '28000') return forbidden(error as pg.DatabaseError, peer);
  if (code === '3D000') return cannotOpen('no-database', { at, database });
  if (code === '42501') return cannotOpen('no-right-to-connect', { at, user, database });
  if (allowsNoTransactions(error)) return cannotOpen('statement-pooling', { at });
  if (allowsNoOptions(error)) return cannotOpen('pooler-takes-no-schema', { at, user });
  if (offersNoTls(error)) return cannotOpen('no-tls', { at });
  if (ofCertificate.test(code)) return cannotOpen('certificate-not-trusted', { at, why }, error);
  return cannotOpen('unusable', { at, why }, error);
}

/** Why the tables cannot be used, in a sentence; null where that is a mistake of this server. */
export function problemWith(error: unknown, { at, user }: Peer): CannotOpen | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  const { code = '', message: why } = error;
  if (code === '42501') return cannotOpen('no-right-to-tables', { at, user, why }, error);
  return code.startsWith('42') ? null : cannotOpen('unusable', { at, why }, error);
}

/** Whether an error that looks as if nobody was there will be the same with the next attempt. */
export function isRefusal(error: unknown): boolean {
  return offersNoTls(error) || allowsNoTransactions(error) || allowsNoOptions(error);
}

/** The client's own sentence has no code. */
function offersNoTls(error: unknown): boolean {
  return error instanceof Error && /does not support SSL/.test(error.message);
}

/** PgBouncer's sentences, which all have the same code. */
function allowsNoTransactions(error: unknown): boolean {
  return error instanceof Error && /statement pooling/.test(error.message);
}

function allowsNoOptions(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter/.test(error.message);
}

/** A reason in few words; several addresses of one host are tried, and each has its own. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

async function forbidden({ routine }: pg.DatabaseError, peer: Peer): Promise<CannotOpen> {
  const { at, user, database } = peer;
  if (routine === 'InitializeSessionUserId') return cannotOpen('no-such-user', { at, user });
  if (routine !== 'ClientAuthentication') return cannotOpen('wrong-password', { at, user });
  const isTlsDemanded = !peer.isEncrypted && (await isLetInOverTls(peer));
  return cannotOpen(isTlsDemanded ? 'tls-demanded' : 'host-not-allowed', { at, user, database });
}

/** Whether it comes to asking for a password, or further; the real one is not shown to an unknown server. */
async function isLetInOverTls({ host, port, user, database }: Peer): Promise<boolean> {
  const ssl = { rejectUnauthorized: false };
  const password = 'not the real one';
  const timeout = { connectionTimeoutMillis: 5_000 };
  const client = new pg.Client({ host, port, user, database, password, ssl, ...timeout });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.routine !== 'ClientAuthentication';
  } finally {
    await client.end().catch(() => undefined);
  }
}
