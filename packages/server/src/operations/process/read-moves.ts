import { setTimeout as after, setImmediate } from 'node:timers/promises';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import { MoveTable } from '../../domain/process/move-table.ts';
import { type Moves, movesAfter } from '../../domain/process/moves.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Store } from '../../store/port/store.ts';
import { isSameLog } from '../kept-in-memory.ts';

/** Events that are taken in by one transaction: few enough that nobody waits for it. */
const eventsAtOnce = 1_000;

/** Rows that are read in one go. */
const rowsAtOnce = 5_000;

/** For so long somebody waits who asks while a long log is still being read, milliseconds. */
const patienceMs = 2_000;

export interface ReadMoves {
  table: MoveTable;
  /** How much of the log is in it: 1 for all of it. */
  share: number;
}

/** What an instance has in memory of where incidents went. */
interface Kept {
  table: MoveTable;
  /** The last that was read into memory; `hash` of the event there. */
  seq: number;
  hash: string | null;
  /** Up to where the log has been taken in, and what the table said of that then. */
  readTo: number;
  tableTo: number;
  filling: Promise<void> | null;
  turn: Promise<unknown>;
}

/** Made when somebody first asks, for as long as the store is used. */
const keptOf = new WeakMap<Store, Kept>();

/**
 * Where all incidents went until now. It is made of the log when somebody first asks, kept beside it, and from then on
 * only what has happened since is taken in. What a long log holds takes its time the first time: then the answer comes
 * before the end, and the rest is read meanwhile.
 */
export async function readMoves(store: Store): Promise<ReadMoves> {
  const kept = await keptFor(store);
  const end = await store.read(({ log }) => log.lastSeq());
  const patience = new AbortController();
  const isOver = after(patienceMs, true, { signal: patience.signal }).catch(() => true);
  for (let isLate = false; kept.readTo < end && !isLate; ) {
    kept.filling ??= fill(store, kept);
    isLate = await Promise.race([kept.filling.then(() => false), isOver]);
  }
  patience.abort();
  const taken = kept.turn.then(() => takeIn(store, kept));
  kept.turn = taken.catch(() => undefined);
  await taken;
  return { table: kept.table, share: kept.readTo < end ? kept.readTo / end : 1 };
}

/** Not what was read before the log was put back, or another has taken its place. */
async function keptFor(store: Store): Promise<Kept> {
  const kept = keptOf.get(store);
  if (kept && (await isSameLog(store, kept))) return kept;
  const next: Kept = {
    table: new MoveTable(),
    ...{ seq: 0, hash: null, readTo: 0, tableTo: 0 },
    ...{ filling: null, turn: Promise.resolve() },
  };
  keptOf.set(store, next);
  return next;
}

/** Takes in what the log has until its end. */
async function fill(store: Store, kept: Kept): Promise<void> {
  const filled = (async () => {
    while (!(await takeInPage(store, kept))) await setImmediate();
  })();
  // Whoever waits for it is told of what went wrong; who has stopped waiting asks again.
  filled.catch(() => undefined);
  try {
    await filled;
  } finally {
    kept.filling = null;
  }
}

/** @returns whether that was all */
async function takeInPage(store: Store, kept: Kept): Promise<boolean> {
  const { events, tableTo, before } = await store.read(async ({ log, moves }) => {
    const tableTo = await moves.lastSeq();
    // Events after the last of an incident are there again and again, unless it is known that they are of none.
    const from = tableTo === kept.tableTo ? Math.max(kept.readTo, tableTo) : tableTo;
    const events = await log.after(from, eventsAtOnce);
    return { events, tableTo, before: await moves.of([...new Set(numbersOf(events))]) };
  });
  const last = events.at(-1);
  if (!last) {
    kept.tableTo = tableTo;
    kept.readTo = Math.max(kept.readTo, tableTo);
    return true;
  }
  const changed = movesOf(events, before);
  const isKept = await store.write(async ({ moves }) => {
    // Another instance may have come first: then the next page begins where that one ends.
    if ((await moves.lastSeq()) !== tableTo) return false;
    for (const [seq, each] of changed) await moves.keep(seq, each);
    return true;
  });
  if (!isKept) return false;
  kept.tableTo = changed.at(-1)?.[0] ?? tableTo;
  kept.readTo = last.seq;
  return events.length < eventsAtOnce;
}

function numbersOf(events: readonly KitEvent[]): number[] {
  return events.map(({ stream }) => numberOfStream(stream)).filter((each) => each !== null);
}

/**
 * What events make of moves: of each incident that moved, and of the last to which anything happened, as its position
 * says up to where the log was taken in. In the order of positions.
 */
function movesOf(
  events: readonly KitEvent[],
  before: readonly Moves[],
): (readonly [seq: number, moves: Moves])[] {
  const states = new Map(before.map((each) => [each.number, each]));
  const changed = new Map<number, number>();
  let last: { number: number; seq: number } | null = null;
  for (const event of events) {
    const number = numberOfStream(event.stream);
    if (number === null) continue;
    const state = states.get(number) ?? null;
    const next = movesAfter(state, event as IncidentEvent);
    if (!next) continue;
    states.set(number, next);
    if (next !== state) changed.set(number, event.seq);
    last = { number, seq: event.seq };
  }
  if (last) changed.set(last.number, last.seq);
  return [...changed]
    .map(([number, seq]) => [seq, states.get(number) as Moves] as const)
    .sort(([one], [other]) => one - other);
}

/** Takes what was kept since into memory. */
async function takeIn(store: Store, kept: Kept): Promise<void> {
  for (;;) {
    const rows = await store.read(({ moves }) => moves.changedAfter(kept.seq, rowsAtOnce));
    for (const { moves } of rows) kept.table.set(moves);
    const last = rows.at(-1);
    if (last) {
      kept.hash = await store.read(({ log }) => log.hashOf(last.seq));
      kept.seq = last.seq;
    }
    if (rows.length < rowsAtOnce) return;
    await setImmediate();
  }
}
