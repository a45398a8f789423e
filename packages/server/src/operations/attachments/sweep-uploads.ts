import type { Store } from '../../store/port/store.ts';
import type { Upload } from '../../store/port/uploads.ts';
import type { Attachments } from './attachments.ts';

const atOnce = 100;

/** How an upload is called that stands for bytes which an erasure needs no longer. */
const erasedPrefix = 'erased-';

/** In a transaction that erases: what becomes of the bytes when it is committed. */
export function releasedBytes(digest: string, now: number): Upload {
  return {
    ...{ id: `${erasedPrefix}${digest}`, owner: '', name: '', size: 0, type: null },
    ...{ digest, state: 'gone', expiresAt: now },
  };
}

/** Removes what nobody needs: of uploads that were not used in time, used, or taken back, and of what was erased. */
export async function sweepUploads(
  store: Store,
  attachments: Attachments,
  now: () => number,
): Promise<void> {
  for (;;) {
    // Looking costs no write lock, and most of the time there is nothing.
    const at = now() + 1;
    const some = await store.read((snapshot) => snapshot.uploads.expired(at, 1));
    if (some.length === 0) return;
    const gone = await store.write(async (transaction) => {
      const found = await transaction.uploads.expired(at, atOnce);
      for (const each of found) {
        if (each.state !== 'gone') {
          await transaction.uploads.keep({ ...each, name: '', size: 0, state: 'gone' });
        }
      }
      return found;
    });
    for (const { id, digest } of gone) {
      if (!id.startsWith(erasedPrefix)) await attachments.blobs.removeUpload(id);
      if (digest) await releaseBytes(store, attachments, digest);
    }
    await store.write(async (transaction) => {
      for (const { id, expiresAt } of gone) {
        const upload = await transaction.uploads.get(id);
        // It may stand for another erasure by now.
        if (upload?.expiresAt === expiresAt) {
          await transaction.uploads.keep({ ...upload, expiresAt: 0 });
        }
      }
    });
    await store.write((transaction) => transaction.uploads.forgetBefore(1));
  }
}

/**
 * Removes bytes unless somebody needs them. Whoever comes to need them says so first and then looks whether they
 * are there; here they are set aside first, and then it is looked who needs them. So one of the two notices.
 */
async function releaseBytes(store: Store, { blobs }: Attachments, digest: string): Promise<void> {
  await blobs.setAside(digest);
  if (await store.read((snapshot) => snapshot.attachments.isNeeded(digest))) {
    await blobs.putBack(digest);
  } else {
    await blobs.removeAside(digest);
  }
}
