import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { cannotOpen } from '../cannot-open.ts';

/**
 * Whether a file can be written, or made, and what SQLite keeps beside it.
 * @throws CannotOpen
 */
export function assertWritable(file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw cannotOpen('folder-not-made', { folder, code }, error);
  }
  if (isFolder(file)) throw cannotOpen('is-folder', { file });
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw cannotOpen('file-not-writable', { file, user: userName() }, error);
  }
}

/**
 * Whether there is a file, and it can be read.
 * @throws CannotOpen
 */
export function assertReadable(file: string): void {
  try {
    if (isFolder(file)) throw cannotOpen('is-folder', { file });
    accessSync(file, constants.R_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw cannotOpen('no-file', { file });
    if (code === undefined) throw error;
    throw cannotOpen('file-not-readable', { file, user: userName() }, error);
  }
}

/** Whose rights are missing. */
export function userName(): string {
  try {
    return `the user “${userInfo().username}”`;
  } catch {
    // An account of a container, which need have no name.
    return `the user with the number ${process.getuid?.()}`;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
