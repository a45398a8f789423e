import { z } from 'zod';
import { zoneName } from '../calendar/calendar.ts';
import { isDate } from '../calendar/local-time.ts';
import { coded } from '../field-errors.ts';
import { id, name } from '../ids.ts';
import { limits } from '../limits.ts';
import { bounded } from '../plain-text.ts';

const person = z.strictObject({
  /** As the host's tokens name the person (`sub`). */
  id: bounded(z.string(), { min: 1, max: 200 }),
  name,
});

/** `YYYY-MM-DDTHH:MM` as the wall clock of the layer's zone shows it, whatever its offset is then. */
const wallTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'Write the time as YYYY-MM-DDTHH:MM, by the clock of the zone.',
  )
  .refine((text) => isDate(text.slice(0, 10)), {
    error: (issue) => `“${issue.input}” is on no date that exists. Write it as YYYY-MM-DDTHH:MM.`,
    ...coded('wrong-date'),
  });

/** The end of the year 9999: later ones have no date that could be written. */
const lastInstant = 253_402_300_799_999;

export const instant = z.int('An instant is in epoch milliseconds.').min(0).max(lastInstant);

/** A calendar that others keep, and whom its events name. */
const calendar = z.strictObject({
  /** Where its iCalendar text is. Who knows such an address can often read it: the desk's documents have it. */
  url: z.url({ protocol: /^https?$/, error: 'Write the address as https://….' }).max(2_000),
  /** What of an event says who has it: whom it invites, or its title. */
  by: z.enum(['attendee', 'summary']),
  /** What is written there for somebody: an email address, or a name. Ids and names of the people need none. */
  names: z
    .array(
      z.strictObject({
        written: bounded(z.string(), { min: 1, max: 200 }),
        /** The id of one of the people. */
        person: bounded(z.string(), { min: 1, max: 200 }),
      }),
    )
    .max(300)
    .default([]),
});

const layer = z.strictObject({
  id,
  name,
  /** The IANA name of a time zone, e.g. `Europe/Berlin`. */
  zone: zoneName,
  /** When the first of the people begins. Handoffs follow from it by the wall clock. */
  start: wallTime,
  /** When the layer ends; null: never. */
  until: wallTime.nullable().default(null),
  /** How long one person has it; left out where a calendar says so. */
  length: z
    .strictObject({
      unit: z.enum(['hours', 'days', 'weeks']),
      count: z.int().min(1).max(1_000),
    })
    .optional(),
  /** The calendar that says who has it when; left out where people take turns. */
  calendar: calendar.optional(),
  /** Whose turn it is, one after the other, and again from the first; with a calendar, whom it may name. */
  people: z.array(person).min(1, 'Say who takes turns.').max(100),
});

const override = z.strictObject({
  id,
  /** Epoch milliseconds, half-open. */
  from: instant,
  to: instant,
  person,
});

const schedule = z.strictObject({
  id,
  name,
  /** The uppermost first: what it says beats those after it. */
  layers: z.array(layer).min(1, 'Give it a layer.').max(20),
  /** Somebody in place of who would have it. They beat all layers, and a later one those before it. */
  overrides: z.array(override).max(limits.overrides).default([]),
  /** The team that has what falls into a gap; null: nobody has. */
  fallback: id.nullable().default(null),
});

/** Who is on call when. */
export const schedulesSchema = z.strictObject({ schedules: z.array(schedule).max(100) });

export type OnCallPerson = z.infer<typeof person>;
export type Layer = z.infer<typeof layer>;
export type CalendarRule = z.infer<typeof calendar>;
export type Override = z.infer<typeof override>;
export type Schedule = z.infer<typeof schedule>;
export type Schedules = z.infer<typeof schedulesSchema>;

export const defaultSchedules: Schedules = { schedules: [] };

export function findSchedule({ schedules }: Schedules, id: string): Schedule | null {
  return schedules.find((each) => each.id === id) ?? null;
}
