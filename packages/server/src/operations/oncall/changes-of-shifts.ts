import { z } from 'zod';
import { assertFit } from '../../domain/configuration/check.ts';
import { type ChangedShift, changedShifts } from '../../domain/oncall/history.ts';
import { schedulesSchema } from '../../domain/oncall/schedules.ts';
import type { OperationContext } from '../context.ts';
import { ofPeriod, periodFields } from '../period.ts';
import { calendarTurns } from './calendars.ts';

export const changesOfShiftsInput = ofPeriod(
  z.strictObject({ document: schedulesSchema, ...periodFields }),
);

export interface ChangesOfShifts {
  changes: ChangedShift[];
  /** The version that the draft is compared with. */
  version: number;
  now: number;
}

/**
 * Whose shifts a draft of the schedules would change, were it published now: nothing of the past.
 * @throws KitError `document-invalid`: it could not be published
 */
export async function changesOfShifts(
  context: OperationContext,
  { document, from, to }: z.output<typeof changesOfShiftsInput>,
): Promise<ChangesOfShifts> {
  const { rules, calendars } = await context.store.read(async (snapshot) => ({
    rules: await snapshot.documents.rules(),
    calendars: await calendarTurns(snapshot),
  }));
  assertFit(rules, { schedules: document }, { schedules: ['document'] });
  const now = context.now();
  const { version, document: before } = rules.schedules;
  const changes = changedShifts(before, document, Math.max(from, now), to, calendars);
  return { changes, version, now };
}
