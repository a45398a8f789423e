import { createStore, promisifyRequest } from 'idb-keyval';

/** How long the storage may take to answer, milliseconds. */
const storageMs = 3_000;

/** Reads or changes what is kept. Done when it is safe. */
export type Stored = <T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest,
) => Promise<T>;

/**
 * What the browser keeps for all pages of this origin. It may be refused as it is opened as well as when it is
 * used.
 */
export function openStorage(): Stored {
  const opened = createStore('incident-kit', 'outbox');
  /** Whether it has let somebody wait in vain. */
  let isMute = false;
  return (mode, use) =>
    new Promise((resolve, reject) => {
      // One that never answers is as good as none, also the next time.
      const never = () => {
        isMute = true;
        reject(new Error('No storage.'));
      };
      const timer = setTimeout(never, isMute ? 0 : storageMs);
      opened(mode, async (store) => {
        const request = use(store);
        await promisifyRequest(store.transaction);
        return request.result;
      })
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
}
