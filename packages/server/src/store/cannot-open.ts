import { CannotOpen } from './unavailable.ts';

/**
 * Everything that can be wrong with a database, or with its address, when a server or a command starts:
 * one sentence that is true, and one that says what to do. No value is ever a whole address, as that may
 * hold a password. `at` names host and port.
 */
export const openingProblems = {
  // The address
  'unknown-engine': ({ url }: { url: string }) =>
    `DATABASE_URL is “${url}”, which this server cannot open. Give it an SQLite file, as in ` +
    'sqlite:./data/incident-kit.db, or PostgreSQL, as in postgres://user@host/database.',
  'no-address': (_: object) =>
    'DATABASE_URL is not an address of PostgreSQL. Write it like ' +
    'postgres://user:password@host:5432/database, with %40 for an @, %2F for a /, %23 for a # ' +
    'and %25 for a % in the password.',
  'several-hosts': ({ hosts }: { hosts: string }) =>
    `DATABASE_URL names several hosts (${hosts}), and this server connects to one. Name the one that can ` +
    'be written to, or a proxy that leads there.',
  'unreadable-certificate': ({ file, code }: { file: string; code: string }) =>
    `The certificate file ${file}, which DATABASE_URL names, cannot be read (${code}). Correct its path, ` +
    'or put the file there.',
  // PostgreSQL
  unreachable: ({ at, why }: { at: string; why: string }) =>
    `${at} cannot be reached (${why}). Start it, or correct DATABASE_URL.`,
  'not-now': ({ at, why }: { at: string; why: string }) =>
    `${at} lets nobody in now (${why}). Wait until it does; where it is out of connections, raise ` +
    'max_connections there, or let others have fewer.',
  'wrong-password': ({ at, user }: { at: string; user: string }) =>
    `${at} does not let the user “${user}” in. Correct the user or the password in DATABASE_URL.`,
  'no-such-user': ({ at, user }: { at: string; user: string }) =>
    `${at} has no user “${user}” who may connect. Create one (create role … login), or correct DATABASE_URL.`,
  'host-not-allowed': ({ at, user, database }: { at: string; user: string; database: string }) =>
    `${at} lets nobody from here connect as “${user}” to the database “${database}”. ` +
    'Add a line for them to its pg_hba.conf, or connect from elsewhere.',
  'tls-demanded': ({ at, user, database }: { at: string; user: string; database: string }) =>
    `${at} lets the user “${user}” into the database “${database}” over TLS only, and DATABASE_URL asks ` +
    'for none. Add ?sslmode=verify-full to it.',
  'no-tls': ({ at }: { at: string }) =>
    `${at} offers no TLS, and DATABASE_URL asks for it. Switch it on there, or remove sslmode from DATABASE_URL.`,
  'certificate-not-trusted': ({ at, why }: { at: string; why: string }) =>
    `${at} shows a certificate that cannot be trusted (${why}). Name the certificate of its authority ` +
    'in DATABASE_URL, as in ?sslmode=verify-full&sslrootcert=/path/to/root.crt.',
  'no-database': ({ at, database }: { at: string; database: string }) =>
    `${at} has no database “${database}”. Create it, or correct DATABASE_URL.`,
  'no-right-to-connect': ({ at, user, database }: { at: string; user: string; database: string }) =>
    `${at} does not let the user “${user}” connect to the database “${database}”. ` +
    `Let them: grant connect on database "${database}" to "${user}".`,
  'read-only': ({ at }: { at: string }) =>
    `${at} can only be read: it is a standby, or was made read-only. Name the server that is written to ` +
    'in DATABASE_URL, or make this one writable.',
  encoding: ({ at, database, encoding }: { at: string; database: string; encoding: string }) =>
    `${at}: the database “${database}” has the encoding ${encoding}. ` +
    "Create it with encoding 'UTF8', or name another in DATABASE_URL.",
  'no-schema': ({ at, path, user }: { at: string; path: string; user: string }) =>
    `${at} has no schema of those that it is to look into (${path}), or “${user}” may not use it. Create ` +
    'one (create schema … authorization …), or name another with ?schema= in DATABASE_URL.',
  'no-right-to-create': ({ at, user, schema }: { at: string; user: string; schema: string }) =>
    `${at} does not let the user “${user}” create tables in the schema “${schema}”. ` +
    `Let them: grant usage, create on schema "${schema}" to "${user}".`,
  'no-right-to-tables': ({ at, user, why }: { at: string; user: string; why: string }) =>
    `${at} does not let the user “${user}” do what the server has to (${why}). Make them the owner of ` +
    'its tables (reassign owned by … to …), or start the server as who made them.',
  'log-in-other-schema': ({ at, schema, other }: { at: string; schema: string; other: string }) =>
    `${at} has a log of Incident Kit in the schema “${other}”, but “${schema}” comes first now. Say which ` +
    `is meant with ?schema=${other} or ?schema=${schema} in DATABASE_URL.`,
  'statement-pooling': ({ at }: { at: string }) =>
    `${at} is behind a pooler that allows no transactions. Set its pool_mode to transaction or session, or ` +
    'name PostgreSQL itself in DATABASE_URL.',
  'pooler-takes-no-schema': ({ at, user }: { at: string; user: string }) =>
    `${at} is behind a pooler that takes neither ?schema= nor ?options= in DATABASE_URL. Leave them away and ` +
    `choose the schema for the user: alter role "${user}" set search_path = ….`,
  unusable: ({ at, why }: { at: string; why: string }) =>
    `${at} cannot be used: ${why}. Look into its log, or name another in DATABASE_URL.`,
  // The file of SQLite
  'no-file-name': (_: object) =>
    'DATABASE_URL names no file. Write its path after “sqlite:”, as in sqlite:./data/incident-kit.db.',
  'two-slashes': ({ rest }: { rest: string }) =>
    `DATABASE_URL begins with “sqlite://”, after which a host would stand. Write sqlite:./${rest} for a file in ` +
    `the folder that the server starts in, or sqlite:///${rest} for one from the root folder.`,
  'home-folder': ({ path, home }: { path: string; home: string }) =>
    `DATABASE_URL names “${path}”, and “~” means nothing but to a shell. Write the whole path, as in sqlite:${home}.`,
  'file-parameters': ({ parameters }: { parameters: string }) =>
    `DATABASE_URL ends with “?${parameters}”, and a file takes no parameters. Leave that away; a question ` +
    'mark that belongs to the name is written %3F.',
  'in-memory': (_: object) =>
    'DATABASE_URL is a database in memory, of which nothing is left when the server stops. Name a file, ' +
    'as in sqlite:./data/incident-kit.db.',
  'no-file': ({ file }: { file: string }) =>
    `There is no file ${file}. Name another with --database, or start the server with it, which makes it.`,
  'is-folder': ({ file }: { file: string }) =>
    `${file} is a folder. Name a file in it, as in sqlite:${file}/incident-kit.db.`,
  'folder-not-made': ({ folder, code }: { folder: string; code: string }) =>
    `The folder ${folder} cannot be made (${code}). Make it, or name a file in another in DATABASE_URL.`,
  'file-not-writable': ({ file, user }: { file: string; user: string }) =>
    `${file} cannot be written by ${user}. Let them write the file and its folder, as the journal is made ` +
    'beside it, or name another in DATABASE_URL.',
  'file-not-readable': ({ file, user }: { file: string; user: string }) =>
    `${file} cannot be read by ${user}. Let them read it, or name another in DATABASE_URL.`,
  'file-locked': ({ file }: { file: string }) =>
    `${file} is locked by another process. Stop whatever else has it open, and start again.`,
  'disk-full': ({ file }: { file: string }) =>
    `There is no room left on the disk for ${file}. Make some, and start again.`,
  'not-sqlite': ({ file }: { file: string }) =>
    `${file} is not an SQLite database. Name another file in DATABASE_URL, or move it away.`,
  damaged: ({ file, why }: { file: string; why: string }) =>
    `${file} is damaged (${why}). Put a backup in its place; what of the log can still be read is told by ` +
    '“incident-kit verify”.',
  'journal-missing': ({ file }: { file: string }) =>
    `${file} was open when its server ended, and its journal ${file}-wal is missing: what was written last ` +
    'is not in the file. Put the journal beside it, or a backup in its place. If there is neither, ' +
    '“incident-kit rebuild” takes the file as it is.',
  'no-file-to-copy': (_: object) =>
    'PostgreSQL makes its own backups: use pg_dump, or what whoever hosts it offers.',
  'disk-failing': ({ file, code }: { file: string; code: string }) =>
    `${file} cannot be read or written as it should (${code}). Look at the disk that it is on.`,
  // What is in it
  'other-tables': ({ where, tables }: { where: string; tables: string }) =>
    `${where} is somebody else's: it has other tables already (${tables}). Nothing was changed. Name ` +
    'another in DATABASE_URL.',
  'newer-version': ({ migrations }: { migrations: string }) =>
    `The database was made by a newer version of Incident Kit (it has “${migrations}”). ` +
    'Install that version, or open another database.',
} as const satisfies Record<string, (values: never) => string>;

export type OpeningProblem = keyof typeof openingProblems;

/** What a server that cannot open its database tells whoever started it. */
export function cannotOpen<Problem extends OpeningProblem>(
  problem: Problem,
  values: Parameters<(typeof openingProblems)[Problem]>[0],
  cause?: unknown,
): CannotOpen {
  const sentence = openingProblems[problem] as (given: typeof values) => string;
  // No cause where there is none: errors are logged with it.
  return new CannotOpen(sentence(values), cause === undefined ? undefined : { cause });
}
