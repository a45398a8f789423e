import type { CalendarBook } from '../domain/calendar/calendars.ts';
import { numberOfStream } from '../domain/incident/reference.ts';
import type { Incident } from '../domain/incident/state.ts';
import type { KitEvent, Store } from '../store/store.ts';

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
}
