import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { readCsv } from './csv.ts';
import { readJsonLines } from './json-lines.ts';
import { CannotRead, type SourceRecord } from './source-record.ts';
import { readXes } from './xes.ts';

export const recordFormats = ['csv', 'jsonl', 'xes'] as const;
export type RecordFormat = (typeof recordFormats)[number];

export interface ReadOptions {
  /** By the file's name where it is left out. */
  format?: RecordFormat | undefined;
  /** As the Encoding standard names it; what it is otherwise says a mark at the beginning, or UTF-8. */
  encoding?: string | undefined;
  /** Told how many bytes of the file have been read. */
  onBytes?(bytes: number): void;
}

/**
 * The rows of a file, which may be compressed with gzip.
 * @throws CannotRead
 */
export async function* readRecords(
  path: string,
  { format = formatOf(path), encoding, onBytes = () => undefined }: ReadOptions = {},
): AsyncGenerator<SourceRecord> {
  const start = await beginningOf(path);
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  const file = createReadStream(path);
  let bytes = 0;
  file.on('data', (chunk) => {
    bytes += chunk.length;
    onBytes(bytes);
  });
  const source = isPacked ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => source.destroy(error));
  const text = decode(source, encoding);
  try {
    yield* readers[format](text);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    throw new CannotRead(`The file is compressed, and is cut off or damaged (${code}).`);
  } finally {
    file.destroy();
  }
}

const readers = { csv: readCsv, jsonl: readJsonLines, xes: readXes };

function formatOf(path: string): RecordFormat {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.xes')) return 'xes';
  return /\.(jsonl|ndjson)$/.test(name) ? 'jsonl' : 'csv';
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRead(`${path} cannot be read (${error.code}).`);
  });
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw new CannotRead(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  } finally {
    await file.close();
  }
}

async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encoding ?? encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new CannotRead(
      `The file is no ${decoder?.encoding ?? 'text'}. Name its encoding, e.g. --encoding windows-1252.`,
    );
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
