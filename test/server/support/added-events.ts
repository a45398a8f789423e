import type { StoredEvent } from '../../../packages/server/src/store/port/log.ts';
import type { Exchange } from '../../support/recording/session.ts';

/** Where an event is in the log. */
export interface StreamPosition {
  seq: number;
  stream: string;
}

/** Where today's server deliberately writes more into the log of the recorded session. */
const additions = [
  {
    because:
      'ESC-8: the policy of escalations is looked for again when the priority changes. INC-2 and INC-6 became ' +
      'urgent after they were reported, and the version before raised neither to anybody.',
    streams: ['incident/2', 'incident/6'],
    type: 'incident.escalation-step-taken',
  },
];

/** How a value is read: one of today, or one that was recorded. */
interface Reading {
  /** Whether it is a page of notifications that added ones have left no room for others on. */
  isFull: boolean;
  isAdded(seq: number): boolean;
  renumber(seq: number): number;
}

/** What such events change about an incident, so that its recorded state is not today's. */
const changedByThem = ['team', 'assignee', 'managementLevel', 'stages'];

/** Fields that are positions of the log, whatever has them. */
const positions = new Set(['seq', 'note', 'earlier']);

/**
 * The events that today's server has added to the log of the recorded session, and answers of today as if
 * they were not there: what is told of them is left out, and positions are those of the recording.
 */
export class AddedEvents {
  readonly #added: StoredEvent[];
  readonly #seqs: Set<number>;
  readonly #incidents: Set<string>;
  readonly #log: readonly StoredEvent[];
  /** Where the recording has an event, by its position of today. */
  readonly #recordedAt = new Map<number, number>();

  /**
   * @param log the whole log that the session has left today
   * @param recorded the beginning of the recorded one. What falls due on several incidents is written down
   *   one incident after the other, and those that have more come in another order.
   */
  constructor(log: readonly StoredEvent[], recorded: readonly StreamPosition[]) {
    this.#log = log;
    this.#added = log.filter((event) =>
      additions.some(({ streams, type }) => event.type === type && streams.includes(event.stream)),
    );
    this.#seqs = new Set(this.#added.map((each) => each.seq));
    this.#incidents = new Set(this.#added.map((each) => referenceOf(each.stream)));
    const streams = Map.groupBy(recorded, (each) => each.stream);
    const kept = log.filter((each) => !this.#seqs.has(each.seq));
    const counts = new Map<string, number>();
    for (const [index, { seq, stream }] of kept.entries()) {
      const place = counts.get(stream) ?? 0;
      counts.set(stream, place + 1);
      this.#recordedAt.set(seq, streams.get(stream)?.[place]?.seq ?? index + 1);
    }
  }

  get count(): number {
    return this.#added.length;
  }

  /** An answer of today and the recorded one, without what those events told or changed. */
  leaveOut(today: Exchange, before: Exchange): { today: Exchange; before: Exchange } {
    const isPageOfNotifications = today.name.endsWith('notifications.list');
    const read = ({ body, messages, ...rest }: Exchange, value: (of: unknown) => unknown) => ({
      ...rest,
      ...(body !== undefined && { body: changed(body, value) }),
      ...(messages && { messages: messages.map((each) => this.#message(each, value)) }),
    });
    const kept = {
      name: this.#recordedName(today.name),
      ...(today.messages && { messages: this.#inRecordedOrder(today.messages) }),
    };
    // A page that has some of them has no room for as many others.
    const isFull = isPageOfNotifications && this.#hasSome(JSON.parse(today.body ?? 'null'));
    const ofToday: Reading = {
      isFull,
      isAdded: (seq) => this.#seqs.has(seq),
      renumber: (seq) => this.#recordedAs(seq),
    };
    const recorded: Reading = { isFull, isAdded: () => false, renumber: (seq) => seq };
    return {
      today: read({ ...today, ...kept }, (of) => this.#value(of, ofToday)),
      before: read(before, (of) => this.#value(of, recorded)),
    };
  }

  #recordedAs(seq: number): number {
    const more = this.#added.filter((each) => each.seq <= seq).length;
    return this.#recordedAt.get(seq) ?? seq - more;
  }

  /** A stream is named after the positions that it goes on from. */
  #recordedName(name: string): string {
    return name.replace(/(?<=":)\d+/g, (seq) =>
      Number(seq) > this.#log.length ? seq : String(this.#recordedAs(Number(seq))),
    );
  }

  #inRecordedOrder(messages: readonly string[]): string[] {
    const kept = messages.filter((each) => !this.#seqs.has(positionOf(each)));
    const places = kept.flatMap((each, index) => (positionOf(each) > 0 ? [index] : []));
    const inOrder = places
      .map((index) => kept[index] as string)
      .sort((a, b) => this.#recordedAs(positionOf(a)) - this.#recordedAs(positionOf(b)));
    for (const [at, index] of places.entries()) kept[index] = inOrder[at] as string;
    return kept;
  }

  #hasSome(answer: unknown): boolean {
    const { notifications = [], next = null } = dataOf(answer) as {
      notifications?: { entry: { seq: number } }[];
      next?: number | null;
    };
    return next !== null && notifications.some(({ entry }) => this.#seqs.has(entry.seq));
  }

  #message(message: string, value: (of: unknown) => unknown): string {
    const [head = '', data] = message.split('\ndata: ');
    const id = value({ seq: positionOf(message) }) as { seq: number };
    const renumbered = head.replace(/^id: \d+$/m, `id: ${id.seq}`);
    return data === undefined ? renumbered : `${renumbered}\ndata: ${changed(data, value)}`;
  }

  #value(value: unknown, reading: Reading): unknown {
    const { isFull, isAdded, renumber } = reading;
    const go = (inside: unknown) => this.#value(inside, reading);
    if (Array.isArray(value)) return value.filter((each) => !this.#isAbout(each, isAdded)).map(go);
    if (typeof value !== 'object' || value === null) return value;
    const isTheirs = this.#incidents.has((value as { incident?: string }).incident ?? '');
    const fields = Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
      if (isTheirs && changedByThem.includes(name)) return [];
      if (isFull && (name === 'notifications' || name === 'next')) return [];
      // A list by team has them as long as they are with it.
      if (name === 'total' && 'incidents' in value && Array.isArray(value.incidents)) {
        const theirs = value.incidents.filter((each) => this.#isAbout(each, isAdded));
        return [[name, (field as number) - theirs.length]];
      }
      if (name === 'events' && Array.isArray(field)) return [[name, field.map(renumber)]];
      const isPosition = positions.has(name) || (name === 'next' && 'notifications' in value);
      if (!isPosition || typeof field !== 'number') return [[name, go(field)]];
      return [[name, renumber(isTheirs && isAdded(field) ? this.#lastKept(field) : field)]];
    });
    return Object.fromEntries(fields);
  }

  /** Whether it is an entry of such an event, or a row of an incident that they have changed. */
  #isAbout(item: unknown, isAdded: (seq: number) => boolean): boolean {
    if (typeof item !== 'object' || item === null) return false;
    const { seq, entry, incident, clocks } = item as {
      seq?: number;
      entry?: { seq: number };
      incident?: string;
      clocks?: object;
    };
    if (clocks) return this.#incidents.has(incident ?? '');
    return isAdded(entry?.seq ?? seq ?? 0);
  }

  /** The last event of the same incident that is none of them, where a position is one of them. */
  #lastKept(seq: number): number {
    const { stream } = this.#log[seq - 1] as StoredEvent;
    const kept = this.#log.findLast(
      (each) => each.seq < seq && each.stream === stream && !this.#seqs.has(each.seq),
    );
    return kept?.seq ?? seq;
  }
}

const referenceOf = (stream: string) => stream.replace('incident/', 'INC-');

function dataOf(answer: unknown): object {
  return (answer as { result?: { data?: object } } | null)?.result?.data ?? {};
}

function positionOf(message: string): number {
  return Number(/^id: (\d+)$/m.exec(message)?.[1] ?? 0);
}

/** A text that may be JSON, with a value made of it. */
function changed(text: string, value: (of: unknown) => unknown): string {
  try {
    return JSON.stringify(value(JSON.parse(text)));
  } catch {
    return text;
  }
}
