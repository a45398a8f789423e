import type { StoredEvent } from '../store/port/log.ts';
import { follows, hashAfter, type Link } from './chain.ts';
import { nameOf, type Tampering, tampered } from './tampering.ts';

/** Events that may have been removed together, the rest being renumbered, and still be told from an edit. */
const mostRemoved = 1_000;

/**
 * Says what was done to a log at the first event that does not go on from the one before. The evidence
 * is what comes after: there the event that belongs here may be found, or a hash that was made of this
 * one while it was still what it was.
 * @param before the last event that fits
 * @param rest what comes after the event
 * @param head position at which the log says that it ends; null when that is not known
 */
export async function diagnose(
  before: Link,
  event: StoredEvent,
  rest: AsyncIterable<StoredEvent>,
  head: number | null,
): Promise<Tampering> {
  const expected = before.seq + 1;
  const found = await look(before, event, rest);
  if (head !== null && expected > head) return appended(event, head);
  if (event.seq !== expected) return displaced(before, event, found);
  return unfit(before, event, found);
}

interface Evidence {
  /** The event after it. */
  next: StoredEvent | null;
  /** The one that belongs here, with those on both sides of it. */
  belongs: {
    event: StoredEvent;
    before: StoredEvent;
    after: StoredEvent | null;
  } | null;
  /** Whether another has the same number. */
  hasDouble: boolean;
}

async function look(
  before: Link,
  event: StoredEvent,
  rest: AsyncIterable<StoredEvent>,
): Promise<Evidence> {
  const found: Evidence = { next: null, belongs: null, hasDouble: false };
  let last = event;
  for await (const each of rest) {
    found.next ??= each;
    if (each.seq === event.seq) found.hasDouble = true;
    if (found.belongs) found.belongs.after ??= each;
    else if (follows(before.hash, each, before.seq + 1)) {
      found.belongs = { event: each, before: last, after: null };
    }
    last = each;
  }
  return found;
}

/** It goes on after the end that the log claims. */
function appended(event: StoredEvent, head: number): Tampering {
  return tampered('inserted', event, `was inserted: the log ends at ${head}.`);
}

/** Its number is not the next one. */
function displaced(before: Link, event: StoredEvent, found: Evidence): Tampering {
  const expected = before.seq + 1;
  // It is the one that belongs here, with another number.
  if (follows(before.hash, event, expected)) return movedAway(expected, event);
  if (!(event.seq > expected) || found.hasDouble) {
    return {
      ...tampered('inserted', event, `was inserted where ${expected} belongs.`),
      seq: expected,
    };
  }
  if (found.belongs) return movedAway(expected, found.belongs.event);
  const last = event.seq - 1;
  const what = last > expected ? `Events ${expected} to ${last} were` : `Event ${expected} was`;
  return {
    kind: 'removed',
    seq: expected,
    stream: null,
    type: null,
    sentence: `${what} removed: the next is ${nameOf(event)}.`,
  };
}

/** Its number is right, its hash is not. */
function unfit(before: Link, event: StoredEvent, { next, belongs }: Evidence): Tampering {
  if (belongs) {
    const at = belongs.event.seq;
    const shift = at - event.seq;
    const beforeIt = belongs.before === event ? belongs.event : belongs.before;
    // It is itself genuine, and belongs where the other stands.
    const isSwapped = follows(beforeIt.hash, event, at);
    const isPushed = belongs.after
      ? follows(belongs.event.hash, belongs.after, belongs.after.seq - shift)
      : shift === 1;
    if (isSwapped || !isPushed) return movedAway(event.seq, belongs.event);
    return tampered('inserted', event, `was inserted: what belongs there stands at ${at}.`);
  }
  if (next && !follows(event.hash, next)) {
    if (follows(hashAfter(before.hash, event), next)) {
      return tampered('hash-replaced', event, 'has another hash than it was recorded with.');
    }
    for (let count = 1; count <= mostRemoved; count += 1) {
      if (!follows(event.hash, next, next.seq + count)) continue;
      const what = count === 1 ? 'An event was' : `${count} events were`;
      return {
        kind: 'removed',
        seq: event.seq,
        stream: null,
        type: null,
        sentence: `${what} removed at position ${event.seq}, and the rest renumbered. What stands there now is ${nameOf(event)}.`,
      };
    }
  }
  return tampered('edited', event, 'was edited: what it says does not fit its hash.');
}

function movedAway(expected: number, belongs: StoredEvent): Tampering {
  const { stream, type } = belongs;
  return {
    kind: 'reordered',
    seq: expected,
    stream,
    type,
    sentence: `Event ${expected} (${stream}, ${type}) was moved: it stands at position ${belongs.seq}.`,
  };
}
