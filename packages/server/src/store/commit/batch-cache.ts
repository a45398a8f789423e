import type { Rules } from '../../domain/configuration/documents.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { DocumentCache } from '../document-cache.ts';
import type { PendingWrites } from './pending-writes.ts';

/**
 * What follows from the log alone: it stays true until somebody else appends, so the next transaction
 * need not ask again. Undefined when nobody has asked yet.
 */
export interface LogFacts {
  lastNumber?: number | undefined;
  rules?: Rules | undefined;
}

/**
 * What a batch has read from the database under the lock of the log, with what its commands that
 * succeeded have made of it since. Null is what is not there.
 */
export class BatchCache {
  readonly incidents = new Map<number, Incident | null>();
  /** By `replyId`. */
  readonly replies = new Map<string, string | null>();
  readonly secrets = new Map<string, string | null>();
  readonly logFacts: LogFacts;

  /** Documents that are in the database for good; one's own once a command has published another. */
  documentCache: DocumentCache;

  constructor(logFacts: LogFacts, documentCache: DocumentCache) {
    this.logFacts = { ...logFacts };
    this.documentCache = documentCache;
  }

  /** Takes over what a command that succeeded wrote. */
  update(command: PendingWrites): void {
    for (const [number, { state }] of command.incidents) this.incidents.set(number, state);
    for (const [id, { answer }] of command.answers) this.replies.set(id, answer);
    for (const [name, value] of command.secrets) this.secrets.set(name, value);
    const last = command.lastNumber;
    if (last !== null) this.logFacts.lastNumber = last;
    if (command.documents.size === 0) return;
    this.logFacts.rules = undefined;
    this.documentCache = this.documentCache.copy();
  }
}

/** The key of a reply in a map. */
export function replyId(scope: string, key: string): string {
  return `${scope}\n${key}`;
}

/** What a map has under a key, or else what `read` finds, which is in the map from then on. */
export async function cached<Key, Value>(
  cache: Map<Key, Value>,
  key: Key,
  read: () => Promise<Value>,
): Promise<Value> {
  const value = cache.get(key);
  if (value !== undefined) return value;
  const found = await read();
  cache.set(key, found);
  return found;
}
