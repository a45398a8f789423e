import type { CalendarBook } from '../domain/calendar/calendars.ts';
import { peopleTold } from '../domain/escalation/inbox.ts';
import { numberOfStream } from '../domain/incident/reference.ts';
import type { Incident } from '../domain/incident/state.ts';
import { publicPosition } from '../domain/views/positions.ts';
import type { ReporterNews } from '../store/port/incidents.ts';
import type { KitEvent } from '../store/port/log.ts';
import type { Store } from '../store/port/store.ts';

/** An incident as it is by now, and the calendars that its clocks run by. */
interface IncidentNow {
  incident: Incident;
  book: CalendarBook;
}

/** One event on its way to those who follow. What several topics tell of it is read once, and only if one asks. */
export class News {
  readonly event: KitEvent;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly #store: Store;
  #incident: Promise<IncidentNow | null> | undefined;

  constructor(event: KitEvent, store: Store, now: number) {
    this.event = event;
    this.#store = store;
    this.now = now;
  }

  /** The incident that it happened to; null when it is about none. */
  incident(): Promise<IncidentNow | null> {
    this.#incident ??= this.#store.read(async (snapshot) => {
      const incident = await snapshot.incidents.get(numberOfStream(this.event.stream) ?? 0);
      return incident && { incident, book: await snapshot.documents.calendarBook([incident]) };
    });
    return this.#incident;
  }

  /** The host's identifiers of those whom it is news to, as the teams are by now. */
  async people(): Promise<ReadonlySet<string>> {
    return this.#store.read(async (snapshot) => {
      const told = await snapshot.notifications.toldOf(this.event.seq);
      const { teams } = await snapshot.documents.rules();
      return new Set(told.flatMap((each) => peopleTold(teams.document, each)));
    });
  }

  /** How far it brings whoever reported the incident, in all that there is of theirs; null for nobody known. */
  async positionForReporter(): Promise<number | null> {
    const { id, site } = (await this.incident())?.incident.reporter ?? { id: null, site: null };
    if (id === null || site === null) return null;
    const { seq } = this.event;
    // What came after it is seldom more than a few.
    for (let limit = 4; ; limit *= 4) {
      const news = await this.#store.read((snapshot) =>
        snapshot.incidents.newsOf({ id, site }, limit),
      );
      const isWhole =
        news.incidents.length < limit || (news.incidents.at(-1)?.publicSeq ?? 0) <= seq;
      if (isWhole) return positionAmong(news, seq);
    }
  }
}

/**
 * The position that a reporter's list has come to with an event.
 * @param news has at least the incidents of which there is something to know after it
 */
export function positionAmong({ count, incidents }: ReporterNews, seq: number): number {
  const after = incidents.flatMap(({ publicSeqs }) => publicSeqs.filter((each) => each > seq));
  return publicPosition(count - after.length);
}
