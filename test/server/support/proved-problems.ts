import type { OpeningProblem } from '../../../packages/server/src/store/cannot-open.ts';

/** The sentences at the start that are proved on a file, and on a PostgreSQL. */
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

export const onPostgres = [
  'no-address',
  'several-hosts',
  'unreadable-certificate',
  'unreachable',
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

type Unproved = Exclude<OpeningProblem, (typeof onFile)[number] | (typeof onPostgres)[number]>;
/** Does not compile when there is a sentence that neither has. */
export const unproved: Unproved[] = [] satisfies never[];
export type NothingUnproved = Unproved extends never ? true : { unproved: Unproved };
