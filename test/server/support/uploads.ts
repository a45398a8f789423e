import type { IncidentKit } from '@incident-kit/server';
import { base, headersOf, type Who } from './kit.ts';

/** Sends a file in one go. Gives what the server says of it. */
export async function uploadTo(
  kit: IncidentKit,
  who: Who,
  now: number,
  text: string,
): Promise<{ id: string; type: string | null }> {
  const headers = await headersOf(who, now);
  const body = JSON.stringify({ name: 'file.txt', size: Buffer.byteLength(text) });
  const created = await kit.fetch(
    new Request(`${base}/uploads`, { method: 'POST', headers, body }),
  );
  const { id } = await created.json();
  const sent = await kit.fetch(
    new Request(`${base}/uploads/${id}`, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '0' },
      body: text,
    }),
  );
  return sent.json();
}
