import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { id } from '../../domain/ids.ts';
import { peopleOf, versionOfOverride } from '../../domain/oncall/by-hand.ts';
import { type SchedulesInForce, shiftsInForce } from '../../domain/oncall/history.ts';
import { findSchedule, type OnCallPerson, type Override } from '../../domain/oncall/schedules.ts';
import type { Shift } from '../../domain/oncall/shifts.ts';
import { findTeam } from '../../domain/teams/teams.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { ofPeriod, periodFields } from '../period.ts';
import { type CalendarView, turnsOf, viewsOf } from './calendars.ts';

/** Versions that are read at once. */
const page = 50;

export const listShiftsInput = ofPeriod(z.strictObject({ schedule: id, ...periodFields }));

export interface ShiftsAnswer {
  /** In order, without anything between them; in a gap `person` is null. */
  shifts: Shift[];
  /** What of it somebody has in place of who would have it, in order. */
  overrides: OverrideView[];
  /** The calendars that say who has it, as they were read last. */
  calendars: CalendarView[];
  /** Everybody who takes turns in it. */
  people: OnCallPerson[];
  /** The host's identifier of the caller. */
  caller: string | null;
  /** Whom the caller may put on call: themselves (`own`), or anybody (`all`). */
  mayOverride: 'own' | 'all' | null;
  /** The team that has what falls into a gap, as the version in force says. */
  fallback: string | null;
  /** How that team is called. */
  fallbackName: string | null;
  /** The version in force; 0 while none was published. */
  version: number;
  now: number;
  seq: number;
}

/** An override, and who made it by hand. */
export interface OverrideView extends Override {
  /** Who made it, when (epoch milliseconds) and why; null for one that stood in a published draft. */
  made: { by: string | null; at: number; reason: string | null } | null;
  mayCancel: boolean;
}

/** Who was, is and will be on call: the past as the versions said that were in force then. */
export async function listShifts(
  context: OperationContext,
  { schedule, from, to }: z.output<typeof listShiftsInput>,
): Promise<ShiftsAnswer> {
  return context.store.read(async (snapshot) => {
    const { schedules, teams } = await snapshot.documents.rules();
    const fallback = findSchedule(schedules.document, schedule)?.fallback ?? null;
    const versions = await versionsSince(snapshot, from);
    const calendars = await snapshot.shiftCalendars.all();
    const shifts = shiftsInForce(versions, schedule, from, to, turnsOf(calendars));
    const reach = reachOf(context.caller, 'on-call:override');
    return {
      shifts,
      overrides: await overridesOf(context, snapshot, schedule, shifts),
      calendars: viewsOf(findSchedule(schedules.document, schedule), calendars),
      people: peopleOf(schedules.document, schedule),
      caller: context.caller.id,
      mayOverride: reach === 'own' || reach === 'all' ? reach : null,
      fallback,
      fallbackName: fallback && (findTeam(teams.document, fallback)?.name ?? fallback),
      version: schedules.version,
      now: context.now(),
      seq: await snapshot.log.lastSeq(),
    };
  });
}

async function overridesOf(
  { caller, now }: OperationContext,
  { documents }: Snapshot,
  schedule: string,
  shifts: readonly Shift[],
): Promise<OverrideView[]> {
  const current = findSchedule((await documents.rules()).schedules.document, schedule);
  const ids = shifts.flatMap(({ by }) => (by && 'override' in by ? [by.override] : []));
  const views: OverrideView[] = [];
  for (const id of new Set(ids)) {
    const version = versionOfOverride(id);
    const made = version === null ? null : await documents.get('schedules', version);
    const inForce = current?.overrides.find((each) => each.id === id);
    const madeIn = made && findSchedule(made.document, schedule);
    const override = inForce ?? madeIn?.overrides.find((each) => each.id === id);
    if (!override) continue;
    const isTheirs = caller.id !== null && override.person.id === caller.id;
    views.push({
      ...override,
      made: made && { by: made.publishedBy, at: made.publishedAt, reason: made.reason },
      mayCancel:
        inForce !== undefined &&
        inForce.to > now() &&
        (isTheirs || reachOf(caller, 'on-call:override') === 'all'),
    });
  }
  return views;
}

/** The versions of which any was in force at an instant or later, in their order. */
export async function versionsSince(snapshot: Snapshot, from: number): Promise<SchedulesInForce[]> {
  const found: SchedulesInForce[] = [];
  for (let before: number | null = null; ; ) {
    const headers = await snapshot.documents.versions('schedules', before, page);
    for (const { version, publishedAt } of headers) {
      const read = await snapshot.documents.get('schedules', version);
      if (read) found.unshift({ publishedAt, document: read.document });
      if (publishedAt <= from) return found;
    }
    const last = headers.at(-1)?.version ?? 1;
    if (headers.length < page || last <= 1) return found;
    before = last;
  }
}
