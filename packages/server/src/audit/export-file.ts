import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { StoredEvent } from '../store/port/log.ts';
import { genesis, type Link } from './chain.ts';
import { beginningOf, lineOf } from './export.ts';
import type { Pages } from './pages.ts';
import { isSigned, type Seal, sealSchema } from './signature.ts';
import type { Tampering, TamperingKind } from './tampering.ts';
import { type Verified, type VerifyOptions, verifyPages } from './verify.ts';

/** Events handed on at a time. */
const pageSize = 1_000;

const beginning = z.strictObject({ after: sealSchema.shape.after });

export interface VerifiedFile extends Verified {
  /** The signed head; null when the file has none that can be read. */
  seal: Seal | null;
}

/** A line that is not as an export writes it, where an event or the signed head belongs. */
class WrongLine extends Error {
  readonly kind: TamperingKind;
  readonly sentence: string;

  constructor(kind: TamperingKind, sentence: string) {
    super(sentence);
    this.kind = kind;
    this.sentence = sentence;
  }
}

/**
 * Walks the chain in an exported file, and checks the signature of its head. Whose key it is, the file
 * cannot prove.
 * @throws Error of the file system when the file cannot be read
 */
export async function verifyFile(
  path: string,
  options: Pick<VerifyOptions, 'witness' | 'onProgress'> = {},
): Promise<VerifiedFile> {
  const file = new ExportFile(path);
  try {
    const began = await file.began();
    const verified = await verifyPages(file.pages, {
      ...options,
      began,
      head: () => file.seal?.head ?? null,
      trouble: (end) => file.troubleAfter(end),
    });
    const { seal } = file;
    const tampering = verified.tampering ?? (seal && signatureTampering(seal, began));
    return { ...verified, tampering, seal };
  } finally {
    await file.close();
  }
}

function signatureTampering(seal: Seal, began: Link): Tampering | null {
  const { after, head } = seal;
  if (isSigned(seal) && after.seq === began.seq && after.hash === began.hash) return null;
  const sentence =
    'The signature does not fit what it signs: the last line of the file was edited.';
  return { kind: 'signature-wrong', seq: head.seq, stream: null, type: null, sentence };
}

/** The events of an export, for comparing: the file is taken as it is. */
export async function* eventsIn(path: string): AsyncGenerator<StoredEvent> {
  const file = new ExportFile(path);
  try {
    await file.began();
    for await (const page of file.pages) yield* page;
  } finally {
    await file.close();
  }
}

/** An export that is read from its first line to its last. */
class ExportFile {
  /** Its last line, once that was read. */
  seal: Seal | null = null;
  readonly pages: Pages;
  /** What ended the reading; what comes after that line is not looked at. */
  #trouble: WrongLine | null = null;
  readonly #lines: AsyncGenerator<string>;
  #line: string | undefined;
  #number = 0;

  constructor(path: string) {
    this.#lines = linesOf(path);
    this.pages = this.#read();
  }

  /** What its first event follows. To be asked first. */
  async began(): Promise<Link> {
    await this.#next();
    const given = beginning.safeParse(parse(this.#line));
    if (!given.success || beginningOf(given.data.after) !== this.#line) return genesis;
    await this.#next();
    return given.data.after;
  }

  troubleAfter({ seq }: Link): Tampering | null {
    if (!this.#trouble) return null;
    const { kind, sentence } = this.#trouble;
    return { kind, seq: seq + 1, stream: null, type: null, sentence };
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async *#read(): AsyncGenerator<StoredEvent[]> {
    try {
      yield* this.#events();
    } catch (error) {
      if (!(error instanceof WrongLine)) throw error;
      this.#trouble = error;
    }
  }

  async *#events(): AsyncGenerator<StoredEvent[]> {
    let page: StoredEvent[] = [];
    for (; this.#line !== undefined; await this.#next()) {
      const line = this.#line;
      const value = parse(line);
      const event = asEvent(value, line);
      if (event) {
        page.push(event);
        if (page.length < pageSize) continue;
        yield page;
        page = [];
        continue;
      }
      yield page;
      page = [];
      const seal = sealSchema.safeParse(value);
      if (!seal.success || JSON.stringify(seal.data) !== line) {
        throw new WrongLine(
          'edited',
          `Line ${this.#number} is not as an export writes it: it was edited, or cut off.`,
        );
      }
      this.seal = seal.data;
      await this.#next();
      if (this.#line === undefined) return;
      throw new WrongLine(
        'inserted',
        `There is more after the signed head, from line ${this.#number} on.`,
      );
    }
    yield page;
    throw new WrongLine(
      'tail-cut',
      `The file ends after line ${this.#number - 1} without a signed head: it was cut off, or the export did not finish.`,
    );
  }

  async #next(): Promise<void> {
    const { value, done } = await this.#lines.next();
    this.#line = done ? undefined : value;
    this.#number += 1;
  }
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}

/** Letter by letter what would have been written: nothing can hide beside what is hashed. */
function asEvent(value: unknown, line: string): StoredEvent | null {
  if (typeof value !== 'object' || value === null || !('seq' in value)) return null;
  const event = value as StoredEvent;
  return lineOf(event) === line ? event : null;
}

/**
 * Lines, each ended by a line feed. What is not UTF-8 is no line: a decoder that makes up for it would
 * make one byte of many.
 */
async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    let bytes = Buffer.concat([rest, chunk as Buffer]);
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
      yield decode(bytes.subarray(0, end));
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
  }
  if (rest.length > 0) yield `${decode(rest)} `; // never as it was written: the line feed is missing

  function decode(bytes: Buffer): string {
    try {
      return decoder.decode(bytes);
    } catch {
      return '';
    }
  }
}
