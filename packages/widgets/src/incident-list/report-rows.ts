import type { IncidentRow } from '@incident-kit/server/domain';

/** A page of a list, newest first. */
export interface ReportPage {
  incidents: readonly IncidentRow[];
  /** What to read before, for the page after this one; null when this is the last. */
  next: number | string | null;
}

const numberOf = ({ incident }: IncidentRow) => Number(incident.slice(4));

/**
 * What somebody reported, newest first, as far down as it was read. Pages and changes may come in any order and more
 * than once. It knows no server: it is told.
 */
export class ReportRows {
  rows: readonly IncidentRow[] = [];
  /** What to read before, if there is more. */
  next: number | string | null = null;
  /** Whether a first page has come. */
  isKnown = false;
  /** The newest incident there is, whoever reported it, as far as it has been asked about. */
  #newest = 0;

  /** Takes the first page, read for the first time or again. */
  receiveFirst({ incidents, next }: ReportPage): void {
    const last = incidents.at(-1);
    const [first] = this.rows;
    // More was reported meanwhile than a page holds: what lies between is read again.
    const isGap = !first || (next !== null && !!last && numberOf(last) > numberOf(first));
    if (!this.isKnown || isGap) this.next = next;
    this.rows = isGap ? incidents : this.#merged(incidents);
    this.isKnown = true;
    this.#lookUpTo(incidents[0]);
  }

  /** Takes the page after the last row. */
  receiveNext({ incidents, next }: ReportPage): void {
    this.rows = this.#merged(incidents);
    this.next = next;
  }

  /**
   * Takes a row that has changed. Gives true for one that is newer than all that are known: the list has to be read
   * to learn whether it is of these, since the desk hears of everybody's.
   */
  change(row: IncidentRow): boolean {
    const isMine = this.rows.some(({ incident }) => incident === row.incident);
    if (isMine) this.rows = this.#merged([row]);
    const isNews = !isMine && numberOf(row) > this.#newest;
    if (isNews) this.#lookUpTo(row);
    return isNews;
  }

  /** Another identity. */
  forget(): void {
    this.rows = [];
    this.next = null;
    this.isKnown = false;
    this.#newest = 0;
  }

  #lookUpTo(row: IncidentRow | undefined): void {
    if (row) this.#newest = Math.max(this.#newest, numberOf(row));
  }

  /** Of two of one incident the later counts. */
  #merged(rows: readonly IncidentRow[]): IncidentRow[] {
    const all = new Map(this.rows.map((row) => [row.incident, row]));
    for (const row of rows) {
      const known = all.get(row.incident);
      if (!known || known.seq <= row.seq) all.set(row.incident, row);
    }
    return [...all.values()].sort((a, b) => numberOf(b) - numberOf(a));
  }
}
