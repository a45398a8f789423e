import { day } from '../../domain/calendar/local-time.ts';
import type { Schedule } from '../../domain/oncall/schedules.ts';
import { type Shift, shiftsBetween } from '../../domain/oncall/shifts.ts';
import type { OperationContext } from '../context.ts';

/** How far ahead the next shift is looked for. */
const ahead = 31 * day;

export interface OnCallNow {
  schedule: string;
  name: string;
  /** Who has it now, until when; its person is null in a gap. */
  current: Shift;
  /** The one after that; null where none begins within 31 days. */
  next: Shift | null;
  /** The team that has what falls into a gap. */
  fallback: string | null;
}

export interface WhoIsOnCall {
  schedules: OnCallNow[];
  now: number;
}

/** Who is on call now and next, of every schedule. */
export async function whoIsOnCall(context: OperationContext): Promise<WhoIsOnCall> {
  const { schedules } = await context.store.read((snapshot) => snapshot.documents.rules());
  const now = context.now();
  return { schedules: schedules.document.schedules.map((each) => nowOf(each, now)), now };
}

function nowOf(schedule: Schedule, now: number): OnCallNow {
  const [current, next] = shiftsBetween(schedule, now, now + ahead);
  if (!current) throw new Error('There always is a shift or a gap.');
  const { id, name, fallback } = schedule;
  return { schedule: id, name, current, next: next ?? null, fallback };
}
