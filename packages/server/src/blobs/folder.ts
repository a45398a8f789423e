import { createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Blobs } from './blobs.ts';

/** Keeps attachments as files of a folder: `uploads/<id>`, `files/<2 digits>/<digest>`, `aside/<digest>`. */
export class BlobFolder implements Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async lengthOf(upload: string): Promise<number> {
    return (await ifThere(stat(this.#upload(upload))))?.size ?? 0;
  }

  async append(upload: string, offset: number, body: AsyncIterable<Uint8Array>): Promise<void> {
    const path = this.#upload(upload);
    await mkdir(dirname(path), { recursive: true });
    // Not to append: what another sender of the same offset wrote meanwhile is written over.
    const file = await open(path, offset === 0 ? 'w' : 'r+');
    try {
      let end = offset;
      for await (const part of body) {
        await writeAll(file, part, end);
        end += part.byteLength;
      }
    } finally {
      // What a sender is told that it need not send again is there after a power cut, too.
      await file.sync().finally(() => file.close());
    }
  }

  async readUpload(upload: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await readFile(this.#upload(upload)));
  }

  async removeUpload(upload: string): Promise<void> {
    await rm(this.#upload(upload), { force: true });
  }

  async has(digest: string): Promise<boolean> {
    return access(this.#file(digest)).then(
      () => true,
      () => false,
    );
  }

  async put(digest: string, bytes: Uint8Array): Promise<void> {
    const path = this.#file(digest);
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${process.pid}-${crypto.randomUUID()}`;
    try {
      const file = await open(unfinished, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  }

  async get(digest: string): Promise<ReadableStream<Uint8Array> | null> {
    const file = await ifThere(open(this.#file(digest), 'r'));
    if (!file) return null;
    const stream = createReadStream('', { fd: file, autoClose: true });
    return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  }

  async setAside(digest: string): Promise<void> {
    const aside = this.#aside(digest);
    await mkdir(dirname(aside), { recursive: true });
    await ifThere(rename(this.#file(digest), aside));
  }

  async putBack(digest: string): Promise<void> {
    const path = this.#file(digest);
    await mkdir(dirname(path), { recursive: true });
    await ifThere(rename(this.#aside(digest), path));
  }

  async removeAside(digest: string): Promise<void> {
    await rm(this.#aside(digest), { force: true });
  }

  #upload(id: string): string {
    return join(this.#folder, 'uploads', id);
  }

  #file(digest: string): string {
    return join(this.#folder, 'files', digest.slice(0, 2), digest);
  }

  #aside(digest: string): string {
    return join(this.#folder, 'aside', digest);
  }
}

async function writeAll(
  file: Awaited<ReturnType<typeof open>>,
  part: Uint8Array,
  at: number,
): Promise<void> {
  for (let done = 0; done < part.byteLength; ) {
    const { bytesWritten } = await file.write(part, done, part.byteLength - done, at + done);
    done += bytesWritten;
  }
}

/** A file's name is durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
