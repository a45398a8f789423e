import { makeSigningKey, type SigningKey, signingKeyIn } from '../audit/signature.ts';
import { openForReading, openStore } from '../store/open-store.ts';

/**
 * The key that exports of a database are signed with; it is made when there is none yet.
 * @throws CannotOpen
 */
export async function signingKeyOf(database: string): Promise<SigningKey> {
  const reader = await openForReading(database);
  try {
    const kept = await reader.read(signingKeyIn);
    if (kept) return kept;
  } finally {
    await reader.close();
  }
  const store = await openStore(database);
  try {
    return await makeSigningKey(store);
  } finally {
    await store.close();
  }
}
