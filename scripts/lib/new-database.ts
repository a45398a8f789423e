import { openForReading } from '../../packages/server/src/store/open-store.ts';

/** Whether nothing has ever happened in a database, or there is none yet. */
export async function isNew(url: string): Promise<boolean> {
  const reader = await openForReading(url).catch(() => null);
  if (!reader) return true;
  try {
    return (await reader.read((snapshot) => snapshot.log.lastSeq())) === 0;
  } finally {
    await reader.close();
  }
}
