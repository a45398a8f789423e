import { statSync } from 'node:fs';

/**
 * The files of a database as they were opened. SQLite holds on to them: when their names lead elsewhere,
 * because somebody deleted them or put a backup in their place, it goes on to write to what nobody will find.
 */
export class OpenedFile {
  readonly #identities: ReadonlyMap<string, string | null>;

  constructor(file: string) {
    this.#identities = new Map([file, `${file}-wal`].map((path) => [path, identityOf(path)]));
  }

  /** Whether their names still lead to them. */
  isInPlace(): boolean {
    for (const [path, identity] of this.#identities) {
      if (identity !== null && identityOf(path) !== identity) return false;
    }
    return true;
  }
}

function identityOf(path: string): string | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? `${found.dev}:${found.ino}` : null;
  } catch {
    // A folder on the way to it is gone, or closed to us.
    return null;
  }
}
