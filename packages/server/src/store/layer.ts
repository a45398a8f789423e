import type { Incident } from '../domain/incident/state.ts';
import type { Changes, Head } from './changes.ts';
import type { Recorded } from './event-log.ts';
import { toIncidentRow } from './read-models.ts';
import type { AnswersTable, MatrixVersionsTable } from './schema.ts';

/** What was written and is not yet in the database: by one command, or by all that succeeded. */
export class Layer {
  readonly events: Omit<Recorded, 'head'>[] = [];
  readonly incidents = new Map<number, Incident>();
  readonly matrices = new Map<number, MatrixVersionsTable>();
  readonly answers = new Map<string, AnswersTable>();
  readonly secrets = new Map<string, string>();
  readonly erased = new Set<number>();
  /** Highest number of an incident that was reported; null for none. */
  lastNumber: number | null = null;

  get isEmpty(): boolean {
    const { events, incidents, matrices, answers, secrets, erased } = this;
    return (
      events.length === 0 &&
      [incidents, matrices, answers, secrets, erased].every((each) => each.size === 0)
    );
  }

  /** Puts what a command wrote on top. */
  merge(command: Layer): void {
    this.events.push(...command.events);
    putAll(this.incidents, command.incidents);
    putAll(this.matrices, command.matrices);
    putAll(this.answers, command.answers);
    putAll(this.secrets, command.secrets);
    for (const seq of command.erased) this.erased.add(seq);
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
        incidents: [...this.incidents.values()].map(toIncidentRow),
        matrix_versions: [...this.matrices.values()],
        answers: [...this.answers.values()],
        secrets: [...this.secrets].map(([name, value]) => ({ name, value })),
      },
      erased: [...erased].filter((seq) => !added.has(seq)),
      head,
    };
  }
}

function putAll<Key, Value>(into: Map<Key, Value>, from: Map<Key, Value>): void {
  for (const [key, value] of from) into.set(key, value);
}
