import type { ClientCore } from './core.ts';
import { type KeptFile, Upload } from './upload.ts';

/** As what the files of reports that wait are known to the server: what has broken off goes on from there. */
const ids = new WeakMap<File, string>();
/** The files of a report, which are read anew from the storage each time, by its key. */
const known = new Map<string, File[]>();

/**
 * Sends the files of a report that waits. Gives the report as the server takes it.
 * @throws {KitRequestError} why one of them did not arrive
 */
export async function withFiles<R extends { key: string; files?: KeptFile[] }>(
  client: Pick<ClientCore, 'fetch'>,
  { files = [], ...report }: R,
): Promise<Omit<R, 'files'> & { attachments: string[] }> {
  const same = known.get(report.key) ?? files.map(({ file }) => file);
  known.set(report.key, same);
  const attachments: string[] = [];
  for (const [index, { id }] of files.entries()) {
    const file = same[index] as File;
    const upload = new Upload(client, file, () => {}, ids.get(file) ?? id);
    try {
      attachments.push(await upload.send());
    } finally {
      if (upload.id) ids.set(file, upload.id);
    }
  }
  return { ...report, attachments };
}
