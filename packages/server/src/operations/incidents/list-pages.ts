import type { DuePlace, IncidentFilter } from '../../store/port/incidents.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** When the last of a page is due, and its number. */
const duePlace = '(?:([1-9]\\d{0,14})|never)\\.([1-9]\\d{0,14})';

/** What a page ended with, in each of the orders that are not by number. */
const places = {
  due: new RegExp(`^${duePlace}$`),
  /** The position in the log. */
  updated: /^at\.([1-9]\d{0,14})$/,
  /** A priority, and the place in it. */
  priority: new RegExp(`^([a-z0-9][a-z0-9-]{0,31}):${duePlace}$`, 'i'),
};

export const listOrders = ['newest', 'due', 'updated', 'priority'] as const;
export type ListOrder = (typeof listOrders)[number];

/** Whether a page in that order could have ended there. */
export function isPlaceIn(order: ListOrder, before: number | string): boolean {
  if (order === 'newest') return typeof before === 'number';
  return typeof before === 'string' && places[order].test(before);
}

export interface ListPage {
  numbers: number[];
  /** What the page after this one is asked for with; null when this is the last. */
  next: number | string | null;
}

/** All that fit, newest first. */
interface Newest {
  /** At least a page and one more. */
  first: readonly number[];
  below(number: number, limit: number): Promise<readonly number[]>;
}

type Reader = (
  snapshot: Snapshot,
  filter: IncidentFilter,
  before: number | string | undefined,
  limit: number,
  newest: Newest,
) => Promise<ListPage>;

/** Reads a page in an order. `before` is what `isPlaceIn` has found to be of it. */
export const readPage: Record<ListOrder, Reader> = {
  newest: async (_snapshot, _filter, before, limit, newest) => {
    const found = typeof before === 'number' ? await newest.below(before, limit + 1) : newest.first;
    const numbers = found.slice(0, limit);
    return { numbers, next: found.length > limit ? (numbers.at(-1) ?? null) : null };
  },

  due: async ({ incidents }, filter, before, limit) => {
    const after = readDue(places.due.exec(`${before}`)?.slice(1));
    const found = await incidents.findDue(filter, after, limit + 1);
    return pageOf(found, limit, writeDue);
  },

  updated: async ({ incidents }, filter, before, limit) => {
    const [, seq] = places.updated.exec(`${before}`) ?? [];
    const found = await incidents.findUpdated(filter, seq ? Number(seq) : null, limit + 1);
    return pageOf(found, limit, (place) => `at.${place.seq}`);
  },

  priority: async (snapshot, filter, before, limit) => {
    const [isLater, from = '', ...place] = places.priority.exec(`${before}`) ?? [];
    const all = filter.priority === null ? await prioritiesOf(snapshot) : [filter.priority];
    const found: (DuePlace & { priority: string })[] = [];
    for (const priority of isLater ? all.slice(Math.max(0, all.indexOf(from))) : all) {
      if (found.length > limit) break;
      const after = isLater && priority === from ? readDue(place) : null;
      const most = limit + 1 - found.length;
      const more = await snapshot.incidents.findDue({ ...filter, priority }, after, most);
      found.push(...more.map((each) => ({ ...each, priority })));
    }
    return pageOf(found, limit, (each) => `${each.priority}:${writeDue(each)}`);
  },
};

/** As the matrix has them, the most pressing first; then those that it has no more. */
async function prioritiesOf({ documents, incidents }: Snapshot): Promise<string[]> {
  const { matrix } = await documents.rules();
  const known = matrix.document.priorities.map(({ id }) => id);
  const used = await incidents.prioritiesInUse();
  return [...known, ...used.filter((id) => !known.includes(id)).sort()];
}

/** @param found one more than the page has, if there are */
function pageOf<Place extends { number: number }>(
  found: readonly Place[],
  limit: number,
  write: (place: Place) => string,
): ListPage {
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { numbers: page.map(({ number }) => number), next: last ? write(last) : null };
}

function writeDue({ dueAt, number }: DuePlace): string {
  return `${dueAt ?? 'never'}.${number}`;
}

function readDue([dueAt, number]: (string | undefined)[] = []): DuePlace | null {
  return number ? { dueAt: dueAt ? Number(dueAt) : null, number: Number(number) } : null;
}
