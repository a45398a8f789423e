/** The messages of `<on-call>`. */
export const messages = {
  heading: 'On call',
  loading: 'Loading who is on call',
  schedule: 'Schedule',
  now: 'Now',
  next: 'Next',
  nobody: 'Nobody',
  until: (when: string) => `until ${when}`,
  from: (when: string) => `from ${when}`,
  /** Nothing else comes within a month. */
  noChange: 'No change within a month',
  fallback: (team: string) => `The team ${team} is told in place of them`,
  noFallback: 'Nobody is told',

  month: (month: string) => `Who is on call in ${month}`,
  previous: 'Previous month',
  following: 'Next month',
  today: 'Today',
  /** What is heard of a day in the calendar. */
  day: (date: string, turns: readonly string[]) =>
    turns.length > 0 ? `${date}: ${turns.join(', ')}` : date,
  /** `time`: when it begins on that day; empty where it began before. */
  turn: (name: string, time: string) => (time ? `${name} from ${time}` : name),
  more: (n: number) => `+${n}`,
  shiftsOf: (date: string) => `Shifts of ${date}`,
  span: (from: string, to: string) => `${from} – ${to}`,
  planned: 'An override of the schedule',
  made: (by: string | null, when: string) =>
    by ? `Put in by ${by}, ${when}` : `Put in by hand, ${when}`,
  take: 'Take it',
  replace: 'Put somebody else on call',
  cancel: 'Cancel the override',

  taken: (name: string, from: string, to: string) => `${name} is on call from ${from} until ${to}.`,
  cancelled: 'The override is cancelled.',
  none: 'There is no on-call schedule yet. An administrator publishes one.',
  unknown: (schedule: string) => `There is no schedule “${schedule}”.`,
  notLive: 'This is no longer live. Reload the page for news.',
  offline: 'There is no connection to the server. This is who was on call as it stood last.',
  failed: 'Who is on call could not be loaded.',
  partFailed: 'The form could not be loaded. It is tried again by itself.',
  retry: 'Try again',
  notConfigured: 'On call is not set up on this page yet.',
};

export type OnCallMessages = typeof messages;
