import { format } from '../../base/intl.ts';
import type { TimelineFeed } from '../timeline-feed.ts';

/** Zones change their offsets at full quarters of an hour. */
const quarter = 15 * 60_000;

/** Whether the clocks of two zones show something else at any instant that a timeline shows. */
export class ZoneComparison {
  #asked = '';
  #differs = false;

  /** @param own - undefined for the browser's zone */
  differs(
    zone: string,
    own: string | undefined,
    { entries, head }: Pick<TimelineFeed, 'entries' | 'head'>,
  ): boolean {
    if (zone === (own ?? browserZone())) return false;
    const clocks = head ? Object.values(head.incident.clocks) : [];
    const asked = [
      zone,
      own,
      head?.incident.seq,
      entries.length,
      entries[0]?.seq,
      entries.at(-1)?.seq,
    ].join();
    if (asked === this.#asked) return this.#differs;
    this.#asked = asked;
    const quarters = new Set<number>();
    const add = (at: number | null) => at !== null && quarters.add(Math.floor(at / quarter));
    for (const { startedAt, dueAt, stoppedAt } of clocks) {
      for (const at of [startedAt, dueAt, stoppedAt]) add(at);
    }
    for (const { at } of entries) add(at);
    this.#differs = [...quarters].some(
      (each) => reads(each * quarter, zone) !== reads(each * quarter, own),
    );
    return this.#differs;
  }
}

function reads(at: number, timeZone: string | undefined): string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return format(Intl.DateTimeFormat, 'sv-SE', options, at);
}

function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const zones: Record<string, boolean> = {};

/** Whether this browser knows a zone: the server's list may be newer. */
export function isZone(zone: string): boolean {
  zones[zone] ??= (() => {
    try {
      return !!new Intl.DateTimeFormat('en', { timeZone: zone });
    } catch {
      return false;
    }
  })();
  return zones[zone];
}
