import {
  type Actor,
  type CalendarBook,
  dueEvents,
  type Incident,
  isUnderWay,
  KitError,
  type NewIncidentEvent,
  planReport,
  type Report,
  type Rules,
  reportEvents,
  systemActor,
  withDue,
} from '../../../packages/server/src/domain/index.ts';

export interface Stamp {
  /** Epoch milliseconds. */
  at: number;
  actor: Actor;
  actorName: string | null;
}

/** Appends an event to some log, and gives the incident as it is then. */
export type Append = (before: Incident | null, event: NewIncidentEvent, stamp: Stamp) => Incident;

/**
 * A desk by the rules alone, in the order in which the server does it: no store, no time but the one
 * given. What has fallen due is written down before each command, but with one that is refused nothing is.
 */
export class SimulatedDesk {
  rules: Rules;
  book: CalendarBook;
  readonly #append: Append;
  /** Who of each team was chosen last, and open incidents by assignee. */
  readonly #rotation = new Map<string, string>();
  readonly #open = new Map<string, number>();

  constructor(rules: Rules, book: CalendarBook, append: Append) {
    this.rules = rules;
    this.book = book;
    this.#append = append;
  }

  report(number: number, report: Report, by: Stamp): Incident {
    const plan = planReport(number, report, this.rules);
    const last = (plan.team && this.#rotation.get(plan.team.id)) ?? null;
    const { reported, routed } = reportEvents(plan, { open: this.#open, last }, this.rules);
    const logged = this.#record(null, reported, by);
    if (!routed) return logged;
    const { team, assignee } = routed.data;
    if (team && assignee) this.#rotation.set(team, assignee);
    return this.#record(logged, routed, { at: by.at, ...bySystem });
  }

  /** What a timer that looks at this instant writes down. */
  applyDue(incident: Incident, now: number, speaker?: Actor): Incident {
    let state = incident;
    for (const { event } of dueEvents(incident, this.book, now, speaker)) {
      state = this.#record(state, event, { at: now, ...bySystem });
    }
    return state;
  }

  /** What a command does; nothing when it is refused. */
  do(incident: Incident, by: Stamp, decide: (state: Incident) => NewIncidentEvent): Incident {
    const event = attempt(() => decide(withDue(incident, this.book, by.at, by.actor)));
    return event ? this.#record(this.applyDue(incident, by.at, by.actor), event, by) : incident;
  }

  /** The same, where it is known that nothing has fallen due. */
  doAtOnce(state: Incident, by: Stamp, decide: (state: Incident) => NewIncidentEvent): Incident {
    const event = attempt(() => decide(state));
    return event ? this.#record(state, event, by) : state;
  }

  #record(before: Incident | null, event: NewIncidentEvent, stamp: Stamp): Incident {
    if (before) this.#count(before, -1);
    const after = this.#append(before, event, stamp);
    this.#count(after, 1);
    return after;
  }

  #count(state: Incident, change: number): void {
    const id = state.assignee?.id;
    if (id === undefined || !isUnderWay(state)) return;
    this.#open.set(id, (this.#open.get(id) ?? 0) + change);
  }
}

const bySystem = { actor: systemActor, actorName: null };

/** What was decided, or null when it was refused. Anything but a refusal is a fault. */
export function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof KitError) return null;
    throw error;
  }
}
