import type { Head, Recorded } from '../log/event-log.ts';
import type { IncidentFactsTable } from '../projections/incident-facts.ts';
import type { IncidentTextsTable } from '../projections/incident-texts.ts';
import type { Change, Projection } from '../projections/projection.ts';
import { projections } from '../registry.ts';
import type {
  AlertsTable,
  AnomaliesTable,
  AnswersTable,
  BurnEpisodesTable,
  ChatPostsTable,
  DeliveriesTable,
  EventsTable,
  IncidentMovesTable,
  MeasuredHoursTable,
  MeasuredMinutesTable,
  MessagesTable,
  PersonalItemsTable,
  SecretsTable,
  ShiftCalendarsTable,
  SiteSecretsTable,
  SubscribersTable,
  UploadsTable,
  WatchedCountsTable,
  WatchedSeriesTable,
} from '../schema.ts';
import { type Changes, type Row, replacedBy, type WrittenTable, writtenTables } from './changes.ts';

/** The tables that forget what was long ago, all together. */
const ofSignals: readonly string[] = ['deliveries', 'alerts', 'anomalies', 'watched_counts'];
const ofMeasured: readonly string[] = ['measured_minutes', 'measured_hours', 'burn_episodes'];

/** The projections that have what was written with the commit of it. */
const madeAtOnce = projections.filter((each) => !each.isMadeLater);

/** What was written and is not yet in the database: by one command, or by all that succeeded. */
export class PendingWrites {
  /** Of each table, by what a later row replaces them by. */
  readonly #rows = new Map<WrittenTable, Map<unknown, Row>>();
  /** The last change of each stream, for the projections of which only that counts. */
  readonly #lastChanges = new Map<string, Change>();
  readonly #erased = new Set<number>();
  readonly #shown: readonly Projection[];
  #repliesBefore: number | null = null;
  #uploadsBefore: number | null = null;
  #signalsBefore: number | null = null;
  #messagesBefore: number | null = null;
  #subscribersBefore: number | null = null;
  #calendarsBefore: number | null = null;
  #measuredBefore: number | null = null;
  #wordsToIndex: number | null = null;

  /** @param shown the projections that make rows of what happens */
  constructor(shown: readonly Projection[] = madeAtOnce) {
    this.#shown = shown;
  }

  get isEmpty(): boolean {
    const sizes = [this.#rows.size, this.#lastChanges.size, this.#erased.size];
    const forgets = [this.#repliesBefore, this.#uploadsBefore, this.#signalsBefore];
    const removals = [this.#messagesBefore, this.#subscribersBefore, this.#calendarsBefore];
    const others = [this.#measuredBefore, this.#wordsToIndex];
    const isNothing = [...forgets, ...removals, ...others].every((each) => each === null);
    return isNothing && sizes.every((size) => size === 0);
  }

  /** Whether there is something for one of these tables. */
  concerns(tables: readonly string[]): boolean {
    return tables.some(
      (table) =>
        this.#rows.has(table as WrittenTable) ||
        (table === 'events' && this.#erased.size > 0) ||
        (table === 'answers' && this.#repliesBefore !== null) ||
        (table === 'uploads' && this.#uploadsBefore !== null) ||
        (ofSignals.includes(table) && this.#signalsBefore !== null) ||
        (ofMeasured.includes(table) && this.#measuredBefore !== null) ||
        (['messages', 'chat_posts'].includes(table) && this.#messagesBefore !== null) ||
        (table === 'subscribers' && this.#subscribersBefore !== null) ||
        (table === 'shift_calendars' && this.#calendarsBefore !== null) ||
        (this.#lastChanges.size > 0 &&
          this.#shown.some((each) => each.lastEventOnly && each.table === table)),
    );
  }

  addEvent(row: Recorded['row']): void {
    this.#put('events', row);
  }

  addUpload(row: UploadsTable): void {
    this.#put('uploads', row);
  }

  addPersonalItem(row: PersonalItemsTable): void {
    this.#put('personal_items', row);
  }

  addDelivery(row: DeliveriesTable): void {
    this.#put('deliveries', row);
  }

  addAlert(row: AlertsTable): void {
    this.#put('alerts', row);
  }

  addMessage(row: MessagesTable): void {
    this.#put('messages', row);
  }

  addChatPost(row: ChatPostsTable): void {
    this.#put('chat_posts', row);
  }

  addSubscriber(row: SubscribersTable): void {
    this.#put('subscribers', row);
  }

  addShiftCalendar(row: ShiftCalendarsTable): void {
    this.#put('shift_calendars', row);
  }

  addAnomaly(row: AnomaliesTable): void {
    this.#put('anomalies', row);
  }

  addWatchedSeries(row: WatchedSeriesTable): void {
    this.#put('watched_series', row);
  }

  addWatchedCount(row: WatchedCountsTable): void {
    this.#put('watched_counts', row);
  }

  addMoves(row: IncidentMovesTable): void {
    this.#put('incident_moves', row);
  }

  addMeasuredMinute(row: MeasuredMinutesTable): void {
    this.#put('measured_minutes', row);
  }

  addMeasuredHour(row: MeasuredHoursTable): void {
    this.#put('measured_hours', row);
  }

  addBurnEpisode(row: BurnEpisodesTable): void {
    this.#put('burn_episodes', row);
  }

  addReply(row: AnswersTable): void {
    this.#put('answers', row);
  }

  addTexts(row: IncidentTextsTable): void {
    this.#put('incident_texts', row);
  }

  addFacts(row: IncidentFactsTable): void {
    this.#put('incident_facts', row);
  }

  addSecret(row: SecretsTable): void {
    this.#put('secrets', row);
  }

  addSiteSecret(row: SiteSecretsTable): void {
    this.#put('site_secrets', row);
  }

  /** Shows a change to the projections. */
  project(change: Change): void {
    this.#project(change, this.#shown);
  }

  /** Shows a change that was an erased event's to those projections that hold something personal. */
  projectErased(change: Change): void {
    this.#project(
      change,
      this.#shown.filter((each) => each.holdsPersonal),
    );
  }

  erase(seqs: Iterable<number>): void {
    for (const seq of seqs) this.#erased.add(seq);
  }

  forgetRepliesBefore(at: number): void {
    this.#repliesBefore = at;
  }

  forgetUploadsBefore(at: number): void {
    this.#uploadsBefore = at;
  }

  forgetSignalsBefore(at: number): void {
    this.#signalsBefore = at;
  }

  forgetMessagesBefore(at: number): void {
    this.#messagesBefore = at;
  }

  forgetSubscribersBefore(at: number): void {
    this.#subscribersBefore = at;
  }

  forgetMeasuredBefore(at: number): void {
    this.#measuredBefore = at;
  }

  forgetCalendarsBefore(at: number): void {
    this.#calendarsBefore = at;
  }

  /** @param most of how many incidents */
  indexWords(most: number): void {
    this.#wordsToIndex = most;
  }

  /** Puts what was written later on top. */
  merge(later: PendingWrites): void {
    for (const [table, rows] of later.#rows) {
      const existing = this.#rows.get(table);
      if (existing) for (const [key, row] of rows) existing.set(key, row);
      else this.#rows.set(table, rows);
    }
    for (const [stream, change] of later.#lastChanges) this.#lastChanges.set(stream, change);
    this.erase(later.#erased);
    this.#repliesBefore = later.#repliesBefore ?? this.#repliesBefore;
    this.#uploadsBefore = later.#uploadsBefore ?? this.#uploadsBefore;
    this.#signalsBefore = later.#signalsBefore ?? this.#signalsBefore;
    this.#messagesBefore = later.#messagesBefore ?? this.#messagesBefore;
    this.#subscribersBefore = later.#subscribersBefore ?? this.#subscribersBefore;
    this.#calendarsBefore = later.#calendarsBefore ?? this.#calendarsBefore;
    this.#measuredBefore = later.#measuredBefore ?? this.#measuredBefore;
    this.#wordsToIndex = later.#wordsToIndex ?? this.#wordsToIndex;
  }

  /** As rows: each incident once, however often it changed. */
  changes(head: Head): Changes {
    for (const change of this.#lastChanges.values()) {
      for (const projection of this.#shown) {
        if (!projection.lastEventOnly || !projection.reads(change.event.type)) continue;
        for (const row of projection.rows(change)) this.#put(projection.table as WrittenTable, row);
      }
    }
    const rows = new Map<WrittenTable, Row[]>();
    for (const table of writtenTables) {
      const byKey = this.#rows.get(table);
      if (byKey) rows.set(table, [...byKey.values()]);
    }
    const events = (rows.get('events') ?? []) as EventsTable[];
    const erased = new Set(this.#erased);
    if (erased.size > 0 && events.length > 0) {
      const emptied = events.map((row) =>
        erased.delete(row.seq) ? { ...row, personal: null, salt: null } : row,
      );
      rows.set('events', emptied);
    }
    const [repliesBefore, uploadsBefore] = [this.#repliesBefore, this.#uploadsBefore];
    const [signalsBefore, messagesBefore] = [this.#signalsBefore, this.#messagesBefore];
    const [subscribersBefore, calendarsBefore] = [this.#subscribersBefore, this.#calendarsBefore];
    const [measuredBefore, wordsToIndex] = [this.#measuredBefore, this.#wordsToIndex];
    const ofMessages = { signalsBefore, messagesBefore, subscribersBefore };
    const ofOthers = { ...ofMessages, calendarsBefore, measuredBefore, wordsToIndex };
    const before = { repliesBefore, uploadsBefore, ...ofOthers };
    return { rows, erased: [...erased], ...before, head };
  }

  #project(change: Change, shown: readonly Projection[]): void {
    const { type, stream } = change.event;
    for (const projection of shown) {
      if (projection.lastEventOnly || !projection.reads(type)) continue;
      for (const row of projection.rows(change)) this.#put(projection.table as WrittenTable, row);
    }
    this.#lastChanges.set(stream, change);
  }

  #put(table: WrittenTable, row: Row): void {
    let rows = this.#rows.get(table);
    if (!rows) {
      rows = new Map();
      this.#rows.set(table, rows);
    }
    const columns = replacedBy(table);
    rows.set(columns ? keyOf(row as Record<string, unknown>, columns) : row, row);
  }
}

function keyOf(row: Record<string, unknown>, columns: readonly string[]): unknown {
  const [first = '', ...others] = columns;
  if (others.length === 0) return row[first];
  return columns.map((column) => row[column]).join('\n');
}
