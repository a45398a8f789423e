import { hash, randomBytes } from 'node:crypto';
import { day } from '../../domain/calendar/local-time.ts';
import { shiftsInForce } from '../../domain/oncall/history.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { ownerOf } from '../personal/owner.ts';
import { calendarTurns } from './calendars.ts';
import { versionsSince } from './list-shifts.ts';
import { shiftsToICal } from './to-ical.ts';

/** What a calendar is given: a month of the past, and half a year ahead. */
const past = 31 * day;
const ahead = 183 * day;

export interface ShiftFeedAnswer {
  /** Whether there is an address by which a calendar reads the caller's shifts. */
  isOn: boolean;
}

export interface ShiftFeedMade {
  /** It is told this once: of it only a digest is kept. */
  address: string;
}

/** Whether the caller's shifts can be read by an address. */
export async function readShiftFeed(context: OperationContext): Promise<ShiftFeedAnswer> {
  const owner = ownerOf(context);
  const items = await context.store.read(({ personal }) => personal.all(owner, 'shift-feed'));
  return { isOn: items.length > 0 };
}

/** Makes an address by which a calendar reads the caller's shifts, in place of the one before. */
export async function makeShiftFeed(context: OperationContext): Promise<ShiftFeedMade> {
  const owner = ownerOf(context);
  const token = `oncall_${randomBytes(32).toString('base64url')}`;
  await context.store.write(async (transaction) => {
    const { personal } = transaction;
    for (const { id } of await personal.all(owner, 'shift-feed')) {
      await personal.keep(owner, 'shift-feed', id, null, context.now());
    }
    await personal.keep(owner, 'shift-feed', digestOf(token), 'on', context.now());
  });
  return { address: `${context.publicUrl}/on-call/${token}.ics` };
}

/** Ends it: the address answers nothing any more. That there is none is as well. */
export async function endShiftFeed(context: OperationContext): Promise<ShiftFeedAnswer> {
  const owner = ownerOf(context);
  await context.store.write(async ({ personal }) => {
    for (const { id } of await personal.all(owner, 'shift-feed')) {
      await personal.keep(owner, 'shift-feed', id, null, context.now());
    }
  });
  return { isOn: false };
}

/** The shifts behind an address, as an iCalendar text; null where it was never made, or has ended. */
export async function readFeed(
  { store, now }: { store: Store; now(): number },
  token: string,
): Promise<string | null> {
  return store.read(async (snapshot) => {
    const [owner] = await snapshot.personal.holders('shift-feed', digestOf(token), 0);
    if (!owner) return null;
    const at = now();
    const window = { from: at - past, to: at + ahead };
    const versions = await versionsSince(snapshot, window.from);
    const { schedules } = (await snapshot.documents.rules()).schedules.document;
    const calendars = await calendarTurns(snapshot);
    const all = schedules.map(({ id, name }) => ({
      schedule: id,
      name,
      shifts: shiftsInForce(versions, id, window.from, window.to, calendars),
    }));
    return shiftsToICal(owner.person, all, window.from, at);
  });
}

function digestOf(token: string): string {
  return hash('sha256', token, 'hex');
}
