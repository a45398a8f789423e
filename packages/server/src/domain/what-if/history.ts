import type { CalendarBook } from '../calendar/calendars.ts';
import type { Documents, DocumentVersion, Rules } from '../configuration/documents.ts';
import { type DocumentEvent, documentOf, kindOf } from '../configuration/events.ts';

/** What an incident has and a draft does not, so that nobody knows what it would have decided. */
export interface Undecidable {
  field: 'impact' | 'urgency' | 'priority' | 'calendar';
  /** The id of it. */
  value: string;
}

/** The documents that decide about priorities and promises. */
export const decidingKinds = ['matrix', 'sla-policies', 'calendars'] as const;
export type DecidingKind = (typeof decidingKinds)[number];

/** What was in force when something was decided. */
export type DecidingRules = Pick<Rules, DecidingKind>;

/** Drafts, to be put in the place of whatever was in force. */
export type Drafts = { readonly [Kind in DecidingKind]?: Documents[Kind] | undefined };

interface Published {
  seq: number;
  version: DocumentVersion;
}

/** What was in force at each position of the log, with drafts in its place or without. */
export class ConfigurationHistory {
  readonly #published: Record<DecidingKind, Published[]>;

  /** @param events every publication of these documents, in the order of the log */
  constructor(events: readonly DocumentEvent[]) {
    const of = (kind: DecidingKind) =>
      events.filter((event) => kindOf(event) === kind).map(toPublished);
    this.#published = {
      matrix: of('matrix'),
      'sla-policies': of('sla-policies'),
      calendars: of('calendars'),
    };
  }

  /**
   * What decided at a position of the log, but for the drafts. Those are one version after the last:
   * where the calendars are drafts, a promise that names one can be told from all others.
   */
  rulesAt(seq: number, drafts: Drafts): DecidingRules {
    return {
      matrix: this.#at('matrix', seq, drafts),
      'sla-policies': this.#at('sla-policies', seq, drafts),
      calendars: this.#at('calendars', seq, drafts),
    };
  }

  /** The calendars of every version, and of the drafts. */
  book(drafts: Drafts): CalendarBook {
    const versions = new Map(
      this.#published.calendars.map(({ version }) => [
        version.version,
        (version as DocumentVersion<'calendars'>).document,
      ]),
    );
    if (drafts.calendars) versions.set(this.#next('calendars'), drafts.calendars);
    return (ref) => {
      if (ref === '24x7') return ref;
      const found = versions.get(ref.version)?.calendars.find((each) => each.id === ref.id);
      if (!found) throw new Error(`There is no calendar “${ref.id}” in version ${ref.version}.`);
      return found.calendar;
    };
  }

  /** What the last version that has it calls a level or a calendar; a priority goes by its id. */
  nameOf({ field, value }: Undecidable): string {
    if (field === 'priority') return value;
    const listOf = ({ version: { document } }: Published): { id: string; name: string }[] =>
      field === 'calendar'
        ? (document as Documents['calendars']).calendars
        : (document as Documents['matrix'])[field === 'impact' ? 'impacts' : 'urgencies'];
    const all = this.#published[field === 'calendar' ? 'calendars' : 'matrix'].flatMap(listOf);
    return all.findLast(({ id }) => id === value)?.name ?? value;
  }

  #at<Kind extends DecidingKind>(kind: Kind, seq: number, drafts: Drafts): DocumentVersion<Kind> {
    const draft = drafts[kind];
    if (draft) {
      const unpublished = { publishedAt: 0, publishedBy: null, reason: null };
      return { kind, version: this.#next(kind), document: draft, ...unpublished };
    }
    const published = this.#published[kind];
    // What was decided before there was such a document is as if by its first version.
    const found = published.findLast((each) => each.seq < seq) ?? published[0];
    if (!found) throw new Error(`The log has no ${kind}.`);
    return found.version as DocumentVersion<Kind>;
  }

  #next(kind: DecidingKind): number {
    return (this.#published[kind].at(-1)?.version.version ?? 0) + 1;
  }
}

function toPublished(event: DocumentEvent): Published {
  const { seq, at: publishedAt, actorName: publishedBy, data } = event;
  const reason = event.personal?.reason ?? null;
  const document = documentOf(event);
  return {
    seq,
    version: {
      kind: kindOf(event),
      version: data.version,
      document,
      publishedAt,
      publishedBy,
      reason,
    },
  };
}
