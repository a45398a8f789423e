import type { LogHead, StoredEvent } from '../store/port/log.ts';
import type { Reader } from '../store/port/store.ts';
import { Chain, genesis, type Link, type Misfit } from './chain.ts';
import { diagnose } from './diagnose.ts';
import { eventsOf, type Pages, pagesOf } from './pages.ts';
import { type Tampering, tampered } from './tampering.ts';

export interface Verified {
  /** What the first event followed: the beginning, or the end of an earlier export. */
  began: Link;
  /** The last event that fits. */
  end: Link;
  /** Events that fit. */
  count: number;
  /** Of them those whose text was erased. */
  erased: number;
  /** The first thing that is wrong; null when the log is whole. */
  tampering: Tampering | null;
}

export interface VerifyOptions {
  began?: Link;
  /** Where the log says that it ends; null when it does not say. Asked when everything else was read. */
  head(): LogHead | null;
  /** What ended the reading too early, after a link; null when it came to its end. Asked before. */
  trouble?(end: Link): Tampering | null;
  /** The same, when it is known before. */
  knownHead?: number | null;
  /** A place that the log is known to have had. */
  witness?: Link | undefined;
  /** Told, again and again, how many events have been looked at. */
  onProgress?(count: number): void;
}

export interface VerifyDatabaseOptions extends Pick<VerifyOptions, 'witness' | 'onProgress'> {
  /** Why an error means that the database is damaged; null when it means something else. */
  damageIn?(error: unknown): string | null;
}

/** Walks the chain of the log in a database, as it is at one instant. */
export function verifyDatabase(
  reader: Reader,
  { witness, onProgress, damageIn = () => null }: VerifyDatabaseOptions = {},
): Promise<Verified> {
  return reader.read(async (snapshot) => {
    const head = await snapshot.log.head();
    let damage: string | null = null;
    async function* readable() {
      try {
        yield* pagesOf(snapshot, 0);
      } catch (error) {
        damage = damageIn(error);
        if (damage === null) throw error;
      }
    }
    const verified = await verifyPages(readable(), {
      head: () => head,
      trouble: (end) => (damage === null ? null : unreadable(end, damage)),
      knownHead: head?.seq ?? null,
      witness,
      ...(onProgress && { onProgress }),
    });
    const { tampering } = verified;
    if (tampering?.kind !== 'text-restored') return verified;
    // It had gone by when its erasure was met.
    const [event] = await snapshot.log.rawAfter(tampering.seq - 1, 1);
    return { ...verified, tampering: { ...tampering, type: event?.type ?? null } };
  });
}

/** Walks the chain, wherever it comes from, to the first thing that is wrong. */
export async function verifyPages(pages: Pages, options: VerifyOptions): Promise<Verified> {
  const { began = genesis, witness, onProgress, knownHead = null } = options;
  const chain = new Chain(began);
  const found = (tampering: Tampering | null): Verified => ({
    began,
    end: chain.end,
    count: chain.count,
    erased: chain.erased,
    tampering,
  });
  const reaches = () => (witness ? contradiction(chain.end, witness) : null);
  let wrong = reaches();
  const events = pages[Symbol.asyncIterator]();
  try {
    while (!wrong) {
      const { value: page, done } = await events.next();
      if (done) break;
      for (const [index, event] of page.entries()) {
        const misfit = chain.add(event);
        if (misfit?.what === 'link') {
          const rest = eventsOf(restOf(page.slice(index + 1), events));
          return found(await diagnose(chain.end, event, rest, knownHead));
        }
        wrong = misfit ? describe(misfit, event) : reaches();
        if (wrong) break;
      }
      onProgress?.(chain.count);
    }
    wrong ??= options.trouble?.(chain.end) ?? null;
    return found(wrong ?? endOf(chain, options.head(), witness));
  } finally {
    await events.return?.();
  }
}

/** What an iteration that has begun still has. */
async function* restOf(
  page: StoredEvent[],
  pages: AsyncIterator<StoredEvent[]>,
): AsyncGenerator<StoredEvent[]> {
  yield page;
  for (;;) {
    const { value, done } = await pages.next();
    if (done) return;
    yield value;
  }
}

function describe(misfit: Exclude<Misfit, { what: 'link' }>, event: StoredEvent): Tampering {
  if (misfit.what === 'text') {
    return tampered(
      'text-edited',
      event,
      'was edited: the text beside it does not fit the digest of what was written.',
    );
  }
  if (misfit.what === 'stream') {
    return tampered(
      'stream-broken',
      event,
      `is number ${event.version} of its stream, after number ${misfit.versionBefore}. ` +
        'Every hash fits up to there, so somebody has made the chain anew.',
    );
  }
  return {
    kind: 'text-restored',
    seq: misfit.seq,
    stream: event.stream,
    type: null,
    sentence: `Event ${misfit.seq} (${event.stream}) has a text again that event ${event.seq} says was erased.`,
  };
}

function unreadable({ seq }: Link, damage: string): Tampering {
  const where = seq === 0 ? 'It' : `What comes after event ${seq}`;
  return {
    kind: 'unreadable',
    seq: seq + 1,
    stream: null,
    type: null,
    sentence: `${where} cannot be read: the database is damaged (${damage}). Put a backup in its place.`,
  };
}

function contradiction(end: Link, witness: Link): Tampering | null {
  if (end.seq !== witness.seq || end.hash === witness.hash) return null;
  return {
    kind: 'rewritten',
    seq: end.seq,
    stream: null,
    type: null,
    sentence: `The log is another than the one that was exported, at ${end.seq} or before: its hashes fit, but were made anew.`,
  };
}

/** What is wrong when nothing more comes. */
function endOf(chain: Chain, head: LogHead | null, witness: Link | undefined): Tampering | null {
  const { end, at, count, unrecorded } = chain;
  const whole = { stream: null, type: null };
  if (!head) {
    const sentence = `The log does not say where it ends. Its last event is ${end.seq}.`;
    return { kind: 'head-changed', seq: end.seq, ...whole, sentence };
  }
  if (head.seq > end.seq) return tailCut(end.seq, head.seq, 'the log says that it goes');
  if (head.seq < end.seq) {
    const sentence = `Event ${head.seq + 1} was inserted: the log says that it ends at ${head.seq}, and goes on to ${end.seq}.`;
    return { kind: 'inserted', seq: head.seq + 1, ...whole, sentence };
  }
  if (head.hash !== end.hash || (count > 0 && head.at !== at)) {
    const sentence = `What the log says of its end does not fit its last event, ${end.seq}. One of them was replaced.`;
    return { kind: 'head-changed', seq: end.seq, ...whole, sentence };
  }
  if (witness && witness.seq > end.seq) {
    return tailCut(end.seq, witness.seq, 'the export goes');
  }
  if (!unrecorded) return null;
  return tampered(
    'text-removed',
    unrecorded,
    'has lost its text, and there is no record of an erasure.',
  );
}

function tailCut(end: number, claimed: number, who: string): Tampering {
  const [first, missing] = [end + 1, claimed - end];
  const what = missing === 1 ? `event ${first} was` : `events ${first} to ${claimed} were`;
  const sentence = `The end of the log is missing: ${what} cut off. The last is ${end}, and ${who} up to ${claimed}.`;
  return { kind: 'tail-cut', seq: first, stream: null, type: null, sentence };
}
