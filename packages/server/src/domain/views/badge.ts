import type { CalendarBook } from '../calendar/calendars.ts';
import { type Clocks, readClocks } from '../incident/clocks.ts';
import { toReference } from '../incident/reference.ts';
import type { Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';
import { type ClockView, nextChangeOf } from '../sla/clock.ts';
import type { TargetName } from '../sla/targets.ts';
import type { Audience } from './audience.ts';
import { lastPosition } from './positions.ts';

/** What a status page may know of an incident: how it stands, and nothing that anybody wrote. */
export interface BadgeView {
  incident: string;
  /** Position of the last event of the incident that its reader may know of. */
  seq: number;
  status: Status;
  /** Null where the site does not tell it. */
  priority: string | null;
  clocks: Clocks;
  /** What is due first of the clocks that have not stopped; the resolution while none of them is due. */
  dueFirst: TargetName;
  /** The name of the status, where that is all that the site tells: then no clock has a target. */
  label?: string;
}

/** What a site's badges tell besides the status. */
export interface Disclosure {
  priority: boolean;
  clocks: boolean;
}

/** What a site that does not tell everything makes of a badge. */
export function disclose(badge: BadgeView, { priority, clocks }: Disclosure): BadgeView {
  return {
    ...badge,
    priority: priority ? badge.priority : null,
    ...(!clocks && {
      clocks: withoutTargets(badge.clocks),
      dueFirst: 'resolution',
      label: badge.status.name,
    }),
  };
}

function withoutTargets({ response, resolution }: Clocks): Clocks {
  return { response: withoutTarget(response), resolution: withoutTarget(resolution) };
}

/** As a clock is told that has no target, and never ran. */
function withoutTarget({ target }: ClockView): ClockView {
  return {
    target,
    cycle: 1,
    state: 'none',
    roundTheClock: true,
    startedAt: 0,
    targetMs: null,
    dueAt: null,
    warnAt: null,
    stoppedAt: null,
    elapsedMs: null,
    working: [],
  };
}

export function toBadge(
  incident: Incident,
  book: CalendarBook,
  now: number,
  audience: Audience,
): BadgeView {
  const clocks = readClocks(incident, book, now);
  return {
    incident: toReference(incident.number),
    seq: lastPosition(audience, incident),
    status: incident.status,
    priority: incident.priority,
    clocks,
    dueFirst: dueFirst(clocks),
  };
}

/** The response until there is one, then the resolution, unless an update is due before. */
function dueFirst(clocks: Clocks): TargetName {
  let [first, at]: [TargetName, number] = ['resolution', Infinity];
  for (const { target, dueAt, stoppedAt } of Object.values(clocks)) {
    if (stoppedAt === null && dueAt !== null && dueAt < at) [first, at] = [target, dueAt];
  }
  return first;
}

/** The next instant at which the badge would read otherwise though nothing happened; null for never. */
export function badgeChangesAt(badge: BadgeView, now: number): number | null {
  const instants = Object.values(badge.clocks)
    .map((clock) => nextChangeOf(clock, now))
    .filter((instant) => instant !== null);
  return instants.length > 0 ? Math.min(...instants) : null;
}
