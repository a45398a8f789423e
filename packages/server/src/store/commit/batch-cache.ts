import type { Rules } from '../../domain/configuration/documents.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { DocumentShelf } from '../projections/documents.ts';
import type { Layer } from './pending-writes.ts';

/**
 * What follows from the log alone: it stays true until somebody else appends, so the next transaction
 * need not ask again. Undefined is not asked yet.
 */
export interface Learned {
  lastNumber?: number | undefined;
  rules?: Rules | undefined;
}

/**
 * What is known of the database under the lock of the log: what was read from it, and what commands
 * that succeeded have made of it since. Null is known not to be there.
 */
export class Known {
  readonly incidents = new Map<number, Incident | null>();
  /** By `answerId`. */
  readonly answers = new Map<string, string | null>();
  readonly secrets = new Map<string, string | null>();
  readonly learned: Learned;

  /** Documents that are in the database for good; one's own once a command has published another. */
  shelf: DocumentShelf;

  constructor(learned: Learned, shelf: DocumentShelf) {
    this.learned = { ...learned };
    this.shelf = shelf;
  }

  /** Takes over what a command wrote. */
  learn(command: Layer): void {
    for (const [number, { state }] of command.incidents) this.incidents.set(number, state);
    for (const [id, { answer }] of command.answers) this.answers.set(id, answer);
    for (const [name, value] of command.secrets) this.secrets.set(name, value);
    const last = command.lastNumber;
    if (last !== null) this.learned.lastNumber = last;
    if (command.documents.size === 0) return;
    this.learned.rules = undefined;
    this.shelf = this.shelf.copy();
  }
}

/** Where the answer to an idempotency key is found in a map. */
export function answerId(scope: string, key: string): string {
  return `${scope}\n${key}`;
}

/** What is known under a key, or else what `read` finds, which is known from then on. */
export async function remembered<Key, Value>(
  known: Map<Key, Value>,
  key: Key,
  read: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key);
  if (value !== undefined) return value;
  const found = await read();
  known.set(key, found);
  return found;
}
