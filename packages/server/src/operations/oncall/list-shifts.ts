import { z } from 'zod';
import { id } from '../../domain/ids.ts';
import { type SchedulesInForce, shiftsInForce } from '../../domain/oncall/history.ts';
import { findSchedule } from '../../domain/oncall/schedules.ts';
import type { Shift } from '../../domain/oncall/shifts.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { ofPeriod, periodFields } from './period.ts';

/** Versions that are read at once. */
const page = 50;

export const listShiftsInput = ofPeriod(z.strictObject({ schedule: id, ...periodFields }));

export interface ShiftsAnswer {
  /** In order, without anything between them; in a gap `person` is null. */
  shifts: Shift[];
  /** The team that has what falls into a gap, as the version in force says. */
  fallback: string | null;
  /** The version in force; 0 while none was published. */
  version: number;
  now: number;
}

/** Who was, is and will be on call: the past as the versions said that were in force then. */
export async function listShifts(
  context: OperationContext,
  { schedule, from, to }: z.output<typeof listShiftsInput>,
): Promise<ShiftsAnswer> {
  return context.store.read(async (snapshot) => {
    const { schedules } = await snapshot.documents.rules();
    const versions = await versionsSince(snapshot, from);
    return {
      shifts: shiftsInForce(versions, schedule, from, to),
      fallback: findSchedule(schedules.document, schedule)?.fallback ?? null,
      version: schedules.version,
      now: context.now(),
    };
  });
}

/** The versions of which any was in force at an instant or later, in their order. */
async function versionsSince(snapshot: Snapshot, from: number): Promise<SchedulesInForce[]> {
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
