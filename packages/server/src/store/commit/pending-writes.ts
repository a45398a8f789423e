import type { CalendarBook } from '../../domain/calendar/calendars.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Recorded } from '../log/event-log.ts';
import { toIncidentRow } from '../projections/read-models.ts';
import type {
  AffectedTable,
  AnswersTable,
  DocumentsTable,
  IncidentTextsTable,
  NotificationsTable,
  RotationsTable,
} from '../schema.ts';
import type { Changes, Head } from './changes.ts';

/** What was written and is not yet in the database: by one command, or by all that succeeded. */
export class PendingWrites {
  readonly events: Omit<Recorded, 'head'>[] = [];
  /** With the calendars that its clocks run by. */
  readonly incidents = new Map<number, { state: Incident; book: CalendarBook }>();
  readonly texts = new Map<number, IncidentTextsTable>();
  readonly affected: AffectedTable[] = [];
  readonly notifications: NotificationsTable[] = [];
  readonly rotations = new Map<string, RotationsTable>();
  /** By kind and version. */
  readonly documents = new Map<string, DocumentsTable>();
  readonly answers = new Map<string, AnswersTable>();
  readonly secrets = new Map<string, string>();
  readonly erased = new Set<number>();
  /** Answers from before this instant go, epoch milliseconds; null for none. */
  answersBefore: number | null = null;
  /** Highest number of an incident that was reported; null for none. */
  lastNumber: number | null = null;

  get isEmpty(): boolean {
    const { events, answers, secrets, erased, answersBefore } = this;
    const isUnwritten = [answers, secrets, erased].every((each) => each.size === 0);
    return events.length === 0 && isUnwritten && answersBefore === null;
  }

  /** Puts what a command wrote on top. */
  merge(command: PendingWrites): void {
    this.events.push(...command.events);
    putAll(this.incidents, command.incidents);
    putAll(this.texts, command.texts);
    this.affected.push(...command.affected);
    this.notifications.push(...command.notifications);
    putAll(this.rotations, command.rotations);
    putAll(this.documents, command.documents);
    putAll(this.answers, command.answers);
    putAll(this.secrets, command.secrets);
    for (const seq of command.erased) this.erased.add(seq);
    this.answersBefore = command.answersBefore ?? this.answersBefore;
  }

  /** As rows: each incident once, however often it changed. */
  changes(head: Head): Changes {
    const { erased } = this;
    const added = new Set(this.events.map(({ row }) => row.seq));
    return {
      rows: {
        events: this.events.map(({ row }) =>
          erased.has(row.seq) ? { ...row, personal: null, salt: null } : row,
        ),
        incidents: [...this.incidents.values()].map(({ state, book }) =>
          toIncidentRow(state, book),
        ),
        incident_texts: [...this.texts.values()],
        affected: this.affected,
        notifications: this.notifications,
        rotations: [...this.rotations.values()],
        documents: [...this.documents.values()],
        answers: [...this.answers.values()],
        secrets: [...this.secrets].map(([name, value]) => ({ name, value })),
      },
      erased: [...erased].filter((seq) => !added.has(seq)),
      answersBefore: this.answersBefore,
      head,
    };
  }
}

function putAll<Key, Value>(into: Map<Key, Value>, from: Map<Key, Value>): void {
  for (const [key, value] of from) into.set(key, value);
}
