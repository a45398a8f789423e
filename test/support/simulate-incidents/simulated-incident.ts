import {
  type Actor,
  type CalendarBook,
  ConfigurationHistory,
  type DocumentEvent,
  type DocumentKind,
  type Documents,
  documentKinds,
  evolve,
  type Incident,
  type IncidentEvent,
  type NewIncidentEvent,
  published,
  type Report,
  type Rules,
  systemActor,
} from '../../../packages/server/src/domain/index.ts';
import { rulesOf } from './rules.ts';
import { SimulatedDesk, type Stamp } from './simulated-desk.ts';

export const desk: Actor = { role: 'agent', id: 'grace', site: 'pk_intranet' };
export const reporter: Actor = { role: 'reporter', id: 'rosa', site: 'pk_intranet' };

export type Publication = {
  [Kind in DocumentKind]: { kind: Kind; document: Documents[Kind] };
}[DocumentKind];

/** One incident of a desk, with the log that it and the documents have left, in memory. */
export class SimulatedIncident {
  readonly events: IncidentEvent[] = [];
  readonly publications: DocumentEvent[] = [];
  state: Incident;
  readonly #desk: SimulatedDesk;
  #seq = 0;

  constructor(documents: Documents, at: number, change: Partial<Report> = {}) {
    this.#desk = new SimulatedDesk(rulesOf(documents), noCalendars, (before, event, stamp) =>
      this.#record(before, event, stamp),
    );
    for (const kind of documentKinds) {
      this.publish({ kind, document: documents[kind] } as Publication, at);
    }
    this.state = this.#desk.report(1, { ...plainReport, ...change }, stampOf(reporter, at));
  }

  get rules(): Rules {
    return this.#desk.rules;
  }

  /** The calendars of every version so far. */
  get book(): CalendarBook {
    return this.#desk.book;
  }

  /** Puts another version of a document in force. */
  publish({ kind, document }: Publication, at: number): void {
    const version = this.publications.filter((each) => each.stream === kind).length + 1;
    const event = published(kind, { basedOn: version - 1, document, reason: null }, version);
    const place = this.#place(kind, version);
    const recorded = { ...event, ...place, ...stampOf(systemActor, at) } as DocumentEvent;
    this.publications.push(recorded);
    const last = { version, publishedAt: at, publishedBy: null, reason: null };
    this.#desk.rules = { ...this.#desk.rules, [kind]: { kind, document, ...last } };
    this.#desk.book = new ConfigurationHistory(this.publications).book({});
  }

  /** What a timer that looks at this instant writes down. */
  applyDue(at: number): void {
    this.state = this.#desk.applyDue(this.state, at);
  }

  /** A command. @returns whether it was done; when it was refused nothing was written down */
  do(at: number, actor: Actor, decide: (state: Incident) => NewIncidentEvent): boolean {
    const { version } = this.state;
    this.state = this.#desk.do(this.state, stampOf(actor, at), decide);
    return this.state.version > version;
  }

  #record(before: Incident | null, event: NewIncidentEvent, stamp: Stamp): Incident {
    const place = this.#place('incident/1', this.events.length + 1);
    const recorded = { ...event, ...place, ...stamp } as IncidentEvent;
    this.events.push(recorded);
    return evolve(before, recorded);
  }

  #place(stream: string, version: number) {
    this.#seq += 1;
    return { seq: this.#seq, stream, version };
  }
}

const noCalendars: CalendarBook = () => '24x7';

const plainReport: Report = {
  title: 'It is down',
  description: '',
  service: null,
  category: null,
  impact: 'high',
  urgency: 'high',
  contact: null,
  site: reporter.site,
  reporterGroups: [],
};

function stampOf(actor: Actor, at: number): Stamp {
  return { at, actor, actorName: actor.id };
}
