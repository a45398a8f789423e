import type { Stored } from '../../client/stored.ts';
import type { KeptFile } from '../../client/upload.ts';
import { newKey } from '../new-key.ts';

/** Until when files that nobody came back for are kept, milliseconds. */
const keptMs = 7 * 86_400_000;
/** How much is kept of one draft, bytes. */
const mostBytes = 100 * 1024 * 1024;

/** As it lies beside reports that wait, which are somebody's. */
interface Shelved {
  at: number;
  files: KeptFile[];
  owner?: undefined;
}

let storage: Stored | undefined;
/** What is kept where storage is refused, or without a name; it lasts as long as the page. */
const memory = new Map<string, KeptFile[]>();

/**
 * Keeps the files of something that is being written, as long as the tab is there: for when the page is loaded
 * again, or comes back to it.
 */
export class FileShelf {
  readonly #name: string;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param name - of the draft; with an empty one nothing is kept */
  constructor(name: string) {
    this.#name = name && `${name}:files`;
  }

  /** What was kept. */
  async take(): Promise<KeptFile[]> {
    const held = memory.get(this.#name);
    const key = this.#key();
    if (held || !key) return held ?? [];
    const found = await stored<Shelved | undefined>('readonly', (all) => all.get(key)).catch(
      () => undefined,
    );
    void sweep();
    return found?.files ?? [];
  }

  /** Keeps these, and no others. Gives whether they outlast the page. */
  keep(files: KeptFile[]): Promise<boolean> {
    const writing = this.#writing.then(() => this.#keep(files));
    this.#writing = writing;
    return writing;
  }

  async #keep(files: KeptFile[]): Promise<boolean> {
    if (!this.#name) return true;
    memory.delete(this.#name);
    const key = this.#key(files.length > 0);
    const isTooMuch = files.reduce((sum, { file }) => sum + file.size, 0) > mostBytes;
    const shelved: Shelved = { at: Date.now(), files: isTooMuch ? [] : files };
    const isKept = key
      ? await stored('readwrite', (all) =>
          shelved.files.length ? all.put(shelved, key) : all.delete(key),
        ).then(
          () => !isTooMuch,
          () => false,
        )
      : !files.length;
    if (!isKept && files.length) memory.set(this.#name, files);
    return isKept;
  }

  /** As what this tab keeps them: no other tab comes across them. */
  #key(isNew = false): string | null {
    try {
      const key = sessionStorage.getItem(this.#name) ?? (isNew ? newKey() : null);
      if (isNew && key) sessionStorage.setItem(this.#name, key);
      return key;
    } catch {
      return null;
    }
  }
}

/** Removes what was left behind by tabs that are no more. */
async function sweep(): Promise<void> {
  const before = Date.now() - keptMs;
  const [keys, all] = await Promise.all([
    stored<IDBValidKey[]>('readonly', (each) => each.getAllKeys()),
    stored<Shelved[]>('readonly', (each) => each.getAll()),
  ]).catch(() => [[], []] as const);
  for (const [index, key] of keys.entries()) {
    const { owner, at = 0 } = all[index] ?? {};
    if (owner === undefined && at < before) {
      await stored('readwrite', (each) => each.delete(key)).catch(() => undefined);
    }
  }
}

/** What reads and changes the storage is where reports wait: it is there already wherever a form is. */
async function stored<T>(
  mode: IDBTransactionMode,
  use: (all: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const { openStorage } = await import('../../client/outbox.ts');
  storage ??= openStorage();
  return storage(mode, use);
}
