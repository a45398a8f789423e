import type { StoredEvent } from '../store/port/log.ts';
import type { Snapshot } from '../store/port/store.ts';
import { genesis, type Link } from './chain.ts';
import { pagesOf } from './pages.ts';
import { type Seal, type SigningKey, seal } from './signature.ts';
import type { Tampering } from './tampering.ts';
import { verifyPages } from './verify.ts';

/** The log is not whole, and what is not whole is not signed. */
export class LogNotWhole extends Error {
  readonly tampering: Tampering;

  constructor(tampering: Tampering) {
    super(tampering.sentence);
    this.tampering = tampering;
  }
}

/** The position from which on it was to be exported is none of the log. */
export class NoSuchPosition extends Error {}

/** An event as a line of an export has it: always these members, in this order. */
export function lineOf(event: StoredEvent): string {
  const { seq, stream, version, type, at, actor, data, personal, salt, personalDigest, hash } =
    event;
  return JSON.stringify({
    seq,
    stream,
    version,
    type,
    at,
    actor,
    data,
    personal,
    salt,
    personalDigest,
    hash,
  });
}

/** The first line of an export that goes on where another ended. */
export function beginningOf({ seq, hash }: Link): string {
  return JSON.stringify({ after: { seq, hash } });
}

/**
 * Writes the log after a position as JSON Lines, and at last its head, signed. What is written is
 * checked on the way.
 * @param write resolves when there is room for more
 * @throws LogNotWhole, NoSuchPosition; then the signed head is missing from what was written
 */
export async function exportLog(
  snapshot: Snapshot,
  options: {
    after: number;
    key: SigningKey;
    /** Epoch milliseconds. */
    exportedAt: number;
    write(text: string): Promise<void>;
    onProgress?(count: number): void;
  },
): Promise<Seal> {
  const { after, key, exportedAt, write, onProgress } = options;
  const head = await snapshot.log.head();
  const began = await linkAt(snapshot, after);
  async function* written() {
    if (began.seq > 0) await write(`${beginningOf(began)}\n`);
    for await (const page of pagesOf(snapshot, after)) {
      await write(page.map((event) => `${lineOf(event)}\n`).join(''));
      yield page;
    }
  }
  const { tampering } = await verifyPages(written(), {
    began,
    head: () => head,
    knownHead: head?.seq ?? null,
    ...(onProgress && { onProgress }),
  });
  if (tampering || !head) throw tampering ? new LogNotWhole(tampering) : new NoSuchPosition();
  const { seq, hash, at } = head;
  const sealed = seal(key, { after: began, head: { seq, hash, at }, exportedAt });
  await write(`${JSON.stringify(sealed)}\n`);
  return sealed;
}

async function linkAt(snapshot: Snapshot, seq: number): Promise<Link> {
  if (seq === 0) return genesis;
  const [event] = await snapshot.log.rawAfter(seq - 1, 1);
  if (event?.seq === seq) return { seq, hash: event.hash };
  throw new NoSuchPosition(
    `The log ends at ${await snapshot.log.lastSeq()}, so nothing comes after ${seq}.`,
  );
}
