import { z } from 'zod';
import { id, name } from '../ids.ts';
import { type Calendar, calendarSchema } from './calendar.ts';

/** The calendars that policies can name. `24x7` is always there and needs no entry. */
export const calendarsSchema = z.strictObject({
  calendars: z.array(z.strictObject({ id, name, calendar: calendarSchema })).max(100),
});

export type Calendars = z.infer<typeof calendarsSchema>;

export const defaultCalendars: Calendars = { calendars: [] };

/** A calendar in a version of the calendars; versions never change, so this always means the same. */
export type CalendarRef = '24x7' | { id: string; version: number };

/** Looks a reference up. */
export type CalendarBook = (ref: CalendarRef) => Calendar;
