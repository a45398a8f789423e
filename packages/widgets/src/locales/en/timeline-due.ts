/** What a sentence about a clock is made of: spans of time and moments, in words. */
interface ClockSaid {
  /** What counted so far. */
  counted: string;
  target: string;
  /** What of the target is still to come. */
  left: string;
  since: string;
  due: string;
  stopped: string;
}

const named = (what: string, name: string | null) => (name ? `${what}: ${name}` : what);

/** What `<incident-timeline>` says to the desk of why a clock is due when it is. */
export const messages = {
  heading: (clock: string) => `${clock}: why it is due then`,
  loading: 'Loading…',
  failed: 'This could not be read just now.',
  again: 'Try again',
  /** By how the clock stands. */
  states: {
    running: ({ counted, target, left, since, due }: ClockSaid) =>
      `${counted} of ${target} have counted since ${since}. The other ${left} have passed on ${due}: then it is due.`,
    warning: ({ counted, target, left, since, due }: ClockSaid) =>
      `${counted} of ${target} have counted since ${since}. The other ${left} have passed on ${due}: then it is due.`,
    paused: ({ counted, target, left, since }: ClockSaid) =>
      `It is paused. ${counted} of ${target} have counted since ${since}. Once it goes on, it is due when the other ${left} have counted.`,
    breached: ({ counted, target, since, due }: ClockSaid) =>
      `It was due on ${due}. ${target} were promised; ${counted} have counted since ${since}.`,
    met: ({ counted, target, since, stopped }: ClockSaid) =>
      `It stopped on ${stopped}, when ${counted} of ${target} had counted since ${since}.`,
    missed: ({ counted, target, since, due, stopped }: ClockSaid) =>
      `It was due on ${due} and stopped on ${stopped}. ${target} were promised; ${counted} had counted since ${since}.`,
  },
  everyHour: 'Every hour counts, also at night and on holidays.',
  zones: (theirs: string, own: string) =>
    `The working hours are those of ${theirs}; all times here are those of ${own}.`,
  /** What a span of time was, by why it counted or did not. */
  spans: {
    counted: 'Counted',
    ahead: 'Will count',
    outside: 'Outside working hours',
    holiday: (name: string | null) => named('Holiday', name),
    paused: (status: string | null) => named('Paused', status),
  },
  /** The same for the signs below the picture. */
  key: { counted: 'Counted', ahead: 'Will count', outside: 'Not counted', paused: 'Paused' },
  now: 'Now',
  due: 'Due',
  stopped: 'Stopped',
  /** Of one span, to who does not see the picture. */
  fromTo: (from: string, to: string, span: string, what: string) =>
    `${from} to ${to}: ${span}, ${what}`,
  table: 'Show as a table',
  columns: { from: 'From', to: 'To', time: 'Time', what: 'What it was' },
};

export type TimelineDueMessages = typeof messages;
