import { readFileSync } from 'node:fs';
import { cannotOpen } from '../cannot-open.ts';

/** The files that an address may name. */
const certificates = ['sslrootcert', 'sslcert', 'sslkey'];

/** An address of PostgreSQL, with what this server reads from it itself taken out. */
export interface Address {
  connectionString: string;
  /** What the server is told when a connection begins; undefined for nothing. */
  options?: string;
}

/**
 * `?schema=name` is the schema that the tables are in, as the search path of every connection.
 * @throws CannotOpen when it names what this server cannot do, or files that are not there
 */
export function readAddress(url: string): Address {
  const [address = '', query = ''] = split(url, '?');
  const parameters = new URLSearchParams(query);
  assertOneHost(address, parameters.get('host'));
  for (const name of certificates) assertReadable(parameters.get(name));
  const schema = parameters.get('schema');
  if (schema === null) return { connectionString: url };
  const given = parameters.get('options');
  parameters.delete('schema');
  parameters.delete('options');
  const path = `-c search_path=${escaped(`"${schema.replaceAll('"', '""')}"`)}`;
  const rest = parameters.toString();
  return {
    connectionString: rest ? `${address}?${rest}` : address,
    options: given === null ? path : `${given} ${path}`,
  };
}

function assertOneHost(address: string, named: string | null): void {
  const [, host = ''] = /^[a-z]+:\/\/(?:.*@)?([^/]*)/is.exec(address) ?? [];
  const hosts = named ?? host;
  if (hosts.includes(','))
    throw cannotOpen('several-hosts', { hosts: hosts.replaceAll(',', ', ') });
}

function assertReadable(file: string | null): void {
  // `system` is no file, but what the machine trusts.
  if (!file || file === 'system') return;
  try {
    readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw cannotOpen('unreadable-certificate', { file, code });
  }
}

/** Spaces end an option, and a backslash is what keeps them. */
function escaped(value: string): string {
  return value.replace(/[\\ ]/g, '\\$&');
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
