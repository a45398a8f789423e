import { z } from 'zod';
import { isZone } from '../calendar/local-time.ts';
import { coded } from '../field-errors.ts';
import { id, name } from '../ids.ts';
import { bounded } from '../plain-text.ts';

/** The ways out that the kit knows. */
export const channelKinds = ['webhook', 'email', 'sms', 'voice', 'teams', 'slack'] as const;
export type ChannelKindName = (typeof channelKinds)[number];

/** A way out. What it needs besides, secrets above all, is in the settings under the same id. */
const channel = z.strictObject({ id, name, kind: z.enum(channelKinds) });

/** Whose target it is: it is told what they are told. A service's is told what happens to its incidents. */
const owner = z.discriminatedUnion('whom', [
  z.strictObject({
    whom: z.literal('person'),
    /** As the host's tokens name the person (`sub`). */
    person: bounded(z.string(), { min: 1, max: 200 }),
  }),
  z.strictObject({ whom: z.enum(['team', 'managers']), team: id }),
  z.strictObject({ whom: z.literal('service'), service: id }),
]);

/** `HH:MM` as the clock of the zone shows it. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM.');

const quietHours = z.strictObject({
  /** The IANA name of a time zone, e.g. `Europe/Berlin`. */
  zone: z.string().refine(isZone, {
    error: (issue) =>
      `There is no time zone “${issue.input}”. Use an IANA name such as Europe/Berlin.`,
    ...coded('unknown-zone'),
  }),
  from: clockTime,
  /** On the next day when it is not after `from`. */
  to: clockTime,
  /** The priorities that do not wait, by their ids. */
  except: z.array(id).max(20).default([]),
});

const target = z.strictObject({
  id,
  owner,
  channel: id,
  /** Where it is on that channel: its URL, an email address, a number, the name of a workflow, a conversation’s id. */
  address: bounded(z.string(), { min: 1, max: 500 }),
  /** Only incidents of these priorities, by their ids; null: of all. */
  priorities: z.array(id).min(1).max(20).nullable().default(null),
  /** When messages wait until it is over; null: never. */
  quiet: quietHours.nullable().default(null),
  /** The target that is told when this one cannot be; null: none. */
  otherwise: id.nullable().default(null),
});

/** What whoever reported an incident can be told of it. */
export const reporterNews = ['received', 'waiting', 'resolved', 'closed'] as const;
export type ReporterNews = (typeof reporterNews)[number];

/** Where people, teams and services are told what happens. */
export const channelsSchema = z.strictObject({
  channels: z.array(channel).max(100),
  targets: z.array(target).max(2_000),
  /** The page of an incident, for links in messages: `{incident}` stands for its reference. Null: none. */
  link: z
    .string()
    .max(500)
    .regex(/^https?:\/\/\S*\{incident\}\S*$/, 'Write a URL with {incident} in it.')
    .nullable()
    .default(null),
  /** The channel by which subscribers of services are told, one by email; null: nobody can subscribe. */
  subscribers: z.strictObject({ channel: id }).nullable().default(null),
  /** How whoever reported an incident is told of it, by email; null: nobody is. */
  reporters: z
    .strictObject({
      channel: id,
      /** What they are told. */
      tell: z
        .array(z.enum(reporterNews))
        .min(1)
        .max(reporterNews.length)
        .default([...reporterNews]),
      /** Also visitors, at an address that nobody has checked. */
      visitors: z.boolean().default(false),
    })
    .nullable()
    .default(null),
});

export type Channel = z.infer<typeof channel>;
export type QuietHours = z.infer<typeof quietHours>;
export type MessageTarget = z.infer<typeof target>;
export type Channels = z.infer<typeof channelsSchema>;

export const defaultChannels: Channels = {
  channels: [],
  targets: [],
  link: null,
  subscribers: null,
  reporters: null,
};

export function findTarget({ targets }: Channels, id: string): MessageTarget | null {
  return targets.find((each) => each.id === id) ?? null;
}
