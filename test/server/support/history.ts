import {
  type Actor,
  type CalendarBook,
  type DocumentKind,
  type Documents,
  decideReport,
  defaultDocuments,
  documentKinds,
  evolve,
  type Incident,
  type IncidentEvent,
  type NewIncidentEvent,
  nextDue,
  type Rules,
  systemActor,
} from '@incident-kit/server/domain';

export const desk: Actor = { role: 'agent', id: 'grace', site: 'pk_intranet' };
export const reporter: Actor = { role: 'reporter', id: 'rosa', site: 'pk_intranet' };

/** Version 1 of every document. */
export function rulesOf(documents: Partial<Documents> = {}): Rules {
  const entries = documentKinds.map((kind: DocumentKind) => [
    kind,
    {
      kind,
      version: 1,
      document: documents[kind] ?? defaultDocuments[kind],
      publishedAt: 0,
      publishedBy: null,
      reason: null,
    },
  ]);
  return Object.fromEntries(entries);
}

export function bookOf(rules: Rules): CalendarBook {
  return (ref) => {
    if (ref === '24x7') return ref;
    const found = rules.calendars.document.calendars.find((each) => each.id === ref.id);
    if (!found) throw new Error(`no calendar ${ref.id}`);
    return found.calendar;
  };
}

/** One incident and what happens to it, by the rules alone: no store, no time but the one given. */
export class History {
  readonly rules: Rules;
  readonly book: CalendarBook;
  readonly events: IncidentEvent[] = [];
  state!: Incident;

  constructor(rules: Rules, at: number, change: Partial<Parameters<typeof decideReport>[1]> = {}) {
    this.rules = rules;
    this.book = bookOf(rules);
    const report = {
      title: 'It is down',
      description: '',
      service: null,
      category: null,
      impact: 'high',
      urgency: 'high',
      contact: null,
      site: reporter.site,
      reporterGroups: [],
      ...change,
    };
    this.append(decideReport(1, report, rules), at, reporter);
  }

  append(event: NewIncidentEvent, at: number, actor: Actor): void {
    const version = this.events.length + 1;
    const recorded = {
      ...event,
      seq: version,
      stream: 'incident/1',
      version,
      at,
      actor,
      actorName: actor.id,
    } as IncidentEvent;
    this.events.push(recorded);
    this.state = evolve(this.state ?? null, recorded);
  }

  /** What a timer that looks at this instant would write down. */
  settle(at: number): void {
    for (;;) {
      const due = nextDue(this.state, this.book);
      if (!due || due.at > at) return;
      this.append(due.event, at, systemActor);
    }
  }

  /** What an operation does: what is due first, then the decision. A refusal changes nothing. */
  do(at: number, actor: Actor, decide: (state: Incident) => NewIncidentEvent): boolean {
    this.settle(at);
    try {
      this.append(decide(this.state), at, actor);
      return true;
    } catch (error) {
      if ((error as Error).name !== 'KitError') throw error;
      return false;
    }
  }
}
