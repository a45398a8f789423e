import ICAL from 'ical.js';
import { day, isZone } from '../domain/calendar/local-time.ts';
import { firstAt } from '../domain/oncall/handoffs.ts';

/** The instant at which a wall clock shows a time; both as epoch milliseconds, the time as if it were in UTC. */
export type Clock = (wall: number) => number;

const mostZones = 20;
const mostDefined = 20;
const longestDefinition = 20_000;

/** A year's changes are all that a definition may repeat: others could be gone through for hours. */
const plainRule =
  /^FREQ=YEARLY(;(INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=-?\d[A-Z]{2}|WKST=[A-Z]{2}|UNTIL=\d{8}(T\d{6}Z?)?))*$/i;

/** In UTC every clock shows what it shows. */
export const utc: Clock = (wall) => wall;

/** The clocks that the times of a calendar go by. */
export class Zones {
  readonly #known = new Map<string, Clock | null>();
  readonly #defined: ReadonlyMap<string, ICAL.Timezone>;

  constructor(text: string) {
    this.#defined = definedIn(text);
  }

  /** By an IANA name, one at the end of a longer one, or as the calendar itself defines it; null for others. */
  clockOf(name: string): Clock | null {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size >= mostZones) return null;
    const clock = this.#find(name);
    this.#known.set(name, clock);
    return clock;
  }

  #find(name: string): Clock | null {
    const parts = name.replace(/^\/+/, '').split('/');
    const longest = Math.min(3, parts.length);
    for (let count = longest; count > 0; count -= 1) {
      const zone = parts.slice(-count).join('/');
      // The last word alone is a zone by chance: `EST` of a name that somebody made up.
      if ((count > 1 || parts.length === 1) && isZone(zone)) return (wall) => firstAt(zone, wall);
    }
    const defined = this.#defined.get(name.toUpperCase());
    if (!defined) return null;
    return (wall) => wall - defined.utcOffset(timeOf(wall)) * 1_000;
  }
}

/** A wall time as the library has it, of no zone. */
export function timeOf(wall: number, isDate = false): ICAL.Time {
  const at = new Date(wall);
  return ICAL.Time.fromData({
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    isDate,
  });
}

export function wallOf({ year, month, day: dayOfMonth, hour, minute, second }: ICAL.Time): number {
  const midnight = Date.UTC(2000, month - 1, dayOfMonth) + yearsFrom2000(year, month, dayOfMonth);
  return midnight + ((hour * 60 + minute) * 60 + second) * 1_000;
}

/** What `Date.UTC` leaves to guessing for years of two digits. */
function yearsFrom2000(year: number, month: number, dayOfMonth: number): number {
  const at = new Date(Date.UTC(2000, month - 1, dayOfMonth));
  const there = new Date(0);
  there.setUTCFullYear(year, month - 1, dayOfMonth);
  return Math.round((there.getTime() - at.getTime()) / day) * day;
}

function definedIn(text: string): ReadonlyMap<string, ICAL.Timezone> {
  const unfolded = text.replace(/\r?\n[ \t]/g, '');
  const found = new Map<string, ICAL.Timezone>();
  const blocks = [...unfolded.matchAll(/^BEGIN:VTIMEZONE\s*$[\s\S]*?^END:VTIMEZONE\s*$/gim)];
  for (const [block] of blocks.slice(0, mostDefined)) {
    const rules = [...block.matchAll(/^RRULE:(.*)$/gim)].map(([, rule = '']) => rule.trim());
    if (block.length > longestDefinition || !rules.every((rule) => plainRule.test(rule))) continue;
    try {
      const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(block) as unknown[]));
      found.set(zone.tzid.toUpperCase(), zone);
    } catch {
      // What goes by it is read as what cannot be read.
    }
  }
  return found;
}
