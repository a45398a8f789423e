import type { CalendarBook, CalendarRef } from '../domain/calendar/calendars.ts';
import { versionBeforeFirst } from '../domain/configuration/defaults.ts';
import {
  type DocumentKind,
  type DocumentVersion,
  documentKinds,
  type Rules,
} from '../domain/configuration/documents.ts';
import type { Connection } from './connection.ts';
import { readCurrentVersions, readDocument } from './projections/documents.ts';

/** Versions that are kept in memory. They never change, and there are few. */
const mostKept = 500;

/**
 * Documents that were read and are in the database for good, so that the rules need not be parsed
 * again for each command.
 */
export class DocumentCache {
  readonly #kept: Map<string, DocumentVersion>;
  /** How often it has been emptied: what was read before that is not kept after it. */
  #emptied = 0;

  constructor(kept: ReadonlyMap<string, DocumentVersion> = new Map()) {
    this.#kept = new Map(kept);
  }

  /** One of its own, for reading what may yet be taken back. */
  copy(): DocumentCache {
    return new DocumentCache(this.#kept);
  }

  /** Versions may be others than they were: the log was put back to an earlier state and has gone on. */
  clear(): void {
    this.#kept.clear();
    this.#emptied += 1;
  }

  async get<Kind extends DocumentKind>(
    connection: Connection,
    kind: Kind,
    version: number,
  ): Promise<DocumentVersion<Kind> | null> {
    if (version === 0) return versionBeforeFirst(kind);
    const key = `${kind}@${version}`;
    const kept = this.#kept.get(key);
    if (kept) return kept as DocumentVersion<Kind>;
    const emptied = this.#emptied;
    const found = await readDocument(connection, kind, version);
    if (!found || emptied !== this.#emptied) return found;
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(key, found as DocumentVersion);
    return found;
  }

  /** @param known the last version of each kind, if that was read already */
  async rules(connection: Connection, known?: ReadonlyMap<string, number>): Promise<Rules> {
    const versions = known ?? (await readCurrentVersions(connection));
    const rules: Partial<Record<DocumentKind, DocumentVersion>> = {};
    for (const kind of documentKinds) {
      const found = await this.get(connection, kind, versions.get(kind) ?? 0);
      if (!found) throw new Error(`The database has no ${kind}.`);
      rules[kind] = found as DocumentVersion;
    }
    return rules as unknown as Rules;
  }

  async calendarBook(connection: Connection, refs: readonly CalendarRef[]): Promise<CalendarBook> {
    const versions = new Set(refs.flatMap((ref) => (ref === '24x7' ? [] : [ref.version])));
    if (versions.size === 0) return aroundTheClock;
    const read = [...versions].map((each) => this.get(connection, 'calendars', each));
    const found = new Map((await Promise.all(read)).map((each) => [each?.version, each?.document]));
    return (ref) => {
      if (ref === '24x7') return ref;
      const entry = found.get(ref.version)?.calendars.find((each) => each.id === ref.id);
      if (!entry) throw new Error(`Version ${ref.version} of the calendars has no “${ref.id}”.`);
      return entry.calendar;
    };
  }
}

const aroundTheClock: CalendarBook = (ref) => {
  if (ref === '24x7') return ref;
  throw new Error(`The calendar “${ref.id}” was not asked for.`);
};
