import { digestPersonal, genesisHash, hashEvent } from '../store/log/hash-chain.ts';
import type { StoredEvent } from '../store/port/log.ts';

/** A place in the chain: an event's position, and its hash. */
export interface Link {
  seq: number;
  hash: string;
}

/** What the first event of a log follows. */
export const genesis: Link = { seq: 0, hash: genesisHash };

/** Whether an event, standing at a position, is what its hash says after that one. */
export function follows(hashBefore: string, event: StoredEvent, seq = event.seq): boolean {
  return hashAfter(hashBefore, event, seq) === event.hash;
}

export function hashAfter(hashBefore: string, event: StoredEvent, seq = event.seq): string {
  return hashEvent(hashBefore, { ...event, seq });
}

/** How an event does not go on from those before it. */
export type Misfit =
  /** It is not the next by its number, or its hash does not fit: it takes a closer look to say why. */
  | { what: 'link' }
  /** The text beside it is not the one that was written. */
  | { what: 'text' }
  | { what: 'stream'; versionBefore: number }
  /** It records the erasure of an event whose text is there all the same. */
  | { what: 'restored'; seq: number };

/** What is known of an event whose text was taken out. */
export interface Wiped {
  seq: number;
  stream: string;
  type: string;
}

/**
 * The chain, checked event by event. It remembers how far each stream has come and which erased texts
 * have no record yet, and nothing else of what went through.
 */
export class Chain {
  /** The last event that fits. */
  end: Link;
  /** When it was, epoch milliseconds. */
  at = 0;
  /** Events whose text was erased, with a record of it. */
  erased = 0;
  readonly #began: Link;
  readonly #versions = new Map<string, number>();
  readonly #wiped = new Map<number, Wiped>();

  /** @param began what the first event follows */
  constructor(began: Link) {
    this.#began = began;
    this.end = began;
  }

  get count(): number {
    return this.end.seq - this.#began.seq;
  }

  /** The first event whose text was taken out without a record of it; null when there is none. */
  get unrecorded(): Wiped | null {
    const [first] = this.#wiped.values();
    return first ?? null;
  }

  /** @returns how it does not fit; null when it does */
  add(event: StoredEvent): Misfit | null {
    const { seq, stream, type, version, hash, at } = event;
    if (seq !== this.end.seq + 1 || !follows(this.end.hash, event)) return { what: 'link' };
    if (!hasItsText(event)) return { what: 'text' };
    const versionBefore = this.#versions.get(stream) ?? (this.#began.seq === 0 ? 0 : version - 1);
    if (version !== versionBefore + 1) return { what: 'stream', versionBefore };
    this.#versions.set(stream, version);
    if (event.personal === null) this.#wiped.set(seq, { seq, stream, type });
    this.end = { seq, hash };
    this.at = at;
    const restored = type.endsWith('.erased') ? this.#record(event) : null;
    return restored === null ? null : { what: 'restored', seq: restored };
  }

  /** Takes note of an erasure. @returns the first event that has its text in spite of it */
  #record({ data }: StoredEvent): number | null {
    const { events } = data as { events?: unknown };
    for (const seq of Array.isArray(events) ? events : []) {
      if (seq <= this.#began.seq) continue;
      if (!this.#wiped.delete(seq)) return seq;
      this.erased += 1;
    }
    return null;
  }
}

/** Whether the text beside an event is the one that it was recorded with, or was erased. */
function hasItsText({ personal, salt, personalDigest }: StoredEvent): boolean {
  if (personal === null) return salt === null;
  return digestPersonal(salt ?? '', personal) === personalDigest;
}
