import type { Incident } from '../domain/incident/state.ts';
import type { MatrixVersion } from '../domain/matrix/matrix.ts';
import type { Layer } from './layer.ts';

/**
 * What follows from the log alone: it stays true until somebody else appends, so the next transaction
 * need not ask again. Undefined is not asked yet.
 */
export interface Learned {
  lastNumber?: number | undefined;
  currentMatrix?: MatrixVersion | null | undefined;
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

  constructor(learned: Learned) {
    this.learned = { ...learned };
  }

  /** Takes over what a command wrote. */
  learn(command: Layer): void {
    for (const [number, incident] of command.incidents) this.incidents.set(number, incident);
    for (const [id, { answer }] of command.answers) this.answers.set(id, answer);
    for (const [name, value] of command.secrets) this.secrets.set(name, value);
    const last = command.lastNumber;
    if (last !== null) this.learned.lastNumber = last;
    if (command.matrices.size > 0) this.learned.currentMatrix = undefined;
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
