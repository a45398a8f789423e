import type { StoredEvent } from '../store/port/log.ts';
import type { Snapshot } from '../store/port/store.ts';

/** A log, in order, some events at a time: ten million do not fit into memory. */
export type Pages = AsyncIterable<StoredEvent[]>;

/** Events read at a time. */
const pageSize = 1_000;

/** The log as a snapshot has it, after a position. */
export async function* pagesOf(snapshot: Snapshot, after: number): AsyncGenerator<StoredEvent[]> {
  let last = after;
  for (;;) {
    const page = await snapshot.log.rawAfter(last, pageSize);
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    last = page.at(-1)?.seq ?? last;
  }
}

/** One by one. */
export async function* eventsOf(pages: Pages): AsyncGenerator<StoredEvent> {
  for await (const page of pages) yield* page;
}
