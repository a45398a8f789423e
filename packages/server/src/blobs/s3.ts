import { AwsClient } from 'aws4fetch';
import type { Blobs } from './blobs.ts';
import type { S3Settings } from './settings.ts';

/** What arrives is sent on in pieces of this size, so that much is in memory for each upload. */
const pieceBytes = 1024 * 1024;

const digits = 15;

/**
 * Keeps attachments in an S3-compatible store. An upload is as many objects as it came in pieces, each named after
 * its offset, `uploads/<id>/<offset>`: how much is there follows from their names and sizes, for every instance.
 */
export class S3Blobs implements Blobs {
  readonly #client: AwsClient;
  readonly #bucket: string;
  readonly #base: string;
  readonly #prefix: string;

  constructor({ endpoint, bucket, prefix, ...credentials }: S3Settings) {
    this.#client = new AwsClient({ ...credentials, service: 's3', retries: 3 });
    this.#bucket = bucket;
    this.#base = `${endpoint}/${bucket}`;
    this.#prefix = prefix;
  }

  async lengthOf(upload: string): Promise<number> {
    return endOf(await this.#pieces(upload));
  }

  async append(upload: string, offset: number, body: AsyncIterable<Uint8Array>): Promise<void> {
    let end = offset;
    let piece = new Uint8Array(pieceBytes);
    let filled = 0;
    const send = async () => {
      if (filled === 0) return;
      const name = String(end).padStart(digits, '0');
      await this.#put(`uploads/${upload}/${name}`, piece.subarray(0, filled));
      end += filled;
      filled = 0;
      piece = new Uint8Array(pieceBytes);
    };
    try {
      for await (const part of body) {
        for (let read = 0; read < part.byteLength; ) {
          const taken = part.subarray(read, read + pieceBytes - filled);
          piece.set(taken, filled);
          filled += taken.byteLength;
          read += taken.byteLength;
          if (filled === pieceBytes) await send();
        }
      }
    } finally {
      await send();
    }
  }

  async readUpload(upload: string): Promise<Uint8Array<ArrayBuffer>> {
    const pieces = inRow(await this.#pieces(upload));
    const whole = new Uint8Array(endOf(pieces));
    for (const { key, offset } of pieces) {
      const answer = await this.#ask('GET', key);
      whole.set(new Uint8Array(await answer.arrayBuffer()), offset);
    }
    return whole;
  }

  async removeUpload(upload: string): Promise<void> {
    for (const { key } of await this.#pieces(upload)) await this.#remove(key);
  }

  async has(digest: string): Promise<boolean> {
    const answer = await this.#ask('HEAD', `files/${digest}`, { mayMiss: true });
    return answer.ok;
  }

  async put(digest: string, bytes: Uint8Array): Promise<void> {
    await this.#put(`files/${digest}`, bytes);
  }

  async get(digest: string): Promise<ReadableStream<Uint8Array> | null> {
    const answer = await this.#ask('GET', `files/${digest}`, { mayMiss: true });
    if (answer.ok) return answer.body;
    await answer.body?.cancel();
    return null;
  }

  async setAside(digest: string): Promise<void> {
    await this.#move(`files/${digest}`, `aside/${digest}`);
  }

  async putBack(digest: string): Promise<void> {
    await this.#move(`aside/${digest}`, `files/${digest}`);
  }

  async removeAside(digest: string): Promise<void> {
    await this.#remove(`aside/${digest}`);
  }

  async #move(from: string, to: string): Promise<void> {
    const source = `/${this.#bucket}/${this.#prefix}${from}`;
    const headers = { 'x-amz-copy-source': source };
    const answer = await this.#ask('PUT', to, { headers, mayMiss: true });
    const text = await answer.text();
    if (!answer.ok) return;
    // A copy may fail after its status was sent.
    if (text.includes('<Error>')) throw new Error(`The store did not copy ${from}.`);
    await this.#remove(from);
  }

  async #put(key: string, body: Uint8Array): Promise<void> {
    const answer = await this.#ask('PUT', key, { body: body as Uint8Array<ArrayBuffer> });
    await answer.body?.cancel();
  }

  async #remove(key: string): Promise<void> {
    const answer = await this.#ask('DELETE', key, { mayMiss: true });
    await answer.body?.cancel();
  }

  /** The pieces of an upload, by their offsets. */
  async #pieces(upload: string): Promise<Piece[]> {
    const start = `${this.#prefix}uploads/${upload}/`;
    const pieces: Piece[] = [];
    let after = '';
    for (;;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: start, 'start-after': after });
      const answer = await this.#client.fetch(`${this.#base}?${query}`);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`The store does not list files: ${answer.status}.`);
      // Keys are made here, of letters, digits and hyphens: there is nothing to unescape in them.
      const found = text.matchAll(/<Contents>.*?<\/Contents>/gs);
      let last = '';
      for (const [entry] of found) {
        const key = /<Key>([^<]*)<\/Key>/.exec(entry)?.[1] ?? '';
        const size = Number(/<Size>(\d+)<\/Size>/.exec(entry)?.[1] ?? 0);
        const offset = Number(key.slice(start.length));
        pieces.push({ key: key.slice(this.#prefix.length), offset, size });
        last = key;
      }
      if (!/<IsTruncated>true</.test(text) || last === '') return pieces;
      after = last;
    }
  }

  async #ask(
    method: string,
    key: string,
    options: {
      body?: Uint8Array<ArrayBuffer>;
      headers?: Record<string, string>;
      mayMiss?: boolean;
    } = {},
  ): Promise<Response> {
    const { mayMiss = false, ...rest } = options;
    const url = `${this.#base}/${this.#prefix}${key}`;
    const answer = await this.#client.fetch(url, { method, ...rest });
    if (answer.ok || (mayMiss && answer.status === 404)) return answer;
    await answer.body?.cancel();
    throw new Error(`The store answers ${answer.status} to ${method}.`);
  }
}

interface Piece {
  key: string;
  offset: number;
  size: number;
}

/** Those that follow one another without a gap, from the first byte on. */
function inRow(pieces: readonly Piece[]): Piece[] {
  const row: Piece[] = [];
  for (const piece of pieces.toSorted((a, b) => a.offset - b.offset)) {
    if (piece.offset === endOf(row)) row.push(piece);
  }
  return row;
}

function endOf(pieces: readonly Piece[]): number {
  let end = 0;
  for (const { offset, size } of pieces) if (offset === end) end += size;
  return end;
}
