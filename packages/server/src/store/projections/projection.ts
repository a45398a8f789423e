import type { CalendarBook } from '../../domain/calendar/calendars.ts';
import type { DocumentEvent } from '../../domain/configuration/events.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Article } from '../../domain/knowledge/article.ts';
import type { ArticleEvent } from '../../domain/knowledge/events.ts';
import type { NewRecordEvent, RecordEvent, RecordState } from '../../domain/problem/records.ts';
import type { SiteEvent } from '../../domain/sites/events.ts';
import type { Connection } from '../connection.ts';
import type { KitEvent } from '../port/log.ts';
import type { Snapshot } from '../port/store.ts';
import type { Tables } from '../schema.ts';

/** An event of an incident, and what it made of it. */
export interface IncidentChange<Event extends IncidentEvent = IncidentEvent> {
  event: Event;
  /** Null before it was reported. */
  before: Incident | null;
  after: Incident;
  /** Has the calendar by which the incident's clocks run afterwards. */
  book: CalendarBook;
}

/** A document that was published. */
export interface DocumentChange<Event extends DocumentEvent = DocumentEvent> {
  event: Event;
}

/** A site that was configured. */
export interface SiteVersionChange {
  event: SiteEvent;
}

/** An event of a problem, of a review, or of the hints that rest, and what it made of them. */
export interface RecordChange {
  event: RecordEvent;
  after: RecordState;
}

/** An event of an article, and what it made of it. */
export interface ArticleChange<Event extends ArticleEvent = ArticleEvent> {
  event: Event;
  article: Article;
}

/** What happened, as projections are told of it. */
export type Change =
  | IncidentChange
  | DocumentChange
  | SiteVersionChange
  | RecordChange
  | ArticleChange;

/** Types of events, or all that an incident has. */
type Reads = KitEvent['type'] | 'incident.*';

type ChangeBy<Type extends Reads> = Type extends 'incident.*'
  ? IncidentChange
  : Type extends IncidentEvent['type']
    ? IncidentChange<Extract<IncidentEvent, { type: Type }>>
    : Type extends SiteEvent['type']
      ? SiteVersionChange
      : Type extends NewRecordEvent['type']
        ? RecordChange
        : Type extends ArticleEvent['type']
          ? ArticleChange<Extract<ArticleEvent, { type: Type }>>
          : DocumentChange<Extract<DocumentEvent, { type: Type }>>;

interface Definition<Table extends keyof Tables, Type extends Reads> {
  table: Table;
  /** The events that make rows of it. */
  reads: readonly Type[];
  /** The columns by which a row takes the place of one that is there; null where each row is new. */
  replacedBy: readonly (keyof Tables[Table] & string)[] | null;
  /**
   * Whether what only the last event of a stream makes counts, as it replaces what those before made:
   * then `rows` is called once for all that happens to an incident in a transaction.
   */
  lastEventOnly?: boolean;
  /** Whether commits leave them out: somebody makes them later, of what incidents are by then. */
  isMadeLater?: boolean;
  /**
   * Whether the rows hold what somebody may ask to have erased. When an event is erased, the rows of
   * its whole stream are made again; so no event of another stream may replace them.
   */
  holdsPersonal?: boolean;
  rows(change: ChangeBy<Type>): Tables[Table][];
  /** What can be asked of it. */
  queries?: Queries;
}

/** What can be asked of a noun of the port. */
interface QueriesOf<Noun extends keyof Snapshot> {
  noun: Noun;
  /** What they read. What a command has written there is in the database before it asks. */
  tables: readonly (keyof Tables)[];
  on(connection: Connection): Snapshot[Noun];
}

export type Queries = { [Noun in keyof Snapshot]: QueriesOf<Noun> }[keyof Snapshot];

/** A read model: which events it reads, and which rows they make of what was before. */
export interface Projection {
  readonly table: keyof Tables;
  readonly replacedBy: readonly string[] | null;
  readonly lastEventOnly: boolean;
  readonly isMadeLater: boolean;
  readonly holdsPersonal: boolean;
  reads(type: KitEvent['type']): boolean;
  rows(change: Change): object[];
  readonly queries?: Queries;
}

export function projection<Table extends keyof Tables, Type extends Reads>({
  reads,
  rows,
  lastEventOnly = false,
  isMadeLater = false,
  holdsPersonal = false,
  ...rest
}: Definition<Table, Type>): Projection {
  const types = new Set<string>(reads);
  return {
    ...rest,
    lastEventOnly,
    isMadeLater,
    holdsPersonal,
    reads: (type) => types.has(type) || (types.has('incident.*') && type.startsWith('incident.')),
    rows: rows as unknown as (change: Change) => object[],
  };
}
