/** The sentences at the start that are proved on a file, in `sqlite/opening.test.ts`. */
export const onFile = [
  'unknown-engine',
  'no-file-name',
  'two-slashes',
  'home-folder',
  'file-parameters',
  'in-memory',
  'no-file',
  'is-folder',
  'folder-not-made',
  'file-not-writable',
  'file-not-readable',
  'file-locked',
  'disk-full',
  'not-sqlite',
  'damaged',
  'journal-missing',
  'disk-failing',
  'other-tables',
  'newer-version',
] as const;

/** And those on a PostgreSQL, in `postgres/opening.test.ts`. */
export const onPostgres = [
  'no-address',
  'several-hosts',
  'unreadable-certificate',
  'unreachable',
  'not-now',
  'wrong-password',
  'no-such-user',
  'host-not-allowed',
  'tls-demanded',
  'no-tls',
  'certificate-not-trusted',
  'no-database',
  'no-right-to-connect',
  'read-only',
  'encoding',
  'no-schema',
  'no-right-to-create',
  'no-right-to-tables',
  'log-in-other-schema',
  'unusable',
  'no-file-to-copy',
] as const;

/** And those in `postgres/pooler-mixes-sessions.test.ts`. */
export const behindPooler = ['statement-pooling', 'pooler-takes-no-schema'] as const;
