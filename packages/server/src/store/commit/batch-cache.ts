import type { Rules } from '../../domain/configuration/documents.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Workload } from '../../domain/routing/route.ts';
import type { DocumentCache } from '../document-cache.ts';
import type { KitEvent } from '../port/log.ts';
import type { IncidentChange } from '../projections/projection.ts';
import { applyToWorkload } from './workload.ts';

/**
 * What follows from the log alone: it stays true until somebody else appends, so the next batch need
 * not ask again. Undefined, or not in the map, when nobody has asked yet.
 */
export interface LogFacts {
  lastNumber?: number | undefined;
  rules?: Rules | undefined;
  /** The last version of each kind of document. */
  versions?: ReadonlyMap<string, number> | undefined;
  /** By team. */
  workloads?: ReadonlyMap<string, Workload> | undefined;
}

/** What a command has written, as it reads it back. */
export class CommandWrites {
  readonly events: KitEvent[] = [];
  readonly changes: IncidentChange[] = [];
  readonly incidents = new Map<number, Incident>();
  /** By `replyId`. */
  readonly replies = new Map<string, string>();
  readonly secrets = new Map<string, string>();
  /** The highest number of an incident that it reported; null for none. */
  lastNumber: number | null = null;
  /** Whether it published a document, or erased from one. */
  hasDocuments = false;
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
  update(command: CommandWrites): void {
    for (const [number, state] of command.incidents) this.incidents.set(number, state);
    for (const [id, reply] of command.replies) this.replies.set(id, reply);
    for (const [name, value] of command.secrets) this.secrets.set(name, value);
    if (command.lastNumber !== null) this.logFacts.lastNumber = command.lastNumber;
    this.#updateWorkloads(command.changes);
    if (!command.hasDocuments) return;
    this.logFacts.rules = undefined;
    this.logFacts.versions = undefined;
    this.documentCache = this.documentCache.copy();
  }

  /** Keeps what was read of a team. */
  addWorkload(team: string, workload: Workload): void {
    this.logFacts.workloads = new Map(this.logFacts.workloads).set(team, workload);
  }

  #updateWorkloads(changes: readonly IncidentChange[]): void {
    const { workloads } = this.logFacts;
    if (!workloads || changes.length === 0) return;
    const updated = new Map(workloads);
    for (const change of changes) {
      for (const team of new Set([change.before?.team, change.after.team])) {
        const workload = team ? updated.get(team) : undefined;
        if (team && workload) updated.set(team, applyToWorkload(workload, team, change));
      }
    }
    this.logFacts.workloads = updated;
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
